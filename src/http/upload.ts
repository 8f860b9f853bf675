import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, invalid } from '../errors'

/** Largest import file: about 200,000 customers. */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024

export interface Upload {
  path: string
  remove(): Promise<void>
}

/**
 * Writes a request body to a private temporary file. The caller removes it.
 * @throws too_large, invalid_input for an empty, compressed or cut body
 */
export async function storeUpload(request: IncomingMessage): Promise<Upload> {
  if (request.headers['content-encoding']) throw invalid('上传的文件不能压缩')
  if (Number(request.headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES) throw tooLarge()
  const folder = await mkdtemp(join(tmpdir(), 'baobei-import-'))
  const upload = { path: join(folder, 'upload'), remove: () => rm(folder, { recursive: true, force: true }) }
  const file = await open(upload.path, 'wx', 0o600)
  try {
    if (!(await copy(request, file))) throw invalid('文件是空的')
    return upload
  } catch (error) {
    await upload.remove()
    if (error instanceof AppError || request.complete) throw error
    throw invalid('文件没有传完')
  } finally {
    await file.close()
  }
}

/** The request stays open when the file is too large, so that its sender gets the answer. */
async function copy(request: IncomingMessage, file: FileHandle): Promise<number> {
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length
    if (bytes > MAX_UPLOAD_BYTES) throw tooLarge()
    await file.write(chunk as Buffer)
  }
  return bytes
}

const tooLarge = () =>
  new AppError('too_large', `文件太大，最多 ${MAX_UPLOAD_BYTES / 1024 / 1024} MB，请分成几个文件导入`)
