import { LessThan } from 'typeorm'
import type { Context } from '../context'
import { RegistrationEntity, type RegistrationRow, type RegistrationStatus } from './registration.entity'

export interface RegistrationView {
  id: string
  name: string
  status: RegistrationStatus
  customerId?: string
  collisionId?: string
  /** Why it was refused. */
  reason?: string
  createdAt: number
}

export function registrationView(row: RegistrationRow): RegistrationView {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    customerId: row.status === 'registered' ? (row.customerId ?? undefined) : undefined,
    collisionId: row.collisionId ?? undefined,
    reason: row.reason ?? undefined,
    createdAt: row.createdAt,
  }
}

const PAGE = 20

/** The asker's own registrations, newest first. */
export async function listRegistrations(context: Context, { cursor }: { cursor?: string }) {
  const rows = await context.read.find(RegistrationEntity, {
    where: { userId: context.actor.userId, ...(cursor ? { id: LessThan(cursor) } : {}) },
    order: { id: 'DESC' },
    take: PAGE + 1,
  })
  return {
    items: rows.slice(0, PAGE).map(registrationView),
    nextCursor: rows.length > PAGE ? rows[PAGE - 1]!.id : undefined,
  }
}
