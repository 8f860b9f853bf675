import fc from 'fast-check'
import type { Endpoint } from '../../src/http/endpoint'
import { endpointsOf } from '../../src/http/endpoints'
import { Failure } from '../../src/http/schemas'
import { startServer, type TestServer } from './server'

const endpoints: Endpoint[] = endpointsOf({} as Parameters<typeof endpointsOf>[0]).filter(
  one => one.path !== '/api/v1/logout' && !one.path.endsWith('/setup/run'),
)
const RUNS = Number(process.env.API_FUZZ_RUNS ?? 40)

interface JsonSchema {
  type?: string
  enum?: string[]
  pattern?: string
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  $ref?: string
}

describe('the OpenAPI document', () => {
  let server: TestServer
  let tokens: string[]
  beforeAll(async () => {
    server = await startServer()
    tokens = await Promise.all(['zhangsan', 'lisi', 'east', 'admin'].map(server.tokenOf))
  })
  afterAll(() => server.close())

  it('names every route, once, and its page shows them without any script', async () => {
    const { body } = await server.call('/api/openapi.json')
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map(method => `${method} ${path}`),
    )
    const all = endpointsOf({} as Parameters<typeof endpointsOf>[0]).map(({ method, path }) => `${method} ${path}`)
    expect(described.sort()).toEqual(all.sort())
    expect(new Set(all).size).toBe(all.length)
    const page = await server.call('/api/docs')
    expect(page.body).toContain('/api/v1/disputes/{id}/ruling')
    expect(page.body).not.toContain('<script')
  })

  /** Values of the asked type, values of any type, and hostile texts. */
  const hostile = fc.constantFrom(
    '',
    '\0',
    "' OR 1=1 --",
    '{7*7}',
    '../../etc/passwd',
    '<script>',
    '\ud800',
    '公司',
    '=1+1',
    '13800138000',
    '张三'.repeat(500),
    '__proto__',
  )
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), hostile, fc.string({ unit: 'binary' }))
  const like = (schema: JsonSchema | undefined): fc.Arbitrary<unknown> => {
    if (schema?.enum) return fc.constantFrom(...schema.enum)
    if (schema?.type === 'integer' || schema?.type === 'number') return fc.oneof(fc.integer(), fc.double())
    if (schema?.type === 'array') return fc.array(like(schema.items), { maxLength: 3 })
    if (schema?.type === 'string')
      return fc.oneof(
        hostile,
        fc.string({ maxLength: 60 }),
        fc.constantFrom('zhangsan', '1', '01JZZZZZZZZZZZZZZZZZZZZZZZ'),
      )
    return anything
  }
  const bodyLike = (schema: JsonSchema | undefined): fc.Arbitrary<unknown> => {
    const properties = Object.entries(schema?.properties ?? {})
    const wellFormed = fc.record(Object.fromEntries(properties.map(([name, one]) => [name, like(one)])))
    const halfWrong = fc.record(
      Object.fromEntries(
        properties.map(([name, one]) => [name, fc.oneof({ weight: 4, arbitrary: like(one) }, anything)]),
      ),
      { requiredKeys: [] },
    )
    return fc.oneof(wellFormed, halfWrong, anything)
  }

  it.each(endpoints.map((endpoint): [string, Endpoint] => [`${endpoint.method} ${endpoint.path}`, endpoint]))(
    '%s: whatever is sent, the answer is as described and never our fault',
    async (_name, endpoint) => {
      const { body: document } = await server.call('/api/openapi.json')
      const operation = document.paths[endpoint.path][endpoint.method]
      const body: JsonSchema | undefined = operation.requestBody?.content['application/json']?.schema
      const pathValue = fc.oneof(
        hostile,
        fc.constantFrom('1', '01JZZZZZZZZZZZZZZZZZZZZZZZ', 'outbox'),
        fc.string({ minLength: 1, maxLength: 40 }),
      )
      const query = fc.array(
        fc.tuple(
          fc.constantFrom('cursor', 'q', 'team', 'status', 'role', 'box', 'x'),
          fc.oneof(hostile, fc.constantFrom('inbox', 'open', 'party', '1')),
        ),
        { maxLength: 3 },
      )
      const request = fc.record({
        token: fc.constantFrom(...tokens),
        id: pathValue,
        box: pathValue,
        query,
        body: bodyLike(body),
      })
      await fc.assert(
        fc.asyncProperty(request, async input => {
          const part = (value: string) => encodeURIComponent((value.isWellFormed() ? value : 'x').slice(0, 300)) || 'x'
          const path = endpoint.path.replace('{id}', part(input.id)).replace('{box}', part(input.box))
          const pairs = input.query.map(([key, value]) => `${key}=${part(value)}`).join('&')
          const answer = await server.call(pairs ? `${path}?${pairs}` : path, {
            method: endpoint.method.toUpperCase(),
            token: input.token,
            json: endpoint.method === 'get' ? undefined : input.body,
          })
          expect(answer.status).toBeLessThan(500)
          if (answer.status === endpoint.status) expect(endpoint.answer.safeParse(answer.body).success).toBe(true)
          else expect(Failure.safeParse(answer.body).success).toBe(true)
          expect(({} as Record<string, unknown>).polluted).toBeUndefined()
        }),
        { numRuns: RUNS },
      )
    },
  )
})
