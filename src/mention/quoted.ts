import type { Range } from './no-talk'

/** The line that WeCom and WeChat draw between what is quoted and the answer. */
const RULE = /\n[ \t]*(?:[-—–_－]{5,}|(?:[-—–－] ){4,}[-—–－]?)[ \t]*(?:\n|$)/
/** An answer to an earlier message begins with it in quotation marks, or is announced. */
const QUOTE_OPENS = /^\s*(?:这是一条引用\/回复消息[：:]\s*)?[「『“"‘《]/
/** Lines with > before them, as mail and Markdown quote. */
const QUOTED_LINE = /^[ \t]*(?:>|＞|&gt;).*$/gm
/** A line that announces forwarded talk. */
const FORWARDED =
  /^[ \t\-—–_=*【[（(]*(?:转发|转自|转发消息|转发内容|以下(?:为|是)?转发|fwd?|forwarded(?: message)?|(?:[^\n：:]{0,20}的)?聊天记录|以下(?:为|是)?聊天记录)[ \t\-—–_=*】\]）)]*(?:$|[：:])/gim
const EMPTY_LINE = /\n[ \t]*\n(?=[ \t]*\S)/g

/**
 * What a message repeats of earlier talk: the part before the rule of an answer, lines behind >, and forwarded talk
 * up to the next empty line behind it (a title may have an empty line of its own).
 */
export function quotedIn(text: string): Range[] {
  const ranges: Range[] = []
  const rule = RULE.exec(text)
  if (rule && QUOTE_OPENS.test(text)) ranges.push({ start: 0, end: rule.index })
  if (/[>＞]|&gt;/.test(text))
    for (const line of text.matchAll(QUOTED_LINE)) ranges.push({ start: line.index, end: line.index + line[0].length })
  for (const title of text.matchAll(FORWARDED)) ranges.push({ start: title.index, end: endOfForwarded(text, title) })
  return ranges
}

export const isIn = (ranges: readonly Range[], start: number): boolean =>
  ranges.some(range => range.start <= start && start < range.end)

function endOfForwarded(text: string, title: RegExpExecArray): number {
  const behind = title.index + title[0].length
  EMPTY_LINE.lastIndex = behind
  let gap = EMPTY_LINE.exec(text)
  // The empty line right under the title.
  if (gap && text.slice(behind, gap.index).trim() === '') gap = EMPTY_LINE.exec(text)
  return gap?.index ?? text.length
}
