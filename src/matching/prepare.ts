import { hardKeysOf } from './keys/hard-keys'
import { knownNames } from './known-names'
import { normaliseContact } from './normalise/contact'
import { normaliseEmail } from './normalise/email'
import { cleanText, toSimplified } from './normalise/text'
import { websiteDomain } from './normalise/website'
import { namesWritten } from './parse/former'
import { parseName } from './parse/name'
import { placeAtStart } from './parse/regions'
import type { CustomerFields, NameEntry, ParsedName, Prepared, Stored } from './types'

const MAX_ALIASES = 20

/** Normalises and parses a customer or a query once. Any text is accepted; the work is bounded. */
export function prepare(fields: CustomerFields): Prepared {
  const entries = entriesOf(fields)
  return {
    fields,
    entries,
    names: entries.flatMap(e => e.views),
    hardKeys: hardKeysOf(fields),
    domains: domainsOf(fields),
    contact: fields.contact ? normaliseContact(fields.contact) : '',
  }
}

/** A name alone: all that comparing names needs. */
export function prepareName(name: string): Stored {
  const entries = entriesOf({ name })
  return { entries, names: entries.flatMap(e => e.views), domains: [] }
}

function entriesOf(fields: CustomerFields): NameEntry[] {
  const texts = [...namesWritten(fields.name ?? ''), ...(fields.aliases ?? []).slice(0, MAX_ALIASES)]
  const entries: NameEntry[] = []
  texts.forEach((raw, i) => {
    const views = withRegion(parseName(raw), fields.region)
    if (views.length) entries.push({ text: cleanText(raw), alias: i > 0, views })
  })
  // A widely known short name stands for a registered one; only a query uses this, nothing of it is stored.
  if (fields.name) {
    for (const { known, view } of knownReadings(fields.name, entries[0]?.views ?? [])) {
      const views = parseName(known).map(v => ({ ...v, ...view, guess: true }))
      if (views.length) entries.push({ text: known, alias: true, views })
    }
  }
  return entries
}

/** Companies with branches in every city; 上海联想 is another company than 联想. */
const EVERYWHERE = /银行|保险|人寿|移动通信|电信|联通|邮政|石油|石化|电网/
/** Registered names that the whole text stands for, or what is left of it without place and branch (工行苏州分行, 苏州工行). */
function knownReadings(name: string, views: ParsedName[]): { known: string; view: Partial<ParsedName> }[] {
  const whole = knownNames(name).slice(0, 3)
  if (whole.length) return whole.map(known => ({ known, view: {} }))
  for (const { brand, trade, branch, regions } of views.slice(0, 2)) {
    if (!branch && !regions.length) continue
    const found = knownNames(brand + trade).slice(0, 3)
    if (branch || found.some(known => EVERYWHERE.test(known))) return found.map(known => ({ known, view: { branch } }))
  }
  return []
}

/** Names that name no place get the one of the region field. */
function withRegion(views: ParsedName[], region: string | undefined): ParsedName[] {
  const place = region ? placeAtStart(toSimplified(cleanText(region, 60)).replace(/[^\p{L}]/gu, '')) : undefined
  if (!place || place.place.weak) return views
  return views.map(v => (v.regions.length ? v : { ...v, regions: place.place.codes.slice(0, 3) }))
}

function domainsOf(fields: CustomerFields): string[] {
  const domains = new Set<string>()
  for (const site of (fields.websites ?? []).slice(0, 10)) {
    const domain = websiteDomain(site)
    if (domain) domains.add(domain)
  }
  for (const text of (fields.emails ?? []).slice(0, 10)) {
    const email = normaliseEmail(text)
    if (email && !email.personal) domains.add(websiteDomain(email.domain) ?? email.domain)
  }
  return [...domains]
}
