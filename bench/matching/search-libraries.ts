import { Index } from 'flexsearch'
import MiniSearch from 'minisearch'
import { type Method, pairs, ranked } from './methods'
import type { Named } from './registry-file'

const MOST = 10
const tokens = (text: string) => [...pairs(text)]

/** MiniSearch over pairs of characters, best of its ranking ordered by Dice. */
export function miniSearch(rows: Named[]): Method {
  const search = new MiniSearch<{ n: number; name: string }>({ idField: 'n', fields: ['name'], tokenize: tokens })
  rows.forEach((row, n) => {
    search.add({ n, name: row.name })
  })
  return {
    name: 'MiniSearch',
    async find({ company }) {
      if (!company) return []
      return ranked(
        company,
        search
          .search(company)
          .slice(0, MOST)
          .map(hit => rows[hit.id as number]!),
      )
    },
  }
}

/** FlexSearch over pairs of characters, any of them. */
export function flexSearch(rows: Named[]): Method {
  const index = new Index({ encode: tokens, tokenize: 'strict' })
  rows.forEach((row, n) => {
    index.add(n, row.name)
  })
  return {
    name: 'FlexSearch',
    async find({ company }) {
      if (!company) return []
      return ranked(
        company,
        index.search(company, { limit: MOST, suggest: true }).map(n => rows[n as number]!),
      )
    },
  }
}
