import type { EntityManager } from 'typeorm'

/** Userids of everybody who may own a customer. */
export async function activeMemberIds(read: EntityManager): Promise<Set<string>> {
  const rows: { userId: string }[] = await read.query("SELECT user_id AS userId FROM member WHERE status = 'active'")
  return new Set(rows.map(row => row.userId))
}
