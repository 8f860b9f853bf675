import { createReadStream } from 'node:fs'
import { invalid } from '../../errors'

export type Encoding = 'utf-8' | 'utf-16le' | 'gb18030'

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0]

const startsWith = (bytes: Buffer, signature: number[]) => signature.every((byte, index) => bytes[index] === byte)

/**
 * How the text in a file is encoded: UTF-16 by its mark, UTF-8 when all of it is valid UTF-8, else GB18030 –
 * what Excel writes on Chinese Windows. The whole file is looked at, because the first Chinese name may stand far down.
 * @throws invalid_input for spreadsheets and other binary files
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let first = true
  let encoding: Encoding = 'utf-8'
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Buffer
    if (first && startsWith(bytes, ZIP))
      throw invalid('这是 Excel 文件（xlsx），请在 Excel 里另存为“CSV UTF-8（逗号分隔）”再导入')
    if (first && startsWith(bytes, OLD_OFFICE))
      throw invalid('这是旧版 Excel 文件（xls），请另存为“CSV UTF-8（逗号分隔）”再导入')
    if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
    first = false
    if (bytes.includes(0)) throw invalid('文件不是文本，请导出为 CSV 再导入')
    if (encoding === 'utf-8' && !decodes(utf8, bytes)) encoding = 'gb18030'
  }
  return encoding
}

function decodes(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes, { stream: true })
    return true
  } catch {
    // Not valid UTF-8: the answer asked for.
    return false
  }
}

/** The text of a file, decoded, without its byte order mark. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true })
  const rest = decoder.decode()
  if (rest) yield rest
}
