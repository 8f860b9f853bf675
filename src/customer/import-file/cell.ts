import type { Column } from './columns'

const LONGEST: Record<Column, number> = {
  name: 200,
  aliases: 500,
  contact: 100,
  phone: 200,
  email: 200,
  uscc: 100,
  wechat: 100,
  website: 300,
  owner: 64,
  ref: 64,
}
const LABEL: Record<Column, string> = {
  name: '公司名称',
  aliases: '简称',
  contact: '联系人',
  phone: '电话',
  email: '邮箱',
  uscc: '信用代码',
  wechat: '微信号',
  website: '网址',
  owner: '负责人',
  ref: '编号',
}

/**
 * The value of a cell as a person meant it: Excel's `="0138…"` and `'138…` mean the text inside.
 * Formulas are never evaluated and stay what they are: text.
 */
export function cleanCell(raw: string): string {
  const text = raw.trim()
  const quoted = /^="(.*)"$/s.exec(text)?.[1]
  return (quoted ?? text.replace(/^'(?=.)/, '')).trim()
}

/** What is wrong with a value, in Chinese with what to do; `undefined` when nothing is. */
export function problemOf(column: Column, value: string): string | undefined {
  if (/[\0\uFFFD]/.test(value)) return `${LABEL[column]}含有无法识别的字符，请检查文件编码`
  if (value.length > LONGEST[column]) return `${LABEL[column]}太长，最多 ${LONGEST[column]} 字`
  if (column === 'phone' && /^\d(\.\d+)?E\+?\d+$/i.test(value))
    return '电话变成了科学计数法，请在表格里把这一列设为“文本”后重新导出'
  if (/^[=@]/.test(value) || /^[+-]\s*\p{L}/u.test(value)) return `${LABEL[column]}像是一个公式，请改成普通文字`
  return undefined
}
