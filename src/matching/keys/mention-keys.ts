import type { ParsedName } from '../types'
import { coreKeys } from './index-keys'
import { foldLetters, soundLetters } from './letters'
import { HAN } from './soft'

/**
 * Key texts by which a registered name is recognised in running text; all of them are index keys too, so a hit can be
 * looked up. `c` core, `b` brand, `t` brand and head of the trade, `r` brand and province, `p` sound of the core.
 */
export function mentionKeys(view: ParsedName): string[] {
  const { brand, trade } = view
  const core = brand + trade
  if (!HAN.test(brand)) return [...coreKeys(view), `p${foldLetters(brand)}`]
  // Shorter ones sound like too much else, longer ones are not looked for by sound.
  return core.length < 4 || core.length > 12 ? coreKeys(view) : [...coreKeys(view), `p${soundLetters(core)}`]
}
