import type { Identity } from '../member/login'
import type { WecomClient } from './wecom-client'
import { WecomError } from './wecom-error'

/** Codes by which WeCom says that a login code is wrong, used or expired (document 90313). */
const BAD_CODE = new Set([40029, 42003, 42022, 40014])

/** Who is behind a login code, asked of WeCom. */
export function wecomIdentity(client: WecomClient, corpId: string): Identity {
  return {
    miniProgram: code =>
      orNobody(async () => {
        const member = await client.login.memberOfMiniProgram(code)
        return member.corpId === corpId ? member.userId : undefined
      }),
    oauth: code => orNobody(() => client.login.memberOfWeb(code)),
  }
}

async function orNobody(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof WecomError && BAD_CODE.has(error.errcode ?? 0)) return undefined
    throw error
  }
}
