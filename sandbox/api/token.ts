import { must } from '../core/errors'
import { randomId } from '../core/random'
import type { World } from '../world'
import { get, open } from './request'

const LIFE_S = 7200

interface Token extends Record<string, unknown> {
  token: string
  expiresAt: number
}

/** gettoken (document 91039): inside its validity the same token is given again. */
export const tokenEndpoints = [
  open(
    get('gettoken', (tenant, { query }) => {
      const { world } = tenant
      must(query.get('corpid') === world.credentials.corpId, 40013, 'invalid corpid')
      must(query.get('corpsecret') === world.credentials.secret, 40001, 'invalid credential')
      const now = world.now()
      const old = world.facts.get('token') as Token | undefined
      const token = old && old.expiresAt > now ? old : issue(world)
      return { access_token: token.token, expires_in: Math.ceil((token.expiresAt - now) / 1000) }
    }),
  ),
]

function issue(world: World): Token {
  const token = { token: randomId('', 48), expiresAt: world.now() + LIFE_S * 1000 }
  world.facts.put('token', token)
  // An expired token answers 42001, an unknown one 40014: remember what was issued.
  world.facts.put(`issued/${token.token}`, { expiresAt: token.expiresAt })
  return token
}

/** @throws WecomError 41001 (missing), 40014 (unknown or revoked), 42001 (expired) */
export function checkToken(world: World, token: string | null): void {
  must(token, 41001, 'access_token missing')
  const issued = world.facts.get(`issued/${token}`)
  must(issued, 40014, 'invalid access_token')
  must((issued.expiresAt as number) > world.now(), 42001, 'access_token expired')
}

/** Ends the current token early, as the platform may: 40014, or 42001 when `expired`. */
export function revokeToken(world: World, expired = false): void {
  const current = world.facts.get('token') as Token | undefined
  if (!current) return
  world.facts.delete('token')
  if (expired) world.facts.put(`issued/${current.token}`, { expiresAt: 0 })
  else world.facts.delete(`issued/${current.token}`)
}
