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
export function problemOf(heading: string, value: string): string | undefined {
  const column = `“${heading.slice(0, 20)}”`
  if (/[\0\uFFFD]/.test(value)) return `${column}含有无法识别的字符，请检查文件编码`
  if (value.length > 2_000) return `${column}太长，最多 2000 字`
  if (/^\d(\.\d+)?E\+?\d+$/i.test(value))
    return `${column}变成了科学计数法（${value}），请在表格里把这一列设为“文本”后重新导出`
  if (/^[=@]/.test(value) || /^[+-]\s*[\p{L}(]/u.test(value)) return `${column}像是一个公式，请改成普通文字`
  return undefined
}
