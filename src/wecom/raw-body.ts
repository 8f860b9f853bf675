import type { IncomingMessage } from 'node:http'
import { Refusal } from './refusal'

/** The largest callback accepted. Real ones are under 8 KB. */
const MAX_BODY_BYTES = 64 * 1024

/**
 * Reads a request body up to a size and within a time, both counted here: the length header may lie or be missing. A
 * compressed body is refused, because a small one can become a large one.
 *
 * @param timeoutMs for the whole body, not per packet, so that one byte a second does not hold the connection
 * @throws Refusal 'encoding' | 'too-large' | 'too-slow' | 'aborted'
 */
export function readRawBody(req: IncomingMessage, timeoutMs: number, maxBytes = MAX_BODY_BYTES): Promise<Buffer> {
  const encoding = req.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return Promise.reject(new Refusal('encoding'))
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(new Refusal('too-large'))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const timer = setTimeout(() => done(new Refusal('too-slow')), timeoutMs)
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length
      if (bytes > maxBytes) done(new Refusal('too-large'))
      else chunks.push(chunk)
    }
    const onEnd = (): void => done()
    const onCut = (): void => done(new Refusal('aborted'))
    const done = (refusal?: Refusal): void => {
      clearTimeout(timer)
      req.off('data', onData).off('end', onEnd).off('close', onCut)
      if (refusal) reject(refusal)
      else resolve(Buffer.concat(chunks, bytes))
    }
    // The error listener stays: an error after the decision has nobody to tell, and without a listener it ends the process.
    req.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut)
  })
}
