// What WeCom and its clients put between a mention and the text: blanks of several widths.
const BLANK = /[\s\u2005\u3000\u00a0]/u

/**
 * Takes the mention of the bot out of what a member wrote. A group message to the bot always has one, mostly at the
 * beginning; the name of a bot may contain blanks and is not told to us.
 *
 * @param words command words: when one of them follows, everything before it was the name
 * @param name the name of the bot, when it is known
 */
export function withoutMention(text: string, words: readonly string[], name?: string): string {
  const trimmed = text.trim()
  if (name && trimmed.includes(`@${name}`)) return trimmed.replace(`@${name}`, ' ').trim()
  if (/^[@＠]/.test(trimmed)) {
    const ends: number[] = []
    for (let at = 1; at < Math.min(trimmed.length, 64); at++) if (BLANK.test(trimmed[at]!)) ends.push(at)
    const end = ends.find(at => words.some(word => trimmed.slice(at).trimStart().startsWith(word))) ?? ends[0]
    return end === undefined ? '' : trimmed.slice(end).trim()
  }
  const atEnd = trimmed.replace(/[\s\u2005\u3000\u00a0][@＠][^\s\u2005\u3000\u00a0]{1,64}$/u, '')
  if (atEnd !== trimmed) return atEnd.trim()
  return trimmed.replace(/[\s\u2005\u3000\u00a0][@＠][^\s\u2005\u3000\u00a0]{1,64}[\s\u2005\u3000\u00a0]+/u, ' ')
}
