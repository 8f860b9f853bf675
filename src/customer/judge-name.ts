import type { Context } from '../context'
import { conflict } from '../errors'
import { refuseTakenName } from './aliases'
import { DistinctEntity } from './customer.entity'
import { distinctKey } from './find-duplicates'
import { requireLeader } from './lead-of-customer'
import { activeCustomer, forgetAlias, type Lesson, learnDistinct, learnSame } from './learn'

/**
 * A manager says that a name is this customer (是同一家): it becomes an alias, found from the next query on.
 * @throws forbidden, not_found, invalid_input when nothing in the name can be recognised, conflict when it is somebody else's name
 */
export function confirmSame(context: Context, lesson: Lesson): Promise<void> {
  return context.transaction(async tx => {
    await activeCustomer(tx, lesson.customerId)
    await requireLeader(tx, [lesson.customerId])
    await refuseTakenName(tx, lesson.customerId, lesson.name)
    await learnSame(tx, lesson, 'confirmed')
  })
}

/**
 * A manager says that a name is not this customer (不是同一家): it is not shown for it any more, and both may use the
 * same personal keys.
 */
export function confirmDistinct(context: Context, lesson: Lesson): Promise<void> {
  return context.transaction(async tx => {
    await activeCustomer(tx, lesson.customerId)
    await requireLeader(tx, [lesson.customerId])
    await learnDistinct(tx, lesson)
  })
}

/**
 * Takes back what was said about a name, either way, by a manager or in a ruling. Names that were entered or imported stay.
 * @throws conflict when nothing was said
 */
export function takeBack(context: Context, { customerId, name }: Lesson): Promise<void> {
  return context.transaction(async tx => {
    const customer = await activeCustomer(tx, customerId)
    await requireLeader(tx, [customerId])
    const learned = await forgetAlias(tx, customer, name, source => source === 'confirmed' || source === 'ruling')
    const apart = await tx.manager.delete(DistinctEntity, { customerId, otherKey: distinctKey(tx, name) })
    if (!learned && !apart.affected) throw conflict('还没有人确认过这个名称，没有可以撤销的')
    await tx.audit({ action: 'customer.verdict_taken_back', subject: `customer:${customerId}` })
  })
}
