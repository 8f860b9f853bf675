import type {
  Evidence,
  HardKey,
  HardKeyKind,
  NameEntry,
  PairContext,
  PairScore,
  ParsedName,
  Prepared,
  Relation,
  Stored,
} from '../types'
import { relate } from './align'
import { calibrate, uncalibrated } from './calibrate'
import { nameEvidence, plainEvidence } from './evidence'
import { hardEvidence } from './hard'
import { compareViews, type NameContext } from './names'
import type { NameMatch } from './other-parts'

/** How sure a shared key is on its own. */
const HARD_SCORE: Record<HardKeyKind, number> = {
  name: 0.995,
  uscc: 0.995,
  unionid: 0.993,
  external_userid: 0.993,
  phone: 0.992,
  wechat: 0.992,
  email: 0.992,
}
/** Factors on the odds for agreement in weak fields. */
const DOMAIN_ODDS = 40
const CONTACT_ODDS = 6
const SAME = 0.5
/** Below this a comparison of names part by part only confuses. */
const TELLING = 0.02

/** Who only asks for the score needs no other readings behind one that fits so well. */
const SURE = 0.97

/** Scores a query against a candidate. `score` is the calibrated probability that both are the same customer. */
export function scorePair(query: Prepared, candidate: Prepared | Stored, context: PairContext = {}): PairScore {
  const named = bestName(query.entries, candidate.entries, context)
  const evidence = named ? (isTelling(named.match) ? nameEvidence(named) : differentNames(query, candidate)) : []
  let score = calibrate(named?.match.score ?? 0)
  const domain = query.domains.find(d => candidate.domains.includes(d))
  if (domain) {
    score = withOdds(score, DOMAIN_ODDS)
    evidence.push(plainEvidence('domain', '域名', domain, 0.4))
  }
  if (context.sameContact ?? (query.contact !== '' && 'contact' in candidate && candidate.contact === query.contact)) {
    score = withOdds(score, query.contact.length > 2 ? CONTACT_ODDS : CONTACT_ODDS / 2)
    evidence.push(plainEvidence('contact', '联系人', query.contact, 0.2))
  }
  const hard = context.hard ?? sharedHard(query, candidate)
  for (const key of hard) score = 1 - (1 - score * 0.5) * (1 - HARD_SCORE[key.kind])
  const all = [...hard.map(hardEvidence), ...evidence]
  return { score: Math.min(0.999, score), relation: relationOf(score, named?.match), evidence: all }
}

/**
 * The score alone of two that are known by their names only, for who compares many and explains none.
 * @param least below it the score may be told as 0, which most strangers cost less
 */
export function scoreNames(query: Pick<Stored, 'entries'>, candidate: Stored, least: number): number {
  return calibrate(bestName(query.entries, candidate.entries, { least: uncalibrated(least) })?.match.score ?? 0)
}

const isTelling = (match: NameMatch): boolean =>
  match.score >= TELLING || match.brand === 'equal' || match.number === 'conflict'

function differentNames(query: Prepared, candidate: Prepared | Stored): Evidence[] {
  const mine = query.entries[0]?.text ?? ''
  const theirs = candidate.entries[0]?.text ?? ''
  return mine && theirs ? [{ field: 'name', label: '名称', mine, theirs, kind: 'different', weight: -0.3 }] : []
}

/** Odds times a factor; nothing at all in the names starts at one in fifty. */
function withOdds(score: number, factor: number): number {
  const p = Math.min(0.995, Math.max(0.02, score))
  const odds = (p / (1 - p)) * factor
  return odds / (1 + odds)
}

/** Below the mark for the same customer, an equal or nearly equal brand means a sibling: subsidiary, other city, other business. */
function relationOf(score: number, match: NameMatch | undefined): Relation {
  if (score >= SAME) return 'same'
  if (!match) return 'distinct'
  return match.brand === 'equal' && match.query.brand.length >= 2 && match.number !== 'conflict'
    ? 'related'
    : 'distinct'
}

export interface NamedMatch {
  match: NameMatch
  mine: NameEntry
  theirs: NameEntry
}

function bestName(mine: NameEntry[], theirs: NameEntry[], context: NameContext): NamedMatch | undefined {
  let best: NamedMatch | undefined
  for (const a of mine.slice(0, 6)) {
    for (const b of theirs.slice(0, 6)) {
      for (const [i, x] of a.views.slice(0, 6).entries()) {
        for (const [j, y] of b.views.slice(0, 3).entries()) {
          // Two second readings (both with the place left on the brand) would hide a difference in the brand.
          if (i > 0 && j > 0) break
          if (!beginsAlike(a.views[0]!, x, y) || !beginsAlike(b.views[0]!, y, x)) continue
          const match = compareViews(x, y, context)
          if (!match) continue
          match.score *= (a.text === b.text ? 0.995 : 0.98) * 0.995 ** i * 0.995 ** j * (x.guess && a.alias ? 0.95 : 1)
          if (!best || match.score > best.match.score) best = { match, mine: a, theirs: b }
          if (context.least !== undefined && match.score >= SURE) return best
        }
      }
    }
  }
  return best
}

/** A reading with the place left on the brand is worth comparing only when the other brand begins with (nearly) the same characters. */
function beginsAlike(main: ParsedName, view: ParsedName, other: ParsedName): boolean {
  if (view === main || main.place === '' || !view.brand.startsWith(main.place)) return true
  return [0, 1].every(i => relate(view.brand[i] ?? '', other.brand[i] ?? '') !== 'different')
}

function sharedHard(query: Prepared, candidate: Prepared | Stored): HardKey[] {
  if (!('hardKeys' in candidate)) return []
  return query.hardKeys.filter(k => candidate.hardKeys.some(c => c.kind === k.kind && c.value === k.value))
}
