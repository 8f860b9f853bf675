import { WecomError } from '../../wecom/wecom-error'
import { type Examination, fail, ok, unknown } from '../check'
import { errcodeOf, findingOf, IP_NOT_TRUSTED } from '../wecom-finding'

/** Corp id, secret and token: the first call that needs them. */
export const token: Examination = {
  id: 'token',
  title: '企业 ID 与应用 Secret',
  async examine(_context, { directory }) {
    try {
      await directory.listDepartments()
      return ok('已用 WECOM_CORP_ID 和 WECOM_SECRET 取得访问凭证')
    } catch (error) {
      if (errcodeOf(error) === IP_NOT_TRUSTED) return ok('已取得访问凭证')
      return findingOf(error)
    }
  },
}

/** Since 2022 WeCom answers apps only from addresses that were entered (60020). */
export const trustedIp: Examination = {
  id: 'trusted-ip',
  title: '企业可信 IP',
  async examine(_context, { directory }) {
    try {
      await directory.listDepartments()
      return ok('企业微信接受本服务器的 IP')
    } catch (error) {
      if (!(error instanceof WecomError)) throw error
      if (error.errcode !== IP_NOT_TRUSTED) return unknown('要先解决上面的问题才能检查', '')
      const ip = /from ip: ?([\d.:a-f]+)/i.exec(error.message)?.[1]
      return fail(`本服务器的出口 IP ${ip ?? ''} 不在可信列表（错误码 60020）`, error.advice)
    }
  },
}
