import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { AliasKind } from './customer.entity'
import type { ImportLine, ImportRow } from './import-row'

type Column = Exclude<keyof ImportRow, 'line' | 'externalUserId' | 'unionid' | 'aliasKinds'>

/** Columns of other names, and what kind of name stands there. */
const ALIAS_KIND_OF = new Map<string, AliasKind>([
  ['简称', 'short'],
  ['shortname', 'short'],
  ['英文名', 'english'],
  ['英文名称', 'english'],
  ['englishname', 'english'],
  ['曾用名', 'former'],
  ['formername', 'former'],
  ['品牌', 'brand'],
  ['brand', 'brand'],
])

/** Headings people use, without spaces and in lower case. */
const HEADINGS: Record<Column, string[]> = {
  id: ['id', 'externalref', '编号', '客户编号', '外部编号'],
  name: ['name', 'company', '客户名称', '公司名称', '公司', '客户', '企业名称', '名称'],
  aliases: ['aliases', 'alias', '别名', ...ALIAS_KIND_OF.keys()],
  contact: ['contact', '联系人', '姓名', '联系人姓名'],
  phone: ['phone', 'mobile', 'tel', '电话', '手机', '手机号', '联系电话', '联系方式'],
  email: ['email', 'mail', '邮箱', '电子邮箱', '邮件'],
  uscc: ['uscc', '统一社会信用代码', '信用代码', '组织机构代码', '机构代码', '税号'],
  wechat: ['wechat', '微信', '微信号'],
  website: ['website', '网址', '网站', '官网'],
  ownerUserId: ['owneruserid', 'owner', '负责人', '归属人', '负责人账号', '归属人账号', '业务员账号'],
  registeredAt: ['registeredat', '报备时间', '创建时间', '录入时间'],
  protectedUntil: ['protecteduntil', '保护到期', '保护期至', '保护截止'],
  remark: ['remark', 'note', '备注', '说明'],
}
const COLUMN_OF = new Map(
  Object.entries(HEADINGS).flatMap(([column, names]) => names.map(name => [name, column as Column])),
)
const DATES: ReadonlySet<Column> = new Set(['registeredAt', 'protectedUntil'])
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
const MOST_CHARACTERS_PER_LINE = 20_000

/** Rows of a JSON Lines file; a line that is no object becomes a problem with its number, the rest goes on. */
export async function* readJsonl(input: Readable): AsyncGenerator<ImportLine> {
  let line = 0
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim()) yield parseLine(line, text)
  }
}

function parseLine(line: number, text: string): ImportLine {
  if (text.length > MOST_CHARACTERS_PER_LINE) return { line, problem: '这一行太长' }
  try {
    const value: unknown = JSON.parse(text)
    if (value && typeof value === 'object' && !Array.isArray(value))
      return toRow(line, value as Record<string, unknown>)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { line, problem: '这一行不是有效的 JSON 对象' }
}

/** Rows of a CSV file with a heading line (UTF-8, with or without byte order mark). */
export async function* readCsv(input: Readable): AsyncGenerator<ImportLine> {
  const parser = input.pipe(
    parse({
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    }),
  )
  input.once('error', error => parser.destroy(error))
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, unknown>
    info: { lines: number }
  }>)
    yield toRow(info.lines, record)
}

/** Takes the known columns of a record; a date that cannot be read makes the line a problem, never a wrong date. */
export function toRow(line: number, record: Record<string, unknown>): ImportLine {
  const row: Record<string, unknown> & Pick<Partial<ImportRow>, 'aliases' | 'aliasKinds'> = { line }
  for (const [heading, value] of Object.entries(record)) {
    const title = heading.toLowerCase().replace(/[\s_*（(].*$|_/g, '')
    const column = COLUMN_OF.get(title)
    if (!column || value === null || value === undefined || value === '') continue
    if (column === 'aliases') addAliases(row, listOf(value), ALIAS_KIND_OF.get(title))
    else if (row[column] !== undefined) continue
    else if (DATES.has(column)) {
      const instant = instantOf(value)
      if (instant === undefined) return { line, problem: `“${heading}”不是有效的日期：${String(value).slice(0, 40)}` }
      row[column] = instant
    } else row[column] = String(value)
  }
  return row as unknown as ImportRow
}

/** 简称, 英文名 and 曾用名 may stand in columns of their own: all of them count. */
function addAliases(row: Partial<ImportRow>, names: string[], kind?: AliasKind): void {
  row.aliases = [...(row.aliases ?? []), ...names]
  if (kind) row.aliasKinds = { ...row.aliasKinds, ...Object.fromEntries(names.map(name => [name, kind])) }
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : String(value).split(/[,，;；、|\n]/))
    .map(text => text.trim())
    .filter(Boolean)

/** Epoch milliseconds, or a date as written in China: `2026-03-02`, `2026/3/2 10:30`, `2026年3月2日`; without a zone it is Asia/Shanghai. */
export function instantOf(value: unknown): number | undefined {
  const text = String(value).trim()
  if (/^\d{13}$/.test(text)) return Number(text)
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (!parts) return /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) || undefined : undefined
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map(part => (part === undefined ? undefined : Number(part)))
  const utc = Date.UTC(year!, month! - 1, day, hour, minute, second)
  return new Date(utc).getUTCDate() === day && new Date(utc).getUTCMonth() === month! - 1
    ? utc - SHANGHAI_OFFSET_MS
    : undefined
}
