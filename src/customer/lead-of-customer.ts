import { In, IsNull, Not } from 'typeorm'
import type { Context } from '../context'
import { forbidden, notFound } from '../errors'
import { leadsAll } from '../member/department-tree'
import { OwnershipEntity } from '../ownership/ownership.entity'

/** @throws forbidden for reps */
export function requireManager({ actor }: Context): void {
  if (actor.kind !== 'system' && !actor.roles.includes('manager') && !actor.roles.includes('admin'))
    throw forbidden('只有主管或管理员可以确认是否为同一客户')
}

/**
 * What customers are called and whether two are one is decided by who leads all their owners, or an administrator;
 * never by an owner. Customers of the pool are any manager's.
 * @param formerOwners whose leader it takes too, when an ownership of theirs is to come back
 * @throws forbidden for reps, not_found for managers of other departments
 */
export async function requireLeader(
  context: Context,
  customerIds: string[],
  formerOwners: string[] = [],
): Promise<void> {
  requireManager(context)
  const { actor } = context
  if (actor.kind === 'system' || actor.roles.includes('admin')) return
  const owned = await context.read.findBy(OwnershipEntity, { customerId: In(customerIds), activeKey: Not(IsNull()) })
  const owners = [...new Set([...owned.map(row => row.ownerId), ...formerOwners])]
  if (owners.includes(actor.userId)) throw forbidden('这是你自己的客户，请由你的上级或管理员确认')
  if (!(await leadsAll(context.read, actor.userId, owners))) throw notFound('客户')
}
