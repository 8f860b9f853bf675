// Directional marks and isolates, zero-width characters, line and paragraph separators, byte order mark: invisible ways to
// make a text read differently from what it is.
const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Foreign text for one line of a message: nothing invisible, no line breaks. */
export function oneLine(text: string): string {
  return multiLine(text).replace(/\s+/g, ' ').trim()
}

/** Foreign text that may have lines. */
export function multiLine(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** At most `max` characters as a reader counts them; a cut is shown by an ellipsis. */
export function cutChars(text: string, max: number): string {
  if (text.length <= max) return text
  const characters = [...graphemes.segment(text)].map(part => part.segment)
  // WeCom counts code points, so a family of emoji must not slip through as one.
  let used = 0
  let kept = ''
  for (const character of characters) {
    const size = [...character].length
    if (used + size > max - 1) break
    used += size
    kept += character
  }
  return [...text].length <= max ? text : `${kept}…`
}

/** At most `max` bytes of UTF-8, never half a character; a cut is shown by an ellipsis. */
export function cutBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text
  let used = Buffer.byteLength('…')
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    used += Buffer.byteLength(segment)
    if (used > max) break
    kept += segment
  }
  return `${kept}…`
}

/**
 * Joins paragraphs with line breaks as long as they fit; the first that does not ends the message with an ellipsis. Whole
 * paragraphs, so that no markup is cut in the middle.
 */
export function fitLines(lines: readonly string[], maxBytes: number): string {
  const whole = lines.join('\n')
  if (Buffer.byteLength(whole) <= maxBytes) return whole
  let used = Buffer.byteLength('\n…')
  const kept: string[] = []
  for (const line of lines) {
    used += Buffer.byteLength(line) + 1
    if (used > maxBytes) break
    kept.push(line)
  }
  return [...kept, '…'].join('\n')
}
