import type { MemoryIndex } from './in-memory'

/** Modules of the engine in which a component can be replaced. */
export interface Modules {
  'chars/likeness': typeof import('../../src/matching/chars/likeness')
  'chars/numerals': typeof import('../../src/matching/chars/numerals')
  'chars/readings': typeof import('../../src/matching/chars/readings')
  'data/brand-characters': { BRAND_PREFIXES: string; BRAND_SUFFIXES: string }
  'keys/hard-keys': typeof import('../../src/matching/keys/hard-keys')
  'keys/letters': typeof import('../../src/matching/keys/letters')
  'keys/query-keys': typeof import('../../src/matching/keys/query-keys')
  'keys/soft': typeof import('../../src/matching/keys/soft')
  'known-names': typeof import('../../src/matching/known-names')
  'normalise/text': typeof import('../../src/matching/normalise/text')
  'parse/forms': typeof import('../../src/matching/parse/forms')
  'parse/name': typeof import('../../src/matching/parse/name')
  'parse/regions': typeof import('../../src/matching/parse/regions')
  'parse/remarks': typeof import('../../src/matching/parse/remarks')
  'parse/repair': typeof import('../../src/matching/parse/repair')
  'parse/trades': typeof import('../../src/matching/parse/trades')
  'score/align': typeof import('../../src/matching/score/align')
  'score/brand': typeof import('../../src/matching/score/brand')
  'score/calibrate': typeof import('../../src/matching/score/calibrate')
  'score/latin': typeof import('../../src/matching/score/latin')
  'score/place': typeof import('../../src/matching/score/place')
  'score/short-name': typeof import('../../src/matching/score/short-name')
  'score/trade': typeof import('../../src/matching/score/trade')
}

/** Other functions or values in the place of a module's own. */
export type Replacements = { [M in keyof Modules]?: Partial<Modules[M]> }

/** Gives a module as it is, for replacements that still need the original. */
export type Original = <M extends keyof Modules>(path: M) => Modules[M]

const ENGINE = '../../src/matching'
const INDEX = './in-memory'

/**
 * The index over a fresh copy of the engine with some functions replaced. Every copy has tables and caches of its own,
 * so nothing of another copy's answers stays behind. Works on the compiled program, where calls go through a module's exports.
 */
export function engineWith(replace: (original: Original) => Replacements): typeof MemoryIndex {
  const folder = require.resolve(ENGINE).replace(/index\.[jt]s$/, '')
  const index = require.resolve(INDEX)
  for (const path of Object.keys(require.cache))
    if (path.startsWith(folder) || path === index) delete require.cache[path]
  const original: Original = path => require(`${ENGINE}/${path}`)
  // Taken as a copy first: a replacement may call what it replaces.
  const changes = replace(path => ({ ...original(path) }))
  for (const [path, functions] of Object.entries(changes)) Object.assign(original(path as keyof Modules), functions)
  return (require(INDEX) as { MemoryIndex: typeof MemoryIndex }).MemoryIndex
}
