import { AppError } from '../errors'
import type { Identity } from '../member/login'
import type { WecomClient } from './wecom-client'
import { WecomError } from './wecom-error'

/** Codes by which WeCom says that a login code is wrong, used or expired (document 90313). */
const BAD_CODE = new Set([40029, 42003, 42022])
/** Also after a fresh token: the app has no such mini-program (document 91507). */
const NOT_BOUND = 40014

/**
 * Who is behind a login code, asked of WeCom.
 * @param admit makes sure that a member who is new is known before the session is opened
 */
export function wecomIdentity(client: WecomClient, corpId: string, admit: (userId: string) => Promise<void>): Identity {
  return {
    miniProgram: code =>
      orNobody(admit, async () => {
        const member = await client.login.memberOfMiniProgram(code)
        return member.corpId === corpId ? member.userId : undefined
      }),
    oauth: code => orNobody(admit, () => client.login.memberOfWeb(code)),
  }
}

async function orNobody(
  admit: (userId: string) => Promise<void>,
  ask: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    const userId = await ask()
    if (userId) await admit(userId)
    return userId
  } catch (error) {
    if (error instanceof WecomError && BAD_CODE.has(error.errcode ?? 0)) return undefined
    // Who wants to log in can do something about none of these but wait; what is wrong stands on the set-up page and in the log.
    if (error instanceof WecomError) throw wecomFailed(error)
    throw error
  }
}

function wecomFailed(error: WecomError): AppError {
  const words =
    error.errcode === NOT_BOUND
      ? '小程序没有绑定到报备应用，请管理员在管理后台 → 应用管理 → 本应用 → 应用主页选择这个小程序'
      : error.failure === 'settings'
        ? error.advice
        : '企业微信暂时没有应答，请稍后再登录'
  return Object.assign(new AppError('wecom_failed', words), { cause: error })
}
