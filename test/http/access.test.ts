import type { Endpoint } from '../../src/http/endpoint'
import { endpointsOf } from '../../src/http/endpoints'
import { submitRegistration } from '../../src/registration/submit-registration'
import { ENGINES } from '../support/world'
import { type Answer, startServer, type TestServer } from './server'

const PHONE = '13900010001'
const NAME = '杭州星河软件有限公司'

const endpoints: Endpoint[] = endpointsOf({} as Parameters<typeof endpointsOf>[0])
const UNKNOWN_ID = '01JZZZZZZZZZZZZZZZZZZZZZZZ'

describe.each(ENGINES)('who may do what on %s', engine => {
  let server: TestServer
  let tokens: Record<string, string>
  let own: { customerId: string; registrationId: string; collisionId: string; disputeId: string }

  beforeAll(async () => {
    server = await startServer({}, undefined, engine)
    tokens = {}
    for (const userId of ['zhangsan', 'lisi', 'wangwu', 'east', 'south', 'admin'])
      tokens[userId] = await server.tokenOf(userId)
    const mine = await submitRegistration(await server.world.as('zhangsan'), {
      name: NAME,
      phone: PHONE,
      requestKey: 'a',
    })
    const touched = await submitRegistration(await server.world.as('lisi'), { name: NAME, requestKey: 'b' })
    const opened = await server.call(`/api/v1/collisions/${touched.collision!.id}/dispute`, {
      token: tokens.lisi,
      json: { statement: '我先联系的' },
    })
    own = {
      customerId: mine.customer!.id,
      registrationId: mine.registration.id,
      collisionId: touched.collision!.id,
      disputeId: opened.body.id,
    }
  })
  afterAll(() => server.close())

  const inner = ({ status, body }: Answer) => ({ status, body })
  const send = (endpoint: Endpoint, id: string, token?: string, json: unknown = {}) =>
    server.call(endpoint.path.replace('{id}', id).replace('{box}', 'inbox'), {
      method: endpoint.method.toUpperCase(),
      token,
      json: endpoint.method === 'get' ? undefined : json,
    })

  it('tells strangers nothing but how to log in', async () => {
    for (const endpoint of endpoints.filter(one => one.access !== 'anyone')) {
      const { status, body } = await send(endpoint, own.disputeId)
      expect([endpoint.path, status, body.error.code]).toEqual([endpoint.path, 401, 'unauthenticated'])
    }
  })

  it('keeps everything under /admin from reps and managers, existing or not', async () => {
    for (const endpoint of endpoints.filter(one => one.path.includes('/admin/'))) {
      expect(endpoint.access).toBe('admin')
      for (const userId of ['zhangsan', 'east'])
        expect((await send(endpoint, own.disputeId, tokens[userId])).status).toBe(403)
    }
  })

  const FOREIGN: [method: string, path: string, object: keyof typeof own, outsider: string, body: object][] = [
    ['get', '/api/v1/customers/{id}', 'customerId', 'wangwu', {}],
    ['get', '/api/v1/customers/{id}', 'customerId', 'lisi', {}],
    ['get', '/api/v1/customers/{id}', 'customerId', 'south', {}],
    ['post', '/api/v1/customers/{id}/follow-ups', 'customerId', 'lisi', { text: '拜访' }],
    ['post', '/api/v1/registrations/{id}/withdraw', 'registrationId', 'lisi', {}],
    ['get', '/api/v1/collisions/{id}', 'collisionId', 'wangwu', {}],
    ['get', '/api/v1/collisions/{id}', 'collisionId', 'south', {}],
    ['post', '/api/v1/collisions/{id}/dispute', 'collisionId', 'wangwu', { statement: '我的' }],
    ['post', '/api/v1/collisions/{id}/dispute', 'collisionId', 'zhangsan', { statement: '我的' }],
    ['get', '/api/v1/disputes/{id}', 'disputeId', 'wangwu', {}],
    ['get', '/api/v1/disputes/{id}', 'disputeId', 'south', {}],
    ['post', '/api/v1/disputes/{id}/evidence', 'disputeId', 'wangwu', { text: '证据' }],
    ['post', '/api/v1/disputes/{id}/ruling', 'disputeId', 'wangwu', { outcome: 'award', awardTo: 'wangwu' }],
    ['post', '/api/v1/disputes/{id}/appeal', 'disputeId', 'wangwu', { reason: '不服' }],
    ['post', '/api/v1/disputes/{id}/withdraw', 'disputeId', 'wangwu', {}],
  ]

  it.each(FOREIGN)(
    '%s %s: a foreign %s looks to %s like one that does not exist',
    async (method, path, object, outsider, body) => {
      const endpoint = endpoints.find(one => one.method === method && one.path === path)!
      const foreign = await send(endpoint, own[object], tokens[outsider], body)
      const missing = await send(endpoint, UNKNOWN_ID, tokens[outsider], body)
      expect(foreign.status).toBe(404)
      expect(inner(foreign)).toEqual(inner(missing))
    },
  )

  it('lets no party rule their own case, and the common leader rule it', async () => {
    const ruling = { outcome: 'award', awardTo: 'lisi' }
    for (const party of ['zhangsan', 'lisi'])
      expect(
        (await server.call(`/api/v1/disputes/${own.disputeId}/ruling`, { token: tokens[party], json: ruling })).status,
      ).toBe(403)
    const ruled = await server.call(`/api/v1/disputes/${own.disputeId}/ruling`, { token: tokens.east, json: ruling })
    expect(ruled.status).toBe(200)
    expect(ruled.body.ruling.awardTo.userId).toBe('lisi')
    const again = await server.call(`/api/v1/disputes/${own.disputeId}/ruling`, { token: tokens.east, json: ruling })
    expect(again.status).toBe(409)
  })

  it.each(['role', 'roles', 'ownerId', 'status', 'createdAt', 'userId', 'constructor', '__proto__'])(
    'refuses the extra field %s',
    async extra => {
      const body = `{"name":"苏州晨光贸易有限公司","requestKey":"x","${extra}":{"admin":true}}`
      const answer = await server.call('/api/v1/registrations', {
        token: tokens.zhangsan,
        body,
        headers: { 'content-type': 'application/json' },
      })
      expect(answer.status).toBe(400)
      expect(answer.body.error.code).toBe('invalid_input')
      expect(({} as { admin?: boolean }).admin).toBeUndefined()
    },
  )

  it('shows a phone number to its owner, and to their leader only masked', async () => {
    const text = async (userId: string) =>
      JSON.stringify((await server.call(`/api/v1/customers/${own.customerId}`, { token: tokens[userId] })).body)
    expect(await text('lisi')).toContain(PHONE.slice(-11))
    expect(await text('east')).not.toContain(PHONE)
    expect(await text('east')).toContain('139****0001')
  })

  it('writes neither phone, name nor token into the log', () => {
    const log = server.logs.join('')
    expect(log).toContain('"route":"/api/v1/disputes/:id/ruling"')
    for (const secret of [PHONE, NAME, '星河', ...Object.values(tokens)]) expect(log).not.toContain(secret)
  })
})
