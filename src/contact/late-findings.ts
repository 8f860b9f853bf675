import { type LateCollision, lateContacts, lateDigest, lateDigestForMember } from '../cards/late-cards'
import { recordCollision, type Touch } from '../collision/record-collision'
import type { Context, Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { execute } from '../db/execute'
import { groupsFor } from '../group/groups-for'
import { personsOf } from '../member/members'
import { activeOwnership } from '../ownership/active-ownerships'
import { LateFindingEntity, type LateFindingRow } from './contact.entity'

const MINUTE = 60_000
/** Up to this many are said one by one, with their buttons. */
const FEW = 3
/** Nothing new for this long: the catching-up is over. */
const QUIET_MS = 2 * MINUTE
/** Said in any case after this long. */
const LONGEST_WAIT_MS = 30 * MINUTE
const MOST = 500

/** Keeps a finding for the digest. The same finding twice is one. */
export async function keepLateFinding(tx: Tx, finding: Omit<LateFindingRow, 'id' | 'createdAt'>): Promise<void> {
  if (await tx.manager.findOneBy(LateFindingEntity, { subject: finding.subject })) return
  await tx.manager.insert(LateFindingEntity, {
    ...finding,
    data: finding.data as object,
    id: tx.newId(),
    createdAt: tx.now(),
  })
}

/**
 * Tells about what was found late: a few one by one, many as one digest per group and per person.
 * @param stillCatchingUp a synchronisation is running, so more may come
 * @returns how many findings were told
 */
export async function tellLateFindings(context: Context, stillCatchingUp: boolean): Promise<number> {
  const waiting = await context.read.find(LateFindingEntity, { order: { id: 'ASC' }, take: MOST })
  if (!waiting.length) return 0
  const now = context.now()
  const isQuiet = !stillCatchingUp && now - waiting.at(-1)!.createdAt >= QUIET_MS
  if (!isQuiet && now - waiting[0]!.createdAt < LONGEST_WAIT_MS) return 0
  return context.transaction(async tx => {
    const mine: LateFindingRow[] = []
    for (const row of waiting)
      if (await execute(tx.manager, 'DELETE FROM late_finding WHERE id = ?', [row.id])) mine.push(row)
    await tellCollisions(
      tx,
      mine.filter(row => row.kind === 'collision'),
    )
    await tellContacts(
      tx,
      mine.filter(row => row.kind !== 'collision'),
    )
    return mine.length
  })
}

async function tellCollisions(tx: Tx, rows: LateFindingRow[]): Promise<void> {
  const warn = rows.length <= FEW
  const told: Touch[] = []
  for (const row of rows) {
    const touch = { ...(row.data as unknown as Touch), warn }
    const ownership = await activeOwnership(tx.manager, touch.customerId, touch.scope)
    // Changed hands while it waited: the next reconciliation judges it anew.
    if (ownership?.ownerId !== touch.ownerId) continue
    const { isNew } = await recordCollision(tx, touch)
    if (isNew) told.push(touch)
  }
  if (!warn && told.length) await sendDigests(tx, told)
}

async function sendDigests(tx: Tx, touches: Touch[]): Promise<void> {
  const people = await personsOf(
    tx.manager,
    touches.flatMap(touch => [touch.ownerId, touch.claimantId]),
  )
  const perGroup = new Map<string, LateCollision[]>()
  const perMember = new Map<string, LateCollision[]>()
  const put = (map: Map<string, LateCollision[]>, key: string, item: LateCollision) =>
    map.set(key, [...(map.get(key) ?? []), item])
  for (const touch of touches) {
    const customer = await tx.manager.findOneByOrFail(CustomerEntity, { id: touch.customerId })
    const item = {
      customerName: customer.name,
      owner: people.get(touch.ownerId)!,
      claimant: people.get(touch.claimantId)!,
    }
    for (const group of await groupsFor(tx, [touch.ownerId, touch.claimantId])) put(perGroup, group.id, item)
    for (const userId of [touch.ownerId, touch.claimantId]) put(perMember, userId, item)
  }
  for (const [groupId, items] of perGroup)
    await tx.send({ type: 'notice', to: { kind: 'group', groupId }, notice: lateDigest(items) })
  for (const [userId, items] of perMember)
    await tx.send({ type: 'notice', to: { kind: 'member', userId }, notice: lateDigestForMember(items, userId) })
}

/** Contacts somebody should report or name: one message a person, whatever their number. */
async function tellContacts(tx: Tx, rows: LateFindingRow[]): Promise<void> {
  const perMember = new Map<string, string[]>()
  for (const row of rows) {
    const name = tx.vault.open(String(row.data.sealedName))
    perMember.set(row.userId, [...(perMember.get(row.userId) ?? []), name])
  }
  for (const [userId, names] of perMember)
    await tx.send({ type: 'notice', to: { kind: 'member', userId }, notice: lateContacts(names) })
}
