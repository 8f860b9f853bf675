import { LessThan } from 'typeorm'
import type { Context } from '../context'
import { notFound } from '../errors'
import type { Evidence } from '../matching'
import { leadsAll } from '../member/department-tree'
import type { Person } from '../member/members'
import { CollisionEntity, type CollisionRow, type CollisionStatus, type CollisionTrigger } from './collision.entity'
import { collisionFacts } from './collision-facts'

export interface CollisionView {
  id: string
  customer: { name: string }
  owner: Person
  claimant: Person
  trigger: CollisionTrigger
  status: CollisionStatus
  claimedName: string
  score: number
  sentence: string
  explanation: Evidence[]
  protectedUntil: number
  times: number
  firstAt: number
  lastAt: number
  can: { dispute: boolean }
}

const PAGE = 20

/** @throws not_found unless the asker is a party, leads both, or is an administrator */
export async function collisionView(context: Context, id: string): Promise<CollisionView> {
  const row = await context.read.findOneBy(CollisionEntity, { id })
  if (!row || !(await maySee(context, row))) throw notFound('撞单记录')
  return present(context, row)
}

/** The asker's collisions: as the one who touched (`claimant`), as the owner, or both; newest first. */
export async function listCollisions(
  context: Context,
  { cursor, role }: { cursor?: string; role?: 'claimant' | 'owner' },
) {
  const { userId } = context.actor
  const before = cursor ? { id: LessThan(cursor) } : {}
  const where = [
    ...(role !== 'owner' ? [{ claimantId: userId, ...before }] : []),
    ...(role !== 'claimant' ? [{ ownerId: userId, ...before }] : []),
  ]
  const rows = await context.read.find(CollisionEntity, { where, order: { id: 'DESC' }, take: PAGE + 1 })
  const items: CollisionView[] = []
  for (const row of rows.slice(0, PAGE)) items.push(await present(context, row))
  return { items, nextCursor: rows.length > PAGE ? rows[PAGE - 1]!.id : undefined }
}

async function maySee(context: Context, row: CollisionRow): Promise<boolean> {
  const { userId, roles } = context.actor
  if (userId === row.ownerId || userId === row.claimantId || roles.includes('admin')) return true
  return roles.includes('manager') && leadsAll(context.read, userId, [row.ownerId, row.claimantId])
}

async function present(context: Context, row: CollisionRow): Promise<CollisionView> {
  const facts = await collisionFacts(context, row)
  return {
    id: row.id,
    customer: { name: facts.customerName },
    owner: facts.owner,
    claimant: facts.claimant,
    trigger: row.trigger,
    status: row.status,
    claimedName: row.claimedName,
    score: row.score,
    sentence: facts.sentence,
    explanation: row.evidence,
    protectedUntil: facts.protectedUntil,
    times: row.times,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    can: { dispute: row.status === 'open' && row.claimantId === context.actor.userId },
  }
}
