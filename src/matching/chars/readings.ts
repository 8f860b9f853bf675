import { PINYIN_LINES } from '../data/pinyin'
import { RARE_READINGS } from '../data/rare-readings'

const FIRST = 0x4e00
const LAST = 0x9fa5

/** Readings that a company name uses although another one is more frequent in running text. */
const PREFERRED: Record<string, string> = {
  地: 'di',
  嗨: 'hai',
  都: 'du',
  得: 'de',
  和: 'he',
  重: 'zhong',
  厦: 'xia',
  行: 'xing',
  乐: 'le',
  长: 'chang',
  朝: 'chao',
  了: 'le',
  的: 'de',
  曾: 'zeng',
  单: 'dan',
  会: 'hui',
  传: 'chuan',
  调: 'tiao',
  盛: 'sheng',
  藏: 'zang',
  佛: 'fo',
  大: 'da',
  还: 'huan',
  车: 'che',

  石: 'shi',
  万: 'wan',
  秘: 'mi',
  贾: 'jia',
  仇: 'qiu',
  华: 'hua',
  洗: 'xi',
  卡: 'ka',
  南: 'nan',
  漂: 'piao',
  色: 'se',
  宿: 'su',
  兴: 'xing',
  应: 'ying',
  予: 'yu',
  中: 'zhong',
  种: 'zhong',
  便: 'bian',
  薄: 'bo',
  泊: 'bo',
  屏: 'ping',
  柏: 'bai',
  蚌: 'bang',
  丽: 'li',
  济: 'ji',
  铅: 'qian',
  浙: 'zhe',
  尉: 'wei',
  歙: 'she',
  六: 'liu',
  台: 'tai',
  解: 'jie',
  查: 'cha',
}

const rareReadings = new Map(RARE_READINGS.split(' ').map(entry => [entry[0]!, entry.slice(1).split(',')]))
const syllableSets: string[][] = []
const setOf = new Uint16Array(LAST - FIRST + 1)
const foldedSets: string[][] = []
/** Likeliest reading with zh/z and ing/in folded. */
const commonFolds: string[] = []
for (const line of PINYIN_LINES.split('\n')) {
  const colon = line.indexOf(':')
  const chars = line.slice(colon + 1)
  for (const ch of chars) {
    const rare = rareReadings.get(ch)
    const all = line.slice(0, colon).split(' ')
    const readings = rare ? all.filter(r => !rare.includes(r)) : all
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
  commonFolds.push(readings[0]!.replace(/([zcs])h/, '$1').replace(/ng$/, 'n'))
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

/** Words in which a character is read otherwise than alone. */
const PHRASES = new Map(
  Object.entries({
    重庆: 'chong qing',
    东莞: 'dong guan',
    银行: 'yin hang',
    商行: 'shang hang',
    车行: 'che hang',
    音乐: 'yin yue',
    乐器: 'yue qi',
    乐清: 'yue qing',
    乐队: 'yue dui',
    会计: 'kuai ji',
    广厦: 'guang sha',
    大厦: 'da sha',
    厦门: 'xia men',
    调味: 'tiao wei',
    长治: 'chang zhi',
    西藏: 'xi zang',
    增长: 'zeng zhang',
    成长: 'cheng zhang',
    校长: 'xiao zhang',
    重新: 'chong xin',
    重生: 'chong sheng',
    重逢: 'chong feng',
    台州: 'tai zhou',
    六安: 'lu an',
    蚌埠: 'beng bu',
    番禺: 'pan yu',
    东阿: 'dong e',
    丽水: 'li shui',
    朝阳: 'chao yang',
    朝夕: 'zhao xi',
    宿州: 'su zhou',
    单县: 'shan xian',
    涡阳: 'guo yang',
    歙县: 'she xian',
    莘县: 'shen xian',
    洪洞: 'hong tong',
    铅山: 'yan shan',
    尉氏: 'wei shi',
    中牟: 'zhong mu',
    监利: 'jian li',
    传奇: 'chuan qi',
    自传: 'zi zhuan',
    同行: 'tong hang',
    行业: 'hang ye',
    行家: 'hang jia',
    投行: 'tou hang',
    教会: 'jiao hui',
    参茸: 'shen rong',
    参考: 'can kao',
    参数: 'can shu',
    参天: 'can tian',
    沈阳: 'shen yang',
    亳州: 'bo zhou',
    旅行: 'lv xing',
    曾经: 'ceng jing',
    都市: 'du shi',
    大夫: 'dai fu',
    盛满: 'cheng man',
    藏书: 'cang shu',
    收藏: 'shou cang',
    宝藏: 'bao zang',
    便宜: 'pian yi',
    弹力: 'tan li',
    子弹: 'zi dan',
    朴素: 'pu su',
    解放: 'jie fang',
    佛山: 'fo shan',
    仿佛: 'fang fu',
    色彩: 'se cai',
    车站: 'che zhan',
    还原: 'huan yuan',
    中兴: 'zhong xing',
    高兴: 'gao xing',
    兴趣: 'xing qu',
    角色: 'jue se',
    主角: 'zhu jue',
    三角: 'san jiao',
  }).map(([word, letters]) => [word, letters.split(' ')]),
)
const PHRASE_STARTS = new Set([...PHRASES.keys()].map(w => w[0]!))

/** Likeliest letters of a text, character by character; Latin letters and digits stay. */
export function pinyinOf(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const phrase = PHRASE_STARTS.has(text[i]!) ? PHRASES.get(text.slice(i, i + 2)) : undefined
    if (phrase) {
      out += phrase.join('')
      i++
    } else out += readingsOf(text[i]!)[0] ?? text[i]!
  }
  return out
}

/** How two different characters sound to each other: the same, as zh/z or ing/in (common), as n/l or f/h (regional), or otherwise. */
export function compareSounds(a: string, b: string): 'same' | 'common' | 'regional' | 'different' {
  const i = setIndex(a)
  const j = setIndex(b)
  if (!i || !j) return 'different'
  const x = syllableSets[i - 1]!
  const y = syllableSets[j - 1]!
  if (y.includes(x[0]!) || x.includes(y[0]!)) return 'same'
  if (commonFolds[i - 1] === commonFolds[j - 1]) return 'common'
  return foldedSets[i - 1]![0] === foldedSets[j - 1]![0] || x.some(r => y.includes(r)) ? 'regional' : 'different'
}
