import { z } from 'zod'
import type { Api } from './client'

/** Logging in. Codes work once, so nothing here is repeated when its end is unknown. */
export function loginApi(api: Api) {
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
  }
}
