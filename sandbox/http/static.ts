import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Context } from 'koa'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.map': 'application/json',
}

/** Serves one file below a folder; a folder serves its index.html. @returns false when there is no such file */
export async function serveFile(ctx: Context, folder: string, path: string): Promise<boolean> {
  const wanted = normalize(join(folder, decodeURIComponent(path)))
  if (wanted !== folder && !wanted.startsWith(folder + sep)) return false
  const file = path === '' || path.endsWith('/') ? join(wanted, 'index.html') : wanted
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return false
  ctx.set('Cache-Control', 'no-cache')
  ctx.type = types[extname(file)] ?? 'application/octet-stream'
  ctx.length = found.size
  ctx.body = createReadStream(file)
  return true
}
