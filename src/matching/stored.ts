import type { NameEntry, ParsedName, Prepared, Stored } from './types'

const ENTRY = '\n'
const VIEW = '\t'
const PART = '|'

/** Compact text kept in the customer's row, so that a candidate need not be parsed again. Holds no personal data. */
export function storedForm(prepared: Prepared): string {
  const entries = prepared.entries
    .filter(e => e.views.some(v => !v.guess))
    .map(e =>
      [
        e.alias ? `*${clean(e.text)}` : clean(e.text),
        ...e.views
          .filter(v => !v.guess)
          .slice(0, 2)
          .map(writeView),
      ].join(VIEW),
    )
  return [prepared.domains.join(','), ...entries].join(ENTRY)
}

/** Reads what `storedForm` wrote. */
export function loadStored(text: string): Stored {
  const [domains = '', ...lines] = text.split(ENTRY)
  const entries: NameEntry[] = lines.map(line => {
    const [head = '', ...views] = line.split(VIEW)
    const alias = head.startsWith('*')
    return { text: alias ? head.slice(1) : head, alias, views: views.map(readView) }
  })
  return { entries, names: entries.flatMap(e => e.views), domains: domains ? domains.split(',') : [] }
}

const clean = (text: string): string => text.replace(/[\n\t]/g, ' ')

const writeView = (v: ParsedName): string =>
  [v.regions.join(','), v.brand, v.trade, v.form, v.branch, v.place, v.ordinal || ''].join(PART)

function readView(text: string): ParsedName {
  const [regions = '', brand = '', trade = '', form = '', branch = '', place = '', ordinal = ''] = text.split(PART)
  return {
    regions: regions ? regions.split(',') : [],
    brand,
    trade,
    form,
    branch,
    place,
    ordinal: Number(ordinal) || 0,
  }
}
