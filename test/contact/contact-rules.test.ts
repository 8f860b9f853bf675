import { type Decision, decide, endsLink, isRevived, type Situation } from '../../src/contact/contact-rules'

const DAY = 86_400_000
const now = Date.UTC(2026, 10, 22, 4)
const minuteAgo = now - 60_000

type Change = Partial<Omit<Situation, 'rep' | 'link'>> & {
  rep?: Partial<Situation['rep']>
  link?: Partial<Situation['link']>
}

const situation = (change: Change): Situation => ({
  now,
  installedAt: now - 10 * DAY,
  firstSync: false,
  named: false,
  ...change,
  rep: { active: true, inScope: true, exempt: false, ...change.rep },
  link: { addedAt: minuteAgo, addWay: 1, remarkChangedAt: null, askedAt: null, offeredAt: null, ...change.link },
})

const ownedBy = (
  isRep: boolean,
  change: { since?: number; source?: 'registration' | 'ruling'; recorded?: boolean } = {},
) => ({
  owner: { isRep, since: change.since ?? now - 5 * DAY, source: change.source ?? ('registration' as const) },
  recorded: change.recorded ?? false,
})
const free = { recorded: false }
const before = { link: { addedAt: now - 20 * DAY } }

const TABLE: [string, Change, Decision][] = [
  ['own customer', { customer: ownedBy(true) }, { do: 'link' }],
  ['own customer of an exempt member', { customer: ownedBy(true), rep: { exempt: true } }, { do: 'link' }],
  ['own customer from before installation', { customer: ownedBy(true), ...before }, { do: 'link' }],
  ['somebody else’s customer', { customer: ownedBy(false) }, { do: 'collide', late: false }],
  ['the same again', { customer: ownedBy(false, { recorded: true }) }, { do: 'nothing', why: 'known' }],
  [
    'the loser of a ruling still holds the contact',
    { customer: ownedBy(false, { source: 'ruling', since: now - 1 }) },
    { do: 'nothing', why: 'ruled' },
  ],
  ['added after a ruling', { customer: ownedBy(false, { source: 'ruling' }) }, { do: 'collide', late: false }],
  [
    'the owner registered after the member had added the contact',
    { customer: ownedBy(false, { since: now - 1 }) },
    { do: 'collide', late: false },
  ],
  ['found a day later', { customer: ownedBy(false), link: { addedAt: now - DAY } }, { do: 'collide', late: true }],
  [
    'old contact, remark written now',
    { customer: ownedBy(false), link: { addedAt: now - 20 * DAY, remarkChangedAt: minuteAgo } },
    { do: 'collide', late: false },
  ],
  ['from before installation', { customer: ownedBy(false), ...before }, { do: 'review', kind: 'stock-collision' }],
  [
    'from before installation, in the first synchronisation',
    { customer: ownedBy(false), firstSync: true, ...before },
    { do: 'review', kind: 'stock-collision' },
  ],
  [
    'added while the first synchronisation runs',
    { customer: ownedBy(false), firstSync: true },
    { do: 'nothing', why: 'first-sync' },
  ],
  ['exempt member', { customer: ownedBy(false), rep: { exempt: true } }, { do: 'nothing', why: 'member' }],
  ['member out of scope', { customer: ownedBy(false), rep: { inScope: false } }, { do: 'nothing', why: 'member' }],
  ['member who left', { customer: ownedBy(false), rep: { active: false } }, { do: 'nothing', why: 'member' }],
  [
    'shared by a colleague (201)',
    { customer: ownedBy(false), link: { addWay: 201 } },
    { do: 'nothing', why: 'assigned' },
  ],
  ['assigned by an administrator (202)', { link: { addWay: 202 } }, { do: 'nothing', why: 'assigned' }],
  ['customer in the pool', { customer: free }, { do: 'offer', late: false }],
  ['customer in the pool, told before', { customer: free, link: { offeredAt: 1 } }, { do: 'nothing', why: 'told' }],
  ['unregistered, remark names a company', { named: true }, { do: 'offer', late: false }],
  ['unregistered, from before installation', { named: true, ...before }, { do: 'review', kind: 'unowned-contact' }],
  ['a nickname only', {}, { do: 'ask', late: false, shared: false }],
  ['a nickname only, asked before', { link: { askedAt: 1 } }, { do: 'nothing', why: 'told' }],
  ['a nickname only, from before installation', before, { do: 'nothing', why: 'unknown-before' }],
  ['a colleague held it first and named it', { firstHolder: { named: true } }, { do: 'first-touch', late: false }],
  [
    'a colleague held it first, nobody named it',
    { firstHolder: { named: false } },
    { do: 'ask', late: false, shared: true },
  ],
  [
    'a colleague held it first, all before installation',
    { firstHolder: { named: true }, ...before },
    { do: 'review', kind: 'shared-contact' },
  ],
]

describe('what follows from a member holding a contact', () => {
  it.each(TABLE)('%s', (_name, change, expected) => expect(decide(situation(change))).toEqual(expected))
})

describe('a later event is never undone by an earlier one', () => {
  const ended = (state: 'removed-by-member' | 'removed-by-contact') => ({ state, stateAt: now })

  it('ends a link by a removal after its addition only', () => {
    const link = { state: 'active' as const, stateAt: now, addedAt: now }
    expect(endsLink(link, now - 1)).toBe(false)
    expect(endsLink(link, now)).toBe(true)
    expect(endsLink({ ...link, state: 'removed-by-member' }, now + 1)).toBe(false)
  })

  it('revives a link by a later addition only', () => {
    expect(isRevived(ended('removed-by-contact'), { addedAt: now - DAY, seenAt: now + DAY })).toBe(false)
    expect(isRevived(ended('removed-by-contact'), { addedAt: now - DAY, seenAt: now + DAY, eventAt: now - 1 })).toBe(
      false,
    )
    expect(isRevived(ended('removed-by-contact'), { addedAt: now + 1, seenAt: now + 2 })).toBe(true)
    expect(isRevived(ended('removed-by-contact'), { addedAt: now - DAY, seenAt: now + 2, eventAt: now + 1 })).toBe(true)
  })

  it('believes a list that still shows a contact the member deleted only after WeCom has settled', () => {
    expect(isRevived(ended('removed-by-member'), { addedAt: now - DAY, seenAt: now + 2_000 })).toBe(false)
    expect(isRevived(ended('removed-by-member'), { addedAt: now - DAY, seenAt: now + DAY })).toBe(true)
  })
})
