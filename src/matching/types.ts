/** What is known about a customer. Texts come as people typed them; every list may hold messy values. */
export interface CustomerFields {
  name?: string
  /** Short names, English trade names, former names, brands. */
  aliases?: string[]
  contact?: string
  phones?: string[]
  emails?: string[]
  usccs?: string[]
  wechats?: string[]
  externalUserIds?: string[]
  unionids?: string[]
  websites?: string[]
  /** Free text such as a province or an address; only the leading place counts. */
  region?: string
}

export type HardKeyKind = 'name' | 'phone' | 'email' | 'uscc' | 'wechat' | 'external_userid' | 'unionid'

/** A value that identifies a customer on its own. */
export interface HardKey {
  kind: HardKeyKind
  /** Canonical form: equal values mean the same thing. */
  value: string
  /** True for what belongs to a person and so may serve several customers after a manager's word. */
  personal: boolean
  /** As a person would write it; mask it before showing it to anybody not entitled. */
  display: string
}

/** One reading ("view") of a name. */
export interface ParsedName {
  /** Region codes, most exact first: 2 digits province, 4 city, 6 county. */
  regions: string[]
  /** 字号: the telling part. */
  brand: string
  /** 行业: what follows the telling part, without the organisation form. */
  trade: string
  /** Organisation form as written (simplified), or ''. */
  form: string
  /** Branch part as written, e.g. 上海分公司, or ''. */
  branch: string
  /** The place taken off the front when it was written without 市 or 省 and could be part of the brand; else ''. */
  place: string
  /** Read by correcting a slip or by guessing where the brand ends: good for a query, never stored. */
  guess?: boolean
  /** Ordinal in the name (第三建筑 → 3), 0 when none. */
  ordinal: number
}

/** A name as scored: its readings and where it came from. */
export interface NameEntry {
  /** Original text, shortened to 200 characters. */
  text: string
  alias: boolean
  views: ParsedName[]
}

/** A customer or a query, normalised and parsed once. */
export interface Prepared {
  fields: CustomerFields
  /** All names, the main one first. */
  entries: NameEntry[]
  /** All readings of all names, best first. */
  names: ParsedName[]
  hardKeys: HardKey[]
  /** Company domains of websites and non-public e-mail addresses. */
  domains: string[]
  /** Contact person without titles, or ''. */
  contact: string
}

/** What a stored form gives back: enough to score against, without personal data. */
export interface Stored {
  entries: NameEntry[]
  names: ParsedName[]
  domains: string[]
}

/** One key to look up; at most `limit` rows of it are worth reading. */
export interface QueryKey {
  key: number
  limit: number
}

export type Relation = 'same' | 'related' | 'distinct'

/** One reason for or against, as data. */
export interface Evidence {
  /** name, region, trade, form, branch, number, phone, email, uscc, wechat, external_userid, unionid, domain, contact, alias */
  field: string
  /** Chinese label of the field. */
  label: string
  mine: string
  theirs: string
  /** How the two agree or differ, e.g. equal, homophone, look-alike, missing, conflict. */
  kind: string
  /** Share in the decision, -1 (against) to 1 (for). */
  weight: number
}

/** What the caller knows about the pair beyond the two texts. */
export interface PairContext {
  /** Registered customers altogether. */
  rows?: number
  /** Hard keys of the query that the candidate owns too, when the candidate is a stored form. */
  hard?: HardKey[]
  /** Contact persons are equal, when the candidate is a stored form. */
  sameContact?: boolean
}

export interface PairScore {
  /** Calibrated probability that both are the same customer. */
  score: number
  relation: Relation
  evidence: Evidence[]
}
