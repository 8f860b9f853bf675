import { getJsApiSignature } from '@wecom/crypto'
import { z } from 'zod'
import type { Api } from './client'
import { createSharedValue, type SharedValueOptions, type ValueSource } from './shared-value'

export interface JsSignature {
  timestamp: number
  nonceStr: string
  signature: string
}

const Ticket = z.object({ ticket: z.string().min(1), expires_in: z.number().default(7200) })

/** Logging in and signing pages. Codes work once, so nothing here is repeated when its end is unknown. */
export function loginApi(api: Api, shared: Omit<SharedValueOptions, 'name' | 'fetch'>, app: string) {
  const ticket = (name: string, path: string, query?: Record<string, string>): ValueSource =>
    createSharedValue({
      ...shared,
      name: `ticket:${name}:${app}`,
      fetch: async () => {
        const answer = await api({ method: 'GET', path, ...(query && { query }), idempotent: true }, Ticket)
        return { value: answer.ticket, expiresAt: shared.now() + answer.expires_in * 1000 }
      },
    })
  const corpTicket = ticket('corp', '/get_jsapi_ticket')
  const agentTicket = ticket('agent', '/ticket/get', { type: 'agent_config' })
  const sign = async (source: ValueSource, url: string, nonceStr: string): Promise<JsSignature> => {
    const timestamp = Math.floor(shared.now() / 1000)
    const { signature } = getJsApiSignature({
      url: url.split('#')[0]!,
      ticket: await source.get(),
      nonceStr,
      timestamp,
    })
    return { timestamp, nonceStr, signature }
  }

  return {
    /** The member behind a code of `wx.qy.login` (document 91507). The session key stays inside WeCom's answer. */
    async memberOfMiniProgram(code: string): Promise<{ corpId: string; userId: string }> {
      const query = { js_code: code, grant_type: 'authorization_code' }
      const schema = z.object({ corpid: z.string(), userid: z.string().min(1) })
      const answer = await api({ method: 'GET', path: '/miniprogram/jscode2session', query, idempotent: false }, schema)
      return { corpId: answer.corpid, userId: answer.userid.toLowerCase() }
    },

    /** The member behind a code of the web login (document 91023); undefined for somebody from outside. */
    async memberOfWeb(code: string): Promise<string | undefined> {
      const schema = z.object({ userid: z.string().optional(), UserId: z.string().optional() })
      const answer = await api({ method: 'GET', path: '/auth/getuserinfo', query: { code }, idempotent: false }, schema)
      return (answer.userid ?? answer.UserId)?.toLowerCase()
    },

    /** For `wx.config` / `ww.register` (document 90506). `url` is the page as the browser sees it. */
    signConfig: (url: string, nonceStr: string) => sign(corpTicket, url, nonceStr),
    /** For `agentConfig` (document 94313). */
    signAgentConfig: (url: string, nonceStr: string) => sign(agentTicket, url, nonceStr),
  }
}
