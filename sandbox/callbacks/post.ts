import { request } from 'node:http'
import { request as secureRequest } from 'node:https'

/**
 * One POST with a hard limit on the time until the whole answer is there. A new connection each time, as it comes from a platform.
 * @throws on network errors and when the limit is over ("timeout")
 */
export function post(
  url: string,
  body: string,
  contentType: string,
  timeoutMs: number,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = (url.startsWith('https:') ? secureRequest : request)(url, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': contentType, 'content-length': Buffer.byteLength(body) },
    })
    const timer = setTimeout(() => call.destroy(new Error('timeout')), timeoutMs)
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    call.on('error', fail)
    call.on('response', answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', fail)
      answer.on('close', () => {
        if (!answer.complete) fail(new Error('answer cut'))
      })
      answer.on('end', () => {
        clearTimeout(timer)
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
    call.end(body)
  })
}
