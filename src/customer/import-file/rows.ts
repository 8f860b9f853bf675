import { parse } from 'csv-parse'
import { AppError, invalid } from '../../errors'
import { cleanCell, problemOf } from './cell'
import { type Column, columnOf } from './columns'

export type FileType = 'csv' | 'jsonl'
export type Values = Partial<Record<Column, string>>

/** One row of the file, or why it cannot be used. `line` counts from 1, as an editor does. */
export type FileRow = { line: number; values: Values } | { line: number; reason: string; name?: string }

export const MAX_ROWS = 200_000
const MAX_ROW_CHARACTERS = 64 * 1024
const MAX_COLUMNS = 200

/** Reads customers from text, row by row, never the whole file at once. @throws invalid_input when the file as a whole is unusable */
export function readRows(text: AsyncIterable<string>, type: FileType): AsyncGenerator<FileRow> {
  return limited(type === 'csv' ? csvRows(text) : jsonRows(text))
}

async function* limited(rows: AsyncGenerator<FileRow>): AsyncGenerator<FileRow> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count > MAX_ROWS) throw new AppError('too_large', `一个文件最多 ${MAX_ROWS} 行，请分几个文件导入`)
    yield row
  }
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<FileRow> {
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
  const feeding = feed(whole, parser)
  let columns: (Column | undefined)[] | undefined
  try {
    for await (const item of parser) {
      const { record, info } = item as Parsed
      if (!columns) columns = headerOf(record)
      else if (record.some(cell => cell.trim())) yield rowOf(info.lines, pairsOf(columns, record))
    }
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(error)
  } finally {
    parser.destroy()
  }
  await feeding
  if (!columns) throw invalid('文件是空的')
}

/** Writes at the parser's pace; when reading is given up, so is writing. */
async function feed(text: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const chunk of text) {
      if (parser.destroyed) return
      if (!parser.write(chunk))
        await new Promise<void>(resolve => void parser.once('drain', resolve).once('close', resolve))
    }
    parser.end()
  } catch (error) {
    parser.destroy(error as Error)
  }
}

function unreadable(error: unknown): AppError {
  const { code, lines } = error as { code?: string; lines?: number }
  if (!code?.startsWith('CSV_')) throw error
  const where = lines ? `第 ${lines} 行附近` : '某一行'
  return invalid(`${where}读不下去：引号没有成对，或一行太长。请用表格软件重新导出 CSV`)
}

function headerOf(record: string[]): (Column | undefined)[] {
  if (record.length > MAX_COLUMNS) throw invalid(`列太多，最多 ${MAX_COLUMNS} 列`)
  const columns = record.map(columnOf)
  if (!columns.includes('name'))
    throw invalid('第一行里没有“公司名称”这一列。第一行要写列名，例如：公司名称,联系人,手机号,微信号,负责人')
  return columns
}

const pairsOf = (columns: (Column | undefined)[], record: string[]): [Column, string][] =>
  record.flatMap((cell, index): [Column, string][] => (columns[index] ? [[columns[index], cell]] : []))

/** Several columns of one kind (手机, 座机) are one value with separators. */
function rowOf(line: number, pairs: [Column, string][]): FileRow {
  const values: Values = {}
  for (const [column, raw] of pairs) {
    const value = cleanCell(raw)
    if (!value) continue
    const together = values[column] ? `${values[column]};${value}` : value
    const reason = problemOf(column, value) ?? problemOf(column, together)
    if (reason) return { line, reason, name: values.name }
    values[column] = together
  }
  if (!values.name) return { line, reason: '没有公司名称' }
  return { line, values }
}

async function* jsonRows(text: AsyncIterable<string>): AsyncGenerator<FileRow> {
  let line = 0
  for await (const content of linesOf(text)) {
    line += 1
    if (content.trim()) yield jsonRow(line, content)
  }
  if (!line) throw invalid('文件是空的')
}

function jsonRow(line: number, content: string): FileRow {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    return { line, reason: '这一行不是有效的 JSON' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, reason: '每一行要是一个 JSON 对象' }
  const flat = Object.entries(value).flatMap(([key, item]) =>
    key === 'fields' && item && typeof item === 'object' ? Object.entries(item) : [[key, item] as const],
  )
  const pairs: [Column, string][] = []
  for (const [key, item] of flat) {
    const column = columnOf(String(key))
    for (const one of Array.isArray(item) ? item : [item]) {
      if (!column || one === null || one === undefined) continue
      if (typeof one !== 'string' && typeof one !== 'number')
        return { line, reason: `${String(key).slice(0, 40)} 要是文字` }
      pairs.push([column, String(one)])
    }
  }
  return rowOf(line, pairs)
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop()!
    yield* parts
    if (rest.length > MAX_ROW_CHARACTERS) throw invalid('有一行太长，请检查文件格式')
  }
  if (rest) yield rest
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
