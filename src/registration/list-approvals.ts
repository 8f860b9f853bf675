import { LessThan } from 'typeorm'
import type { Context } from '../context'
import { type Person, personsOf } from '../member/members'
import { RegistrationEntity } from './registration.entity'

export interface ApprovalView {
  id: string
  name: string
  rep: Person
  /** Epoch ms. */
  createdAt: number
}

const PAGE = 20

/** Registrations that wait for the asker's word, newest first; for administrators all that wait. */
export async function listApprovals(context: Context, { cursor }: { cursor?: string }) {
  const { actor, read } = context
  const rows = await read.find(RegistrationEntity, {
    where: {
      status: 'pending',
      ...(actor.roles.includes('admin') ? {} : { approverId: actor.userId }),
      ...(cursor ? { id: LessThan(cursor) } : {}),
    },
    order: { id: 'DESC' },
    take: PAGE + 1,
  })
  const shown = rows.slice(0, PAGE)
  const people = await personsOf(
    read,
    shown.map(row => row.userId),
  )
  const items = shown.map(
    (row): ApprovalView => ({
      id: row.id,
      name: row.name,
      rep: people.get(row.userId)!,
      createdAt: row.createdAt,
    }),
  )
  return { items, nextCursor: rows.length > PAGE ? shown.at(-1)!.id : undefined }
}
