import { bodies } from './bodies'
import { FIELD_KINDS } from './contact-fields'
import { CITIES, type Company, letters, pick, type Random, Sounds, seeded, TRADES, takeApart } from './material'
import { NOBODY, otherTrade, RIVALS, unseenBrand } from './negatives'
import { type Fields, type Kind, POSITIVES } from './positives'

export interface UnseenQuery {
  kind: string
  fields: Fields
  /** Ids of every customer that is meant; empty: none. */
  gold: string[]
}

export interface Unseen {
  /** Customers to register beside the given ones. */
  extra: Record<string, string>[]
  queries: UnseenQuery[]
}

const ENGLISH = new Set([
  'English legal forms',
  'English words in another order',
  'letters without spaces',
  'a domain as the name',
])
const SOUND = new Set(['whole word by the same pinyin', 'fuzzy pinyin, one character', 'brand in pinyin, rest Chinese'])
const ANY_PLACE = new Set(['a domain as the name'])

/** Who is registered, by core and by the sound of it. */
class Registered {
  private readonly byCore = new Map<string, { id: string; city: string }[]>()
  private readonly bySound = new Map<string, { id: string; city: string }[]>()

  add(row: Record<string, string>): void {
    const name = (row.company ?? '').replace(/(?<=公司).*$/, '').replace(/[（）()]/g, '')
    const place = [...Object.keys(CITIES), ...new Set(Object.values(CITIES).map(c => c.province))].find(c =>
      name.includes(c),
    )
    const city = place ?? ''
    const core = (place ? name.replace(place, '').replace(/^[市省]/, '') : name).replace(
      /(?:股份|集团|有限责任|有限|责任)*公司$/,
      '',
    )
    const put = (map: Map<string, { id: string; city: string }[]>, key: string) => {
      const list = map.get(key)
      if (list) list.push({ id: row.id!, city })
      else map.set(key, [{ id: row.id!, city }])
    }
    put(this.byCore, core)
    const trade = Object.keys(TRADES)
      .filter(t => core.endsWith(t))
      .sort((a, b) => b.length - a.length)[0]
    if (trade && core.length - trade.length <= 4) {
      put(this.bySound, `${letters(core.slice(0, -trade.length))}|${trade}`)
      put(this.bySound, `${letters(core.slice(0, -trade.length))}|${TRADES[trade]}`)
    }
  }

  /** Customers with this core whose place does not contradict. */
  same(c: Company, anyPlace = false): string[] {
    return this.compatible(this.byCore.get(c.brand + c.trade), c.city, anyPlace)
  }
  sounding(c: Company, english: boolean, anyPlace = false): string[] {
    return this.compatible(
      this.bySound.get(`${letters(c.brand)}|${english ? TRADES[c.trade] : c.trade}`),
      c.city,
      anyPlace,
    )
  }

  private compatible(list: { id: string; city: string }[] | undefined, city: string, anyPlace: boolean): string[] {
    const province = CITIES[city]!.province
    return (list ?? [])
      .filter(
        r => anyPlace || !r.city || r.city === city || r.city === province || CITIES[r.city]?.province === province,
      )
      .map(r => r.id)
  }
}

/** Queries of kinds that the engine was not made from, and as many that name nobody registered. */
export function unseenQueries(rows: Record<string, string>[], each: number, seed = 20_261): Unseen {
  const random = seeded(seed)
  const registered = new Registered()
  const companies: Company[] = []
  for (const row of rows) {
    registered.add(row)
    const company = takeApart(row)
    if (company) companies.push(company)
  }
  const sounds = new Sounds(companies.map(c => c.brand))
  const queries: UnseenQuery[] = []
  const tryUntil = (count: number, make: () => UnseenQuery | undefined) => {
    let made = 0
    for (let tries = 0; tries < count * 60 && made < count; tries++) {
      const query = make()
      if (!query) continue
      queries.push(query)
      made++
    }
  }
  const isFree = (c: Company) => !registered.same(c, true).length && !registered.sounding(c, true, true).length
  for (const [kind, write] of Object.entries(POSITIVES)) {
    tryUntil(each, () => {
      const c = pick(companies, random)
      const fields = write(c, random, sounds)
      const any = ANY_PLACE.has(kind)
      return (
        fields && {
          kind,
          fields,
          gold: [
            ...new Set([
              ...registered.same(c, any),
              ...(ENGLISH.has(kind) || SOUND.has(kind) ? registered.sounding(c, ENGLISH.has(kind), any) : []),
            ]),
          ],
        }
      )
    })
    // The same writing of a customer that nobody registered: another trade, or another brand.
    tryUntil(each, () => {
      const c = pick(companies, random)
      const part =
        random() < 0.5 && !ANY_PLACE.has(kind)
          ? { trade: otherTrade(c.trade, random) }
          : { brand: unseenBrand(random, sounds) }
      return stranger(kind, write, { ...c, ...part }, random, sounds, isFree)
    })
  }
  for (const [kind, write] of Object.entries(FIELD_KINDS)) {
    tryUntil(each, () => {
      const c = pick(companies, random)
      const fields = write(c, random, sounds)
      return fields && { kind, fields, gold: [c.id] }
    })
  }
  for (const [kind, make] of Object.entries(RIVALS)) {
    tryUntil(each, () => {
      const c = make(pick(companies, random), random, sounds)
      if (!c || registered.same(c).length || registered.sounding(c, false).length) return undefined
      const company = pick(
        [c.name, `${c.city}${c.brand}${c.trade}`, `${c.brand}（${c.city}）${c.trade}${c.form}`],
        random,
      )
      return { kind: `− ${kind}`, fields: { company }, gold: [] }
    })
  }
  for (const [kind, make] of Object.entries(NOBODY))
    tryUntil(each, () => ({ kind: `− ${kind}`, fields: make(pick(companies, random), random), gold: [] }))
  const { extra, more } = bodyQueries(
    random,
    sounds,
    rows.filter(row => row.company?.startsWith('中国工商银行')).map(row => row.id!),
  )
  return { extra, queries: [...queries, ...more] }
}

function stranger(
  kind: string,
  write: Kind,
  changed: Company,
  random: Random,
  sounds: Sounds,
  isFree: (c: Company) => boolean,
): UnseenQuery | undefined {
  if (!isFree(changed)) return undefined
  const to = { ...changed, name: changed.city + changed.brand + changed.trade + changed.form, row: {} }
  const fields = write(to, random, sounds)
  return fields && { kind: `− ${kind}`, fields, gold: [] }
}

/** A branch and its bank are one legal entity: either is right. */
function bodyQueries(
  random: Random,
  sounds: Sounds,
  banks: string[],
): { extra: Record<string, string>[]; more: UnseenQuery[] } {
  const all = bodies(random, sounds)
  const extra = all.map((body, i) => ({ id: `x${i}`, company: body.registered, ...body.fields }))
  const more = all.flatMap((body, i) => [
    ...body.same.map(company => ({
      kind: body.kind,
      fields: { company, ...body.asked },
      gold: [`x${i}`, ...(body.kind === 'bank' ? banks : [])],
    })),
    ...body.other.map(company => ({ kind: `− ${body.kind}`, fields: { company }, gold: [] as string[] })),
  ])
  return { extra, more }
}
