import { lastCallbackAt } from '../../delivery/last-callback'
import { type Examination, fail, ok, unknown, warn } from '../check'

const DAY_MS = 86_400_000
const shanghai = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** Whether WeCom reaches us can only be seen from its side: the administrator saves the address once, then events come. */
export const callback: Examination = {
  id: 'callback',
  title: '接收消息（回调）',
  async examine(context) {
    const { config } = context
    const fix = `管理后台 → 应用管理 → 打开本应用 → 接收消息 → 设置 API 接收：URL 填 ${config.publicUrl}/wecom/callback，Token 和 EncodingAESKey 与 WECOM_TOKEN、WECOM_AES_KEY 一致，点保存；再到 管理后台 → 客户联系 → 接收事件服务器，填同样的内容`
    if (config.mode === 'production' && !reachable(config.publicUrl))
      return fail(
        `PUBLIC_URL（${config.publicUrl}）从外网访问不到`,
        '把 PUBLIC_URL 设为企业微信能访问的 https 地址，然后重启',
      )
    const at = await lastCallbackAt(context)
    if (at === undefined)
      return unknown(
        '还没有收到过企业微信的消息',
        config.mode === 'sandbox' ? '在演示页面里添加一个客户，就会收到' : fix,
      )
    const when = shanghai.format(at)
    if (context.now() - at > DAY_MS)
      return warn(`上次收到消息是 ${when}，已超过一天`, `如果这期间确实没有新客户，可以忽略；否则 ${fix}`)
    return ok(`上次收到消息：${when}`)
  },
}

function reachable(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol === 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
