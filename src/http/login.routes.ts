import type { Context } from '../context'
import { AppError } from '../errors'
import { type Identity, login } from '../member/login'
import { personOf } from '../member/members'
import { closeSession } from '../member/sessions'
import { type Endpoint, endpoint } from './endpoint'
import { DONE, Done, instant, Person, text } from './schemas'
import { z } from './zod'

export const Me = Person.extend({ roles: z.array(z.enum(['rep', 'manager', 'admin'])) }).openapi('Me')

async function me(context: Context) {
  const { userId, roles } = context.actor
  return { ...(await personOf(context.read, userId)), roles: [...roles] }
}

export const loginRoutes = (identity: Identity): Endpoint[] => [
  endpoint({
    method: 'post',
    path: '/api/v1/login/wecom',
    summary: '小程序登录：用 wx.qy.login 的 code 换令牌（2 小时内有效）',
    tag: '登录',
    access: 'anyone',
    body: z.strictObject({ code: text(512) }),
    answer: z.object({ token: z.string(), expiresAt: instant(), member: Me }),
    async run(context, { body, caller }) {
      const { token, expiresAt, actor } = await login(context, identity, {
        kind: 'miniprogram',
        code: body.code,
        address: caller.address,
      })
      return { token, expiresAt, member: await me(context.as(actor)) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/logout',
    summary: '退出登录：令牌立即失效',
    tag: '登录',
    access: 'member',
    answer: Done,
    async run(context, { caller }) {
      if (!caller.session) throw new AppError('unauthenticated', '请先登录')
      await closeSession(context, caller.session)
      return DONE
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/me',
    summary: '我是谁，有哪些权限',
    tag: '登录',
    access: 'member',
    answer: Me,
    run: me,
  }),
]
