const SAYS =
  '原名称?|原为|原|曾用名称?|曾名|旧名|前身为?|前称|现更名为?|现已更名为?|已更名为?|更名为?|现名称?为?|现改名为?|已改名为?|改名为?|现为|又名|别名|简称|俗称'
const IN_BRACKETS = new RegExp(`[（(【\\[]\\s*(?:${SAYS})\\s*[:：是]?\\s*([^()（）【】\\[\\]]{3,60})[)）】\\]]`)
const BEHIND = new RegExp(`^(.{4,60}?)[,，;；、\\s/-]+(?:${SAYS.replace('|原|', '|')})\\s*[:：是]?\\s*(.{4,60})$`)
const ARROW = /^(.{4,60}?)\s*(?:→|—+>|-+>|=+>|⇒)\s*(.{4,60})$/

/** The names written in one text: the name, and its former or later one (新名（原旧名）, 旧名 → 新名). */
export function namesWritten(text: string): string[] {
  const bracket = IN_BRACKETS.exec(text)
  if (bracket && /[\u3400-\u9fff]{3}/.test(bracket[1]!)) return [text.replace(bracket[0], ' '), bracket[1]!]
  const found = ARROW.exec(text) ?? BEHIND.exec(text)
  return found ? [found[1]!, found[2]!] : [text]
}
