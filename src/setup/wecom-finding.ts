import { WecomError } from '../wecom/wecom-error'
import { type Finding, fail, unknown } from './check'

/** The error code behind a failure, if it came from WeCom. */
export const errcodeOf = (error: unknown): number | undefined =>
  error instanceof WecomError ? error.errcode : undefined

/** Calls come from an address that was not entered at WeCom: nothing else can be found out. */
export const IP_NOT_TRUSTED = 60020

/** What a failed call says about the set-up. The advice comes from the one error table. */
export function findingOf(error: unknown): Finding {
  if (!(error instanceof WecomError)) throw error
  if (error.errcode === IP_NOT_TRUSTED) return unknown('要先解决“企业可信 IP”才能检查', '')
  const number = error.errcode === undefined ? '' : `（错误码 ${error.errcode}）`
  if (error.failure === 'settings' || error.failure === 'refused')
    return fail(`企业微信拒绝了请求${number}`, error.advice)
  return unknown(
    `企业微信暂时没有回答${number}`,
    error.failure === 'unreachable'
      ? '检查服务器能否访问 WECOM_API_BASE（默认 qyapi.weixin.qq.com），然后重新检查'
      : '稍后重新检查',
  )
}
