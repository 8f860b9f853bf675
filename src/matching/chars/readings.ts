import { PINYIN_LINES } from '../data/pinyin'

const FIRST = 0x4e00
const LAST = 0x9fa5

/** Readings that a company name uses although another one is more frequent in running text. */
// biome-ignore format: a table
const PREFERRED: Record<string, string> = {
  地: 'di', 都: 'du', 得: 'de', 和: 'he', 重: 'zhong', 厦: 'xia', 行: 'hang', 乐: 'le', 长: 'chang', 朝: 'chao', 了: 'le', 的: 'de', 曾: 'zeng', 单: 'dan',
  会: 'hui', 传: 'chuan', 调: 'tiao', 盛: 'sheng', 藏: 'zang', 佛: 'fo', 大: 'da', 还: 'huan', 车: 'che', 参: 'shen', 石: 'shi', 万: 'wan', 秘: 'mi', 贾: 'jia',
  仇: 'qiu', 华: 'hua', 洗: 'xi', 卡: 'ka', 南: 'nan', 漂: 'piao', 色: 'se', 宿: 'su', 兴: 'xing', 应: 'ying', 予: 'yu', 中: 'zhong', 种: 'zhong', 便: 'bian',
  薄: 'bo', 泊: 'bo', 屏: 'ping', 柏: 'bai', 蚌: 'bang', 丽: 'li', 济: 'ji', 铅: 'qian', 浙: 'zhe', 尉: 'wei', 歙: 'she', 六: 'liu', 台: 'tai', 解: 'jie', 查: 'cha',
}

const syllableSets: string[][] = []
const setOf = new Uint16Array(LAST - FIRST + 1)
const foldedSets: string[][] = []
for (const line of PINYIN_LINES.split('\n')) {
  const colon = line.indexOf(':')
  const chars = line.slice(colon + 1)
  for (const ch of chars) {
    const readings = line.slice(0, colon).split(' ')
    const preferred = PREFERRED[ch]
    const ordered = preferred ? [preferred, ...readings.filter(r => r !== preferred)] : readings
    setOf[ch.charCodeAt(0) - FIRST] = indexOfSet(ordered)
  }
}

function indexOfSet(readings: string[]): number {
  const last = syllableSets.length - 1
  if (last >= 0 && syllableSets[last]!.join(' ') === readings.join(' ')) return last + 1
  syllableSets.push(readings)
  foldedSets.push(readings.map(foldPinyin))
  return syllableSets.length
}

const NONE: string[] = []
const setIndex = (ch: string): number => {
  const code = ch.charCodeAt(0)
  return code >= FIRST && code <= LAST ? setOf[code - FIRST]! : 0
}

/** Toneless readings of one Chinese character, the likeliest first (ü written v); empty for anything else. */
export const readingsOf = (ch: string): readonly string[] => syllableSets[setIndex(ch) - 1] ?? NONE

/** The same with regional differences folded away. */
export const foldedReadingsOf = (ch: string): readonly string[] => foldedSets[setIndex(ch) - 1] ?? NONE

/**
 * Folds what speakers of southern and western dialects do not tell apart: zh/z, ch/c, sh/s, ing/in, eng/en, ang/an, n/l, f/h, r/l, v/u.
 * Works on a syllable as on several written together.
 */
export function foldPinyin(letters: string): string {
  return letters
    .replace(/([zcs])h/g, '$1')
    .replace(/ng(?![aeiouv])/g, 'n')
    .replace(/^(?:n|r)(?=[aeiouv])/, 'l')
    .replace(/^f(?=[aeiou])/, 'h')
    .replace(/ü|v/g, 'u')
}

/** Likeliest letters of a text, character by character; Latin letters and digits stay. */
export function pinyinOf(text: string): string {
  let out = ''
  for (const ch of text) out += readingsOf(ch)[0] ?? ch
  return out
}

/** The same, each syllable folded. */
export function foldedPinyinOf(text: string): string {
  let out = ''
  for (const ch of text) out += foldedReadingsOf(ch)[0] ?? ch
  return out
}
