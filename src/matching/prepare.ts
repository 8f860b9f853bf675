import { hardKeysOf } from './keys/hard-keys'
import { normaliseContact } from './normalise/contact'
import { normaliseEmail } from './normalise/email'
import { cleanText } from './normalise/text'
import { websiteDomain } from './normalise/website'
import { parseName } from './parse/name'
import type { CustomerFields, NameEntry, Prepared } from './types'

const MAX_ALIASES = 20

/** Normalises and parses a customer or a query once. Any text is accepted; the work is bounded. */
export function prepare(fields: CustomerFields): Prepared {
  const texts = [fields.name ?? '', ...(fields.aliases ?? []).slice(0, MAX_ALIASES)]
  const entries: NameEntry[] = []
  texts.forEach((raw, i) => {
    const views = parseName(raw)
    if (views.length) entries.push({ text: cleanText(raw), alias: i > 0, views })
  })
  return {
    fields,
    entries,
    names: entries.flatMap(e => e.views),
    hardKeys: hardKeysOf(fields),
    domains: domainsOf(fields),
    contact: fields.contact ? normaliseContact(fields.contact) : '',
  }
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
