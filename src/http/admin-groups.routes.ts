import { writeSetting } from '../db/settings'
import { addGroup, changeGroup, endGroup, listGroups } from '../group/manage-groups'
import { DepartmentEntity } from '../member/member.entity'
import { bindRoom } from '../wechaty/bind-room'
import { type Endpoint, endpoint } from './endpoint'
import { VERIFY_FILE } from './redirects'
import { byId, DONE, Done, instant, text } from './schemas'
import { z } from './zod'

const Department = z.object({ id: z.number().int(), name: z.string() })
const Group = z
  .object({
    id: z.string(),
    name: z.string(),
    audience: z.array(Department).openapi({ description: '只提醒这些部门的撞单；空表示全部' }),
    bot: z.boolean(),
    webhook: z.boolean(),
    wechaty: z.boolean(),
    boundAt: instant(),
  })
  .openapi('Group')

const name = text(64)
const audience = z.array(z.number().int().positive()).max(100)
const webhookKey = text(300).openapi({ description: '群机器人的 Webhook 地址，或其中的 key；加密保存，不再显示' })
const admin = { tag: '管理', access: 'admin' } as const

export const groupRoutes: Endpoint[] = [
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/groups',
    summary: '接收提醒的群',
    answer: z.object({ items: z.array(Group) }),
    run: async context => ({ items: await listGroups(context) }),
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/groups',
    summary: '用 Webhook 添加一个群',
    body: z.strictObject({ name, webhookKey, audience: audience.optional() }),
    status: 201,
    answer: Group,
    run: (context, { body }) => addGroup(context, body),
  }),
  endpoint({
    ...admin,
    method: 'put',
    path: '/api/v1/admin/groups/{id}',
    summary: '修改群的名称、范围或 Webhook',
    params: byId,
    body: z.strictObject({ name, audience, webhookKey: webhookKey.optional(), wechatyRoomId: text(96).optional() }),
    answer: Group,
    async run(context, { params, body: { wechatyRoomId, ...change } }) {
      if (wechatyRoomId) await bindRoom(context, params.id, wechatyRoomId)
      return changeGroup(context, params.id, change)
    },
  }),
  endpoint({
    ...admin,
    method: 'post',
    path: '/api/v1/admin/groups/{id}/end',
    summary: '停止向这个群提醒',
    params: byId,
    answer: Done,
    async run(context, { params }) {
      await endGroup(context, params.id)
      return DONE
    },
  }),
  endpoint({
    ...admin,
    method: 'get',
    path: '/api/v1/admin/departments',
    summary: '部门（用于选择群的提醒范围）',
    answer: z.object({ items: z.array(Department) }),
    run: async context => ({ items: await context.read.find(DepartmentEntity, { order: { id: 'ASC' } }) }),
  }),
  endpoint({
    ...admin,
    method: 'put',
    path: '/api/v1/admin/verify-file',
    summary: '可信域名的归属校验文件 WW_verify_*.txt',
    body: z.strictObject({
      name: z.string().regex(/^WW_verify_[A-Za-z0-9]{1,64}\.txt$/, '文件名要像 WW_verify_xxxx.txt'),
      content: z.string().regex(/^[\x20-\x7e]{1,200}$/, '内容应是一行字母和数字'),
    }),
    answer: Done,
    async run(context, { body }) {
      await context.transaction(async tx => {
        await writeSetting(tx, VERIFY_FILE, body)
        await tx.audit({ action: 'verify-file.set', subject: `setting:${VERIFY_FILE}` })
      })
      return DONE
    },
  }),
]
