// The only place that touches wx.qy: exchanges WeCom's login code for a session of our server.
import { type Session, startSession } from '../core/session'
import { ApiError, fromAnswer } from './errors'
import { send } from './send'

let running: Promise<Session> | undefined

/** Logs in without asking anybody. Many callers share one login. */
export function login(): Promise<Session> {
  running ??= exchange().finally(() => {
    running = undefined
  })
  return running
}

async function exchange(): Promise<Session> {
  const { status, body } = await send({
    method: 'POST',
    path: '/api/v1/login/wecom',
    data: { code: await wecomCode() },
  })
  if (status !== 200) throw fromAnswer(status, body)
  const session = body as Session
  startSession(session)
  return session
}

/** A code of `wx.qy.login`: five minutes, one use (document 91506). */
function wecomCode(): Promise<string> {
  // getSystemInfoSync, because WeCom does not know its successors (document 91503).
  const { qy } = wx
  if (wx.getSystemInfoSync().environment !== 'wxwork' || !qy) {
    return Promise.reject(new ApiError('NOT_IN_WECOM', '请在企业微信里打开：工作台 → 报备'))
  }
  return new Promise((resolve, reject) => {
    qy.login({
      success: ({ code }) => resolve(code),
      fail: () => reject(new ApiError('LOGIN_FAILED', '登录没有成功，请重试；仍不行请让管理员检查应用可见范围')),
    })
  })
}
