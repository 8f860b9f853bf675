import { In, MoreThan } from 'typeorm'
import { RULES } from '../../config/rules'
import { recordCollision } from '../collision/record-collision'
import type { Context } from '../context'
import { CustomerEntity, type CustomerRow } from '../customer/customer.entity'
import { findDuplicates, type Match } from '../customer/find-duplicates'
import { decide } from '../customer/match-rules'
import { rulesInForce } from '../customer/rules-in-force'
import { readSetting, writeSetting } from '../db/settings'
import { prepare } from '../matching'
import { activeOwnership } from '../ownership/active-ownerships'
import type { OwnershipRow } from '../ownership/ownership.entity'

const SWEPT = 'sweep.similar'
const MINUTE = 60_000
/** Row numbers are given before the commit: a row with a smaller number may still come. */
const SETTLED_MS = MINUTE
/** "The same instant": reports further apart have seen each other. */
const INSTANT_MS = MINUTE
const TURN = 200

/**
 * Finds pairs that were registered in the same instant without sharing a blocking key, so that neither report saw the
 * other, and opens a collision: the later one touched the earlier one's customer.
 * @returns how many collisions were opened
 */
export async function sweepSimilar(context: Context): Promise<number> {
  const from = (await readSetting<number>(context.read, SWEPT)) ?? 0
  const fresh = await context.read.find(CustomerEntity, {
    where: { seq: MoreThan(from) },
    order: { seq: 'ASC' },
    take: TURN,
  })
  const settled = fresh.filter((_, i) =>
    fresh.slice(0, i + 1).every(row => row.createdAt <= context.now() - SETTLED_MS),
  )
  let opened = 0
  for (const customer of settled) if (customer.status === 'active') opened += await examine(context, customer)
  if (settled.length) await context.transaction(tx => writeSetting(tx, SWEPT, settled.at(-1)!.seq))
  return opened
}

/** Imports have found their own pairs. */
const wasReported = (ownership: OwnershipRow | null | undefined) =>
  ownership?.source === 'registration' || ownership?.source === 'contact'

async function examine(context: Context, later: CustomerRow): Promise<number> {
  const own = await activeOwnership(context.read, later.id, RULES.scope)
  if (!own || !wasReported(own)) return 0
  const matches = await findDuplicates(context, prepare({ name: later.name }), RULES.scope)
  const others = matches.filter(
    match => match.seq < later.seq && wasReported(match.ownership) && match.ownership!.ownerId !== own.ownerId,
  )
  const pair = await firstOfInstant(context, later, others)
  if (!pair) return 0
  return context.transaction(async tx => {
    const { isNew } = await recordCollision(tx, {
      customerId: pair.customerId,
      scope: RULES.scope,
      ownerId: pair.ownership!.ownerId,
      claimantId: own.ownerId,
      trigger: 'sweep',
      claimedName: later.name,
      score: pair.score,
      evidence: pair.evidence,
      reference: `customer:${later.id}`,
      warn: true,
    })
    return isNew ? 1 : 0
  })
}

async function firstOfInstant(context: Context, later: CustomerRow, matches: Match[]): Promise<Match | undefined> {
  const rows = matches.length
    ? await context.read.findBy(CustomerEntity, { id: In(matches.map(match => match.customerId)) })
    : []
  const created = new Map(rows.map(row => [row.id, row.createdAt]))
  const near = matches.filter(match => Math.abs(later.createdAt - (created.get(match.customerId) ?? 0)) <= INSTANT_MS)
  const { action, match } = decide(near, await rulesInForce(context))
  return action === 'block' && match?.relation === 'same' ? match : undefined
}
