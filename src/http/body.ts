import type { Context as Koa } from 'koa'
import { AppError, invalid } from '../errors'

/** Largest JSON body: the longest form is far below it. */
export const MAX_JSON_BYTES = 64 * 1024
/** For the whole body, so that one byte a second does not hold a connection. */
const JSON_TIMEOUT_MS = 10_000

/**
 * Reads a JSON body. No body at all counts as `{}`.
 * @throws invalid_input for another media type, broken UTF-8 or JSON; too_large
 */
export async function readJson(ctx: Koa): Promise<unknown> {
  if (ctx.get('Content-Encoding') && ctx.get('Content-Encoding') !== 'identity') throw invalid('请求内容不能压缩')
  const bytes = await collect(ctx)
  if (!bytes.length) return {}
  if (ctx.is('application/json') !== 'application/json')
    throw invalid('请求内容必须是 JSON（Content-Type: application/json）')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalid('请求内容不是有效的 JSON')
  }
}

function collect(ctx: Koa): Promise<Buffer> {
  const { req } = ctx
  const tooLarge = () => new AppError('too_large', '请求内容太大')
  if (Number(ctx.get('Content-Length') || 0) > MAX_JSON_BYTES) return Promise.reject(tooLarge())
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => end(invalid('请求内容没有及时传完')), JSON_TIMEOUT_MS)
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > MAX_JSON_BYTES) end(tooLarge())
      else chunks.push(chunk)
    }
    const onEnd = () => end()
    const onCut = () => end(invalid('请求内容没有传完'))
    const end = (error?: AppError) => {
      clearTimeout(timer)
      req.off('data', onData).off('end', onEnd).off('close', onCut)
      if (error) reject(error)
      else resolve(Buffer.concat(chunks, size))
    }
    // The error listener stays: without one, an error after the decision would end the process.
    req.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut)
  })
}
