import type { OpenApiDocument } from './openapi'

const html = (text: string) => text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)

interface Operation {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[]
  requestBody?: { content: Record<string, { schema?: unknown }> }
  responses?: Record<string, { content?: Record<string, { schema?: unknown }> }>
}

/** The API document as one page without scripts: nothing to load, nothing to allow. */
export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags ?? []))]
  const sections = tags.map(tag => {
    const mine = operations.filter(({ operation }) => operation.tags?.includes(tag))
    return `<h2 id="${html(tag)}">${html(tag)}</h2>${mine.map(operationHtml).join('')}`
  })
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="schema-${html(name)}"><summary><code>${html(name)}</code></summary><pre>${jsonHtml(schema)}</pre></details>`,
  )
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>报备 API</title><style>${STYLE}</style>
<nav><b>报备 API</b>${tags.map(tag => `<a href="#${html(tag)}">${html(tag)}</a>`).join('')}<a href="#schemas">数据结构</a><a href="/api/openapi.json">openapi.json</a></nav>
<main><h1>报备 API</h1><p>${html(document.info.description ?? '')}</p><p>先用 <code>POST /api/v1/login/wecom</code> 换令牌，之后每个请求带上 <code>Authorization: Bearer 令牌</code>。</p>${sections.join('')}<h2 id="schemas">数据结构</h2>${schemas.join('')}</main></html>`
}

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required }) =>
      `<li><code>${html(name)}</code> ${place === 'path' ? '路径' : '查询'}参数${required ? '' : '，可选'}</li>`,
  )
  const body = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, { schema }]) => `<h4>请求 <code>${html(type)}</code></h4><pre>${jsonHtml(schema)}</pre>`,
  )
  const answers = Object.entries(operation.responses ?? {})
    .filter(([status]) => status.startsWith('2'))
    .map(
      ([status, { content }]) => `<h4>回答 ${status}</h4><pre>${jsonHtml(content?.['application/json']?.schema)}</pre>`,
    )
  return `<details><summary><span class="m ${method}">${method.toUpperCase()}</span><code>${html(path)}</code> ${html(operation.summary ?? '')}</summary>${
    parameters.length ? `<ul>${parameters.join('')}</ul>` : ''
  }${body.join('')}${answers.join('')}</details>`
}

/** Indented JSON in which references are links. */
function jsonHtml(value: unknown): string {
  return html(JSON.stringify(value, null, 2) ?? '').replace(
    /#\/components\/schemas\/(\w+)/g,
    '<a href="#schema-$1">$1</a>',
  )
}

const STYLE = `body{margin:0;font:14px/1.7 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#181818;background:#f3f3f3}
nav{position:fixed;inset:0 auto 0 0;width:180px;padding:20px;background:#fff;border-right:1px solid #e7e7e7;display:flex;flex-direction:column;gap:8px}
a{color:#0052d9;text-decoration:none}main{margin-left:220px;padding:20px 32px;max-width:900px}
details{background:#fff;border:1px solid #e7e7e7;border-radius:6px;margin:8px 0;padding:10px 14px}summary{cursor:pointer}
pre{background:#f7f8fa;padding:12px;overflow:auto;border-radius:4px;font-size:12px;line-height:1.5}h4{margin:12px 0 4px}
.m{display:inline-block;width:48px;font-weight:600;font-size:12px}.get{color:#2ba471}.post{color:#0052d9}.put{color:#e37318}`
