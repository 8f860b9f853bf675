import { Readable } from 'node:stream'
import { AppError } from '../../errors'
import type { ImportLine } from '../import-row'
import { readJsonl } from '../read-import'
import { csvLines } from './csv'
import { detectEncoding, textOf } from './encoding'

export type FileType = 'csv' | 'jsonl'

export const MAX_LINES = 200_000

/**
 * Reads the customers of a file line by line, never the whole file at once; in UTF-8, UTF-16 or GB18030.
 * @throws invalid_input when the file as a whole is unusable, too_large
 */
export async function* readRows(path: string, type: FileType): AsyncGenerator<ImportLine> {
  const text = textOf(path, await detectEncoding(path))
  let count = 0
  for await (const line of type === 'csv' ? csvLines(text) : readJsonl(Readable.from(text))) {
    count += 1
    if (count > MAX_LINES)
      throw new AppError('too_large', `一个文件最多 ${MAX_LINES} 行，其余的行没有导入，请分成几个文件`)
    yield line
  }
}
