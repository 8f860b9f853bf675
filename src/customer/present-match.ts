import type { Actor } from '../context'
import type { Person } from '../member/members'
import { maskCompany, maskField, maskPerson } from '../privacy/mask'
import type { Match } from './find-duplicates'

export interface MatchView {
  customerId?: string
  name: string
  owner?: { name: string; department: string; isMe: boolean }
  state: 'owned' | 'pool' | 'frozen'
  protectedUntil?: number
  score: number
  relation: 'same' | 'related'
  sentence: string
  explanation: { field: string; label: string; mine: string; theirs: string; kind: string; weight: number }[]
}

/** Fields whose agreement shows that the asker knew the company's name before. */
const NAME_FIELDS = new Set(['name', 'alias', 'trade', 'region', 'form', 'branch', 'number'])

/**
 * What the asker may see of a match: their own in full; of somebody else's the owner masked, personal values masked,
 * and the company's name only when they came with a name like it – not for a phone number tried at random.
 */
export function presentMatch(match: Match, reader: Actor, owner: Person | undefined, mine: boolean): MatchView {
  const open = mine || reader.roles.includes('admin')
  const knewName = match.evidence.some(
    item => NAME_FIELDS.has(item.field) && item.field !== 'region' && item.weight > 0,
  )
  return {
    customerId: open ? match.customerId : undefined,
    name: open || knewName ? match.name : maskCompany(match.name),
    // Following up jointly counts as one's own.
    owner: owner && { name: open ? owner.name : maskPerson(owner.name), department: owner.department, isMe: mine },
    state: !match.ownership ? 'pool' : match.ownership.frozenBy ? 'frozen' : 'owned',
    protectedUntil: match.ownership?.protectedUntil,
    score: Math.round(match.score * 1000) / 1000,
    relation: match.relation === 'related' ? 'related' : 'same',
    sentence: match.sentence,
    explanation: match.evidence.map(item => ({
      ...item,
      theirs: open
        ? item.theirs
        : NAME_FIELDS.has(item.field) && !knewName
          ? maskCompany(item.theirs)
          : maskField(item.field, item.theirs),
    })),
  }
}
