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
  const [domains = '', ...lines] = split(text, ENTRY)
  const entries: NameEntry[] = []
  const names: ParsedName[] = []
  for (const line of lines) {
    const [head = '', ...written] = split(line, VIEW)
    const alias = head.startsWith('*')
    const views = written.map(readView)
    entries.push({ text: alias ? head.slice(1) : head, alias, views })
    names.push(...views)
  }
  return { entries, names, domains: domains ? domains.split(',') : [] }
}

/** Done for every candidate: the engine's own splitting leaves compiled code and takes twice as long. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
    parts.push(text.slice(from, at))
    from = at + 1
  }
  parts.push(text.slice(from))
  return parts
}

const clean = (text: string): string => text.replace(/[\n\t]/g, ' ')

const writeView = (v: ParsedName): string =>
  [v.regions.join(','), v.brand, v.trade, v.form, v.branch, v.place, v.ordinal || ''].join(PART)

function readView(text: string): ParsedName {
  const [regions = '', brand = '', trade = '', form = '', branch = '', place = '', ordinal = ''] = split(text, PART)
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
