import { AppError } from '../errors'
import { type HardKeyKind, type Prepared, prepare } from '../matching'
import type { AliasKind } from './customer.entity'
import { type CustomerInput, fieldsOf, requireName } from './customer-input'

/** One line of an import file. */
export interface ImportRow extends CustomerInput {
  /** Line number in the file, counted from 1, as an editor shows it. */
  line: number
  /** Id in the system it comes from. */
  id?: string
  /** WeCom userid. */
  ownerUserId?: string
  /** Epoch milliseconds. */
  registeredAt?: number
  /** Epoch milliseconds. */
  protectedUntil?: number
  remark?: string
  /** What kind of name an alias is, where its column says so. */
  aliasKinds?: Record<string, AliasKind>
}

/** A line that could not be read as a row at all. */
export interface UnreadableLine {
  line: number
  problem: string
}

export type ImportLine = ImportRow | UnreadableLine

/** A row ready to be compared and saved. */
export interface CheckedRow {
  row: ImportRow
  name: string
  prepared: Prepared
  /** Remark and whatever could not be read as phone, e-mail, USCC or WeChat id: nothing of a row is lost. */
  remark: string
}

const MOST_ID_CHARACTERS = 64

/** Checks one line; the answer is a row to import or the reason (Chinese) why it is not one. */
export function checkRow(row: ImportLine): CheckedRow | { reason: string } {
  if ('problem' in row) return { reason: row.problem }
  if (row.id && row.id.length > MOST_ID_CHARACTERS) return { reason: `编号超过 ${MOST_ID_CHARACTERS} 个字符` }
  try {
    const name = requireName(row)
    const prepared = prepare(fieldsOf({ ...row, name }))
    if (!prepared.hardKeys.length) return { reason: '客户名称里没有可以识别的文字' }
    return { row, name, prepared, remark: [row.remark?.trim(), ...unread(row, prepared)].filter(Boolean).join('；') }
  } catch (error) {
    if (error instanceof AppError) return { reason: error.message }
    throw error
  }
}

/** Contact values that were given but could not be read, as text for the remark. */
function unread(row: ImportRow, { hardKeys }: Prepared): string[] {
  const values: [kind: HardKeyKind, label: string, value: string | undefined][] = [
    ['phone', '电话', row.phone],
    ['email', '邮箱', row.email],
    ['uscc', '统一社会信用代码', row.uscc],
    ['wechat', '微信', row.wechat],
  ]
  return values
    .filter(([kind, , value]) => value?.trim() && !hardKeys.some(key => key.kind === kind))
    .map(([, label, value]) => `${label}（未能识别）：${value!.trim()}`)
}
