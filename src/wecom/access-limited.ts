import type { Tx } from '../context'
import type { Notice } from '../delivery/messages'

const notice: Notice = {
  kind: 'access-limited',
  tone: 'danger',
  title: '企业微信将限制本应用读取客户数据',
  lines: [],
  body: '原因是应用的使用人数太少。请让销售同事打开应用或小程序，并在企业微信管理后台的应用详情页查看提示；受限期间新添加的客户无法识别。',
}

/** WeCom limits what an app with few users may read (documents 90240, 90313: 48006, 48011). The administrators have to act. */
export async function tellAboutAccess(tx: Tx, name: string): Promise<void> {
  const day = new Date(tx.now()).toISOString().slice(0, 10)
  for (const userId of tx.config.adminUserIds)
    await tx.send({
      type: 'notice',
      to: { kind: 'member', userId },
      notice,
      dedupeKey: `access:${name}:${day}:${userId}`,
    })
  await tx.audit({ action: 'wecom.access-limited', subject: 'setting:wecom', data: { name } })
}
