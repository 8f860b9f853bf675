import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { SESSION_COOKIE } from './authenticate'
import type { Endpoint } from './endpoint'
import { empty, Failure } from './schemas'
import type { z } from './zod'

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
const REFUSALS = {
  400: '填写有误',
  401: '未登录',
  403: '没有权限',
  404: '没有，或不在可见范围内',
  409: '状态已变化',
  413: '内容太大',
  429: '太频繁',
  503: '暂时不可用',
}

/** The document, made from the same schemas that check requests and answers. */
export function openApiDocument(endpoints: Endpoint[], serverUrl: string): OpenApiDocument {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: '登录接口返回的令牌',
  })
  registry.registerComponent('securitySchemes', 'console', {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: '管理后台',
  })
  for (const endpoint of endpoints) registry.registerPath(pathOf(endpoint))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: '报备 API',
      version: '1',
      description: '时间都是毫秒时间戳（UTC）。出错时返回 Failure，code 稳定，message 告诉人下一步怎么做。',
    },
    servers: [{ url: serverUrl }],
  })
}

function pathOf(endpoint: Endpoint): Parameters<OpenAPIRegistry['registerPath']>[0] {
  const { method, path, summary, tag, access, stream } = endpoint
  const refused = Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [status, { description, content: json(Failure) }]),
  )
  const body = stream
    ? {
        content: Object.fromEntries(stream.map(type => [type, { schema: { type: 'string' as const } }])),
        required: true,
      }
    : endpoint.body && endpoint.body !== empty
      ? { content: json(endpoint.body), required: true }
      : undefined
  return {
    method,
    path,
    summary: access === 'admin' ? `${summary}（管理员）` : summary,
    tags: [tag],
    operationId: `${method}${path.replace(/^\/api\/v1/, '').replace(/[^a-zA-Z0-9]+(\w)?/g, (_, letter = '') => letter.toUpperCase())}`,
    security: access === 'anyone' ? [] : [{ token: [] }, { console: [] }],
    request: { params: endpoint.params as z.ZodObject, query: endpoint.query as z.ZodObject, body },
    responses: { [endpoint.status]: { description: '成功', content: json(endpoint.answer) }, ...refused },
  }
}
