import { must } from '../core/errors'
import { randomId } from '../core/random'
import type { LoginCode } from '../types'
import type { World } from '../world'
import { get } from './request'

const FIVE_MINUTES = 300_000

/** Login of members (documents 91507, 91023) and what is around it. */
export const loginEndpoints = [
  get('miniprogram/jscode2session', ({ world }, { query }) => {
    must(world.settings.miniProgramBound, 40014, 'the app has no mini-program')
    must(query.get('grant_type') === 'authorization_code', 40058, 'grant_type')
    const login = spend(world, query.get('js_code'), 'mini')
    // session_key must never reach a client: it is here to see whether it does
    return { corpid: world.credentials.corpId, userid: login.userId, session_key: randomId('sk', 24) }
  }),
  get('auth/getuserinfo', ({ world }, { query }) => {
    const login = spend(world, query.get('code'), 'oauth')
    return { userid: login.userId }
  }),
  // The older address of the same call, which node-socialite 1.4.1 still uses.
  get('user/getuserinfo', ({ world }, { query }) => {
    const login = spend(world, query.get('code'), 'oauth')
    return { UserId: login.userId, DeviceId: '' }
  }),
  get('get_jsapi_ticket', ({ world }) => ticket(world, 'corp')),
  get('ticket/get', ({ world }, { query }) => {
    must(query.get('type') === 'agent_config', 40058, 'type')
    return ticket(world, 'agent')
  }),
  get('getcallbackip', () => ({ ip_list: ['127.0.0.1'] })),
]

/** @throws WecomError 40029 (unknown or other kind), 42022 (used), 42003 (older than 5 minutes), 60011 (outside the range) */
function spend(world: World, code: string | null, kind: LoginCode['kind']): LoginCode {
  const login = code ? world.loginCodes.get(code) : undefined
  must(login && login.kind === kind, 40029, 'invalid code')
  must(!login.used, kind === 'mini' ? 40029 : 42022, 'code has been used')
  must(world.now() - login.at <= FIVE_MINUTES, kind === 'mini' ? 40029 : 42003, 'code expired')
  const member = world.member(login.userId)
  must(member?.visible && member.status === 1, 60011, 'member outside the range of the app')
  world.loginCodes.put(login.code, { ...login, used: true })
  return login
}

function ticket(world: World, kind: string) {
  const key = `ticket/${kind}`
  const old = world.facts.get(key) as { ticket: string; expiresAt: number } | undefined
  const now = world.now()
  const current = old && old.expiresAt > now ? old : { ticket: randomId('', 48), expiresAt: now + 7_200_000 }
  world.facts.put(key, current)
  return { ticket: current.ticket, expires_in: Math.ceil((current.expiresAt - now) / 1000) }
}
