/** A Markdown table on stdout. */
export function printTable(title: string, head: string[], rows: (string | number)[][]): void {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  process.stdout.write([`\n### ${title}\n`, line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n'))
}

export const round = (value: number, digits = 1) => Number(value.toFixed(digits))

/** The value below which `share` of the sorted numbers lie. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
