import { IsNull } from 'typeorm'
import { GroupEntity } from '../../group/group.entity'
import { type Examination, ok, warn } from '../check'

/** A warning that no group hears still reaches owner, claimant and manager one by one. */
export const groups: Examination = {
  id: 'groups',
  title: '提醒群',
  async examine(context) {
    const count = await context.read.countBy(GroupEntity, { endedAt: IsNull() })
    if (count) return ok(`${count} 个群接收撞单提醒`)
    return warn(
      '还没有群接收撞单提醒，现在只会私下提醒当事人和主管',
      '把机器人加进内部销售群，由管理员或部门负责人在群里 @机器人 发送“绑定”；或在“提醒群”页填入群机器人的 Webhook',
    )
  },
}
