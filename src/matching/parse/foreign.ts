import { pinyinOf } from '../chars/readings'
import { FOREIGN_BRANDS } from '../data/foreign-brands'

/** Siemens医疗器械: the letters of a widely known foreign company before a Chinese text, or alone, by its Chinese name. */
export function foreignInChinese(text: string): string | undefined {
  const letters = /^[a-z]{2,}/.exec(text)?.[0] ?? ''
  const chinese = FOREIGN_BRANDS[letters]
  const rest = text.slice(letters.length)
  return chinese && !rest.includes(chinese) ? chinese + rest : undefined
}

/** Siemens Automation: the first words, when they are such a company, in the pinyin of its Chinese name. */
export function foreignInLetters(words: string[]): { chinese: string; words: string[] } | undefined {
  for (let count = Math.min(4, words.length); count > 0; count--) {
    const chinese = FOREIGN_BRANDS[words.slice(0, count).join('').replace(/&/g, '')]
    if (chinese) return { chinese, words: [pinyinOf(chinese), ...words.slice(count)] }
  }
  return undefined
}
