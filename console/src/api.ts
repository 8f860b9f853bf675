/** A refusal of the server; its message is Chinese and tells what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Calls the API with the console's cookie. The header proves that the console itself is asking. */
export async function api<T>(
  method: string,
  path: string,
  body?: unknown,
  contentType = 'application/json',
): Promise<T> {
  const isJson = contentType === 'application/json'
  let answer: Response
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      headers: { 'X-Baobei-Console': '1', ...(body === undefined ? {} : { 'Content-Type': contentType }) },
      body: body === undefined ? undefined : isJson ? JSON.stringify(body) : (body as BodyInit),
    })
  } catch {
    throw new ApiError(0, 'network', '连不上服务器，请检查网络后重试')
  }
  const text = await answer.text()
  const json = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined
  if (answer.ok) return json as T
  throw new ApiError(
    answer.status,
    json?.error?.code ?? 'unknown',
    json?.error?.message ?? '服务器没有正常回答，请稍后重试',
  )
}

export const get = <T>(path: string) => api<T>('GET', path)
export const post = <T>(path: string, body: unknown = {}) => api<T>('POST', path, body)
export const put = <T>(path: string, body: unknown) => api<T>('PUT', path, body)

export interface Page<Item> {
  items: Item[]
  nextCursor?: string
}
