import type { Prepared } from '../types'
import { foldLetters, soundLetters } from './letters'
import { HAN } from './soft'

/**
 * One to three telling keys by which similar reports are put in a row: the core, its folded pinyin, the brand's folded pinyin.
 * Never prefixes or pairs of characters: they would make unrelated reports wait for each other.
 */
export function blockingKeys(prepared: Prepared): string[] {
  const keys = new Set<string>()
  const view = prepared.names[0]
  if (view) {
    const core = view.brand + view.trade
    keys.add(`c:${core}`)
    keys.add(`p:${HAN.test(core) ? soundLetters(core) : foldLetters(core)}`)
    keys.add(`b:${HAN.test(view.brand) ? soundLetters(view.brand) : foldLetters(view.brand)}`)
  }
  return [...keys].sort()
}
