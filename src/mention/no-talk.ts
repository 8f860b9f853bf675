/** A stretch of the original message, UTF-16 offsets, end exclusive. */
export interface Range {
  start: number
  end: number
}

/** Addresses and paths; Chinese characters belong to them only right behind a sign that addresses are made of. */
const ADDRESS =
  /(?:\b[a-z][a-z0-9+.-]{1,9}:\/\/|\bwww\.|\\\\|\b[a-z]:\\)(?:[\x21-\x7e]+(?:(?<=[/\\=?&%_-])[\u3400-\u9fff]+)?)+/gi
/** @-mentions as clients write them: up to a blank, punctuation or the end. By hand people forget the blank: then it is short or none. */
const COLLEAGUE =
  /(?<![A-Za-z0-9._%+-])[@＠][^\s\u2005\u3000，。！？；：、,!?;:@＠]{1,12}(?=[\s\u2005\u3000，。！？；：、,!?;:@＠]|$)/g
/** Pictures that arrive as words: [微笑], [图片]. */
const PICTURE = /\[[\u4e00-\u9fffA-Za-z]{1,8}\]/g

const rangesOf = (text: string, pattern: RegExp): Range[] =>
  [...text.matchAll(pattern)].map(match => ({ start: match.index, end: match.index + match[0].length }))

/** Addresses and paths in a message: names and numbers in them name nobody. */
export const addressesIn = (text: string): Range[] => (/[:\\]|www/i.test(text) ? rangesOf(text, ADDRESS) : [])

/** Everything in a message that is no talk: addresses, colleagues called by @, pictures. */
export function noTalkIn(text: string): Range[] {
  const ranges = addressesIn(text)
  if (/[@＠]/.test(text)) ranges.push(...rangesOf(text, COLLEAGUE))
  // A place in brackets belongs to a name: 立柱[温州]阀门.
  if (text.includes('[')) ranges.push(...rangesOf(text, PICTURE).filter(({ end }) => !isInsideWord(text, end)))
  return ranges
}

const isInsideWord = (text: string, end: number): boolean =>
  /^[\u4e00-\u9fff]{1,12}(?:公司|集团|厂|店|阀门)/.test(text.slice(end, end + 16))
