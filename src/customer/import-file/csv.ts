import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { AppError, invalid } from '../../errors'
import type { ImportLine } from '../import-row'
import { toRow } from '../read-import'
import { cleanCell, problemOf } from './cell'

const MAX_ROW_CHARACTERS = 64 * 1024
const MAX_COLUMNS = 200

interface Parsed {
  record: string[]
  info: { lines: number }
}

/** Rows of a CSV text with a heading line; commas, tabs or semicolons. @throws invalid_input when the text cannot be read on */
export async function* csvLines(text: AsyncIterable<string>): AsyncGenerator<ImportLine> {
  const [delimiter, whole] = await sniffDelimiter(text)
  const parser = parse({
    delimiter,
    info: true,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARACTERS,
  })
  const source = Readable.from(whole)
  source.once('error', error => parser.destroy(error))
  source.pipe(parser)
  let headings: string[] | undefined
  try {
    for await (const item of parser) {
      const { record, info } = item as Parsed
      if (!headings) headings = headingsOf(record)
      else if (record.some(cell => cell.trim())) yield lineOf(info.lines, headings, record)
    }
  } catch (error) {
    throw unreadable(error)
  } finally {
    source.destroy()
    parser.destroy()
  }
  if (!headings) throw invalid('文件是空的')
}

function unreadable(error: unknown): unknown {
  const { code, lines } = error as { code?: string; lines?: number }
  if (error instanceof AppError || !code?.startsWith('CSV_')) return error
  const where = lines ? `第 ${lines} 行附近` : '某一行'
  return invalid(`${where}读不下去：引号没有成对，或一行太长。请用表格软件重新导出 CSV`)
}

function headingsOf(record: string[]): string[] {
  if (record.length > MAX_COLUMNS) throw invalid(`列太多，最多 ${MAX_COLUMNS} 列`)
  const headings = record.map(cleanCell)
  const known = toRow(1, Object.fromEntries(headings.map(heading => [heading, '1'])))
  if (!('problem' in known) && known.name === undefined)
    throw invalid('第一行里没有“公司名称”这一列。第一行要写列名，例如：公司名称,联系人,手机号,微信号,负责人账号')
  return headings
}

function lineOf(line: number, headings: string[], record: string[]): ImportLine {
  const cells: Record<string, string> = {}
  for (const [index, heading] of headings.entries()) {
    const value = cleanCell(record[index] ?? '')
    const problem = heading && problemOf(heading, value)
    if (problem) return { line, problem }
    if (heading && value && !Object.hasOwn(cells, heading))
      Object.defineProperty(cells, heading, { value, enumerable: true })
  }
  return toRow(line, cells)
}

/** Excel writes commas, semicolons or tabs, by country and version. Returns the text whole again. */
async function sniffDelimiter(text: AsyncIterable<string>): Promise<[string, AsyncIterable<string>]> {
  const iterator = text[Symbol.asyncIterator]()
  let head = ''
  while (!head.includes('\n') && head.length < MAX_ROW_CHARACTERS) {
    const next = await iterator.next()
    if (next.done) break
    head += next.value
  }
  const firstLine = head.split('\n', 1)[0]!
  const count = (delimiter: string) => firstLine.split(delimiter).length
  const best = [',', '\t', ';'].reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most))
  return [best, prepend(head, iterator)]
}

async function* prepend(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
