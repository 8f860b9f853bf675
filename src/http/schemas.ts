import { z } from './zod'

/** U+0000 and halves of surrogate pairs have no business in any text, and databases disagree about them. */
const isPlain = (value: string) => !/[\0\p{Surrogate}]/u.test(value)

/** A text of 1 to `max` UTF-16 code units; the use case trims and judges it. */
export const text = (max: number) => z.string().min(1).max(max).refine(isPlain, '含有无法保存的字符')

/** Optional field of a form: an empty text is the same as none. */
export const field = (max: number) => z.string().max(max).refine(isPlain, '含有无法保存的字符').optional()

/** A ULID, or a WeCom id. */
export const id = () => z.string().regex(/^[A-Za-z0-9_@.-]{1,64}$/, '编号格式不对')
export const byId = z.strictObject({ id: id() })
export const empty = z.strictObject({})
export const cursor = () =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, '翻页标记不对')
    .optional()
export const paged = z.strictObject({ cursor: cursor() })

/** Epoch milliseconds, UTC. */
export const instant = () => z.number().int().openapi({ description: '毫秒时间戳（UTC）', example: 1763740800000 })

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional().openapi({ description: '没有时表示已到末尾' }) })

export const Person = z
  .object({
    userId: z.string(),
    name: z.string(),
    department: z.string(),
    status: z
      .enum(['left', 'unknown'])
      .optional()
      .openapi({ description: '已离职，或企业微信里没有这个成员；在职时没有' }),
  })
  .openapi('Person', { description: '同事' })

export const Done = z.object({ ok: z.literal(true) }).openapi('Done')
export const DONE = { ok: true } as const

export const Failure = z
  .object({
    error: z.object({
      code: z.string().openapi({ description: '稳定的错误代码', example: 'not_found' }),
      message: z.string().openapi({ description: '给人看的中文说明，含下一步' }),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  })
  .openapi('Failure')
