import type { Original, Replacements } from './modules'

/** Something the engine can do, and the engine without it. */
export interface Component {
  name: string
  /** Whether it has a say in what is stored of a customer; then the registry is prepared again without it. */
  stored: boolean
  without(original: Original): Replacements
}

const part = (name: string, without: Component['without']): Component => ({ name, stored: false, without })
const storedPart = (name: string, without: Component['without']): Component => ({ name, stored: true, without })

const WITHOUT_REMARKS: Replacements = {
  'parse/remarks': {
    isRemark: () => false,
    isLabel: () => false,
    withoutLabels: text => text,
    withoutRemarkTail: text => text,
    withoutRequest: text => text,
  },
}

const withoutSecondReadings = (original: Original): Replacements => {
  const { parseName } = original('parse/name')
  return { 'parse/name': { parseName: name => parseName(name).slice(0, 1) } }
}

/** Components of normalising and parsing. */
const READING: Component[] = [
  storedPart('traditional to simplified', () => ({ 'normalise/text': { toSimplified: text => text } })),
  storedPart('remarks and labels', () => WITHOUT_REMARKS),
  storedPart('place names', () => ({
    'parse/regions': {
      placeAtStart: () => undefined,
      placeAtEnd: () => undefined,
      placeNamed: () => undefined,
      allPlaces: () => new Map().entries(),
    },
  })),
  storedPart('trade words', () => ({
    'parse/trades': {
      tradeStart: text => text.length,
      isAllTrade: () => false,
      isTradeWord: () => false,
      isWeakTrade: () => false,
      lastTradeWord: () => '',
      splitTrade: trade => [trade],
      tradeGroups: () => [],
      tradeWords: () => new Map<string, number[]>().keys(),
      englishGroups: () => [],
      chineseForEnglish: () => [],
      englishTradeShare: () => 0,
    },
  })),
  part('meaning of trade words (synonyms, English)', () => ({
    'parse/trades': {
      tradeGroups: () => [],
      englishGroups: () => [],
      chineseForEnglish: () => [],
      englishTradeShare: () => 0,
    },
  })),
  storedPart('organisation forms', () => ({
    'parse/forms': { formAtEnd: () => ({ form: '', cls: 'none' }), lastCompanyFormEnd: () => -1 },
  })),
  storedPart('branches', original => {
    const { isBranch, lastCompanyFormEnd } = original('parse/forms')
    // A form that seems to end the text: nothing behind it is cut off.
    return {
      'parse/forms': {
        isBranch: () => false,
        lastCompanyFormEnd: text => (isBranch(text) || lastCompanyFormEnd(text) >= 0 ? text.length : -1),
      },
    }
  }),
  storedPart('numbers (第一, 四局)', () => ({
    'chars/numerals': { chineseDigits: text => text, ordinalIn: () => 0, isNumeral: () => false },
  })),
  storedPart('several readings of a name', withoutSecondReadings),
  // Each makes up for the other.
  storedPart('remarks, labels and several readings', original => ({
    ...WITHOUT_REMARKS,
    ...withoutSecondReadings(original),
  })),
  storedPart('slips in the trade', () => ({ 'parse/repair': { repairTrade: () => undefined } })),
]

/** Components of finding candidates. */
const FINDING: Component[] = [
  part('hard keys', () => ({ 'keys/hard-keys': { hardKeysOf: () => [] } })),
  part('hard keys but the full name', original => {
    const { hardKeysOf } = original('keys/hard-keys')
    return { 'keys/hard-keys': { hardKeysOf: fields => hardKeysOf(fields).filter(key => key.kind === 'name') } }
  }),
  part('second look-up (sounds, slips, short names)', original => {
    const { queryKeys } = original('keys/query-keys')
    return { 'keys/query-keys': { queryKeys: prepared => ({ ...queryKeys(prepared), stage2: [] }) } }
  }),
  storedPart('typo keys', () => ({ 'keys/soft': { deletions: function* () {} } })),
  part('known short and English names', () => ({ 'known-names': { knownNames: () => [] } })),
]

/** Components of comparing. */
const COMPARING: Component[] = [
  part('like sounds', () => ({
    'chars/readings': { compareSounds: a => (a ? 'different' : 'same') },
    'keys/letters': { soundVariants: () => [] },
  })),
  part('regional sounds (zh/z, ing/in, n/l)', original => {
    const { compareSounds } = original('chars/readings')
    return {
      'chars/readings': { compareSounds: (a, b) => (compareSounds(a, b) === 'same' ? 'same' : 'different') },
    }
  }),
  part('like looks', () => ({ 'chars/likeness': { likeness: () => 0, likeAlikes: () => '' } })),
  part('any slip at all (alignment)', original => {
    const { align } = original('score/align')
    return { 'score/align': { align: (a, b, limit) => (a === b ? align(a, b, limit) : undefined) } }
  }),
  part('letters that spell characters', () => ({ 'score/latin': { spelled: () => 0 } })),
  part('listed short names', () => ({ 'score/short-name': { shortNameLikely: () => 0 } })),
  part('brand affixes (新X, X达)', () => ({
    'data/brand-characters': { BRAND_PREFIXES: '', BRAND_SUFFIXES: '' },
  })),
  part('place against place', () => ({
    'score/place': { comparePlace: () => ({ kind: 'equal', factor: 1, chance: 0.15 }) },
  })),
  part('trade against trade', () => ({
    'score/trade': { compareTrades: () => ({ kind: 'equal', factor: 1, chance: 0.08 }) },
  })),
  part('weighing against chance', original => {
    const { judgeBrand } = original('score/brand')
    return {
      'score/brand': { judgeBrand: (...args) => ({ ...judgeBrand(...args), chance: 0 }) },
    }
  }),
  part('calibration', () => ({ 'score/calibrate': { calibrate: raw => raw } })),
]

export const COMPONENTS: readonly Component[] = [...READING, ...FINDING, ...COMPARING]
