import { mergeCustomers } from '../merging/merge-customers'
import { undoMerge } from '../merging/undo-merge'
import { type Endpoint, endpoint } from './endpoint'
import { byId, DONE, Done, id } from './schemas'
import { z } from './zod'

const manager = { tag: '客户合并', access: 'manager' } as const

export const mergeRoutes: Endpoint[] = [
  endpoint({
    ...manager,
    method: 'post',
    path: '/api/v1/customers/{id}/merge',
    summary:
      '把另一个客户并入这个客户：只留一个归属人，联系方式、跟进、撞单、报备都转过来（双方归属人的共同上级或管理员）',
    params: byId,
    body: z.strictObject({
      otherId: id().openapi({ description: '并入的客户；它的编号以后指向这个客户' }),
      ownerId: id().optional().openapi({ description: '归谁（现在的归属人之一）；不填则归先取得归属的人' }),
    }),
    answer: z.object({ mergeId: z.string().openapi({ description: '撤销合并时要用' }) }),
    run: async (context, { params, body }) => ({
      mergeId: await mergeCustomers(context, {
        keepId: params.id,
        goneId: body.otherId,
        ownerId: body.ownerId?.toLowerCase(),
      }),
    }),
  }),
  endpoint({
    ...manager,
    method: 'post',
    path: '/api/v1/merges/{id}/undo',
    summary: '撤销一次合并：转过来的记录和归属还回去；合并之后新增的留在合并后的客户',
    params: byId,
    answer: Done,
    async run(context, { params }) {
      await undoMerge(context, params.id)
      return DONE
    },
  }),
]
