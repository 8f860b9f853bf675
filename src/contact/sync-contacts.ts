import { In, LessThan } from 'typeorm'
import type { Context } from '../context'
import { execute, placeholders } from '../db/execute'
import { BudgetUsedUp, type StepResult, withinBudget } from '../organisation/sync-budget'
import { assessAndAct } from './act'
import { ContactLinkEntity } from './contact.entity'
import { linksOf, lockContact, saveFollower } from './contact-store'
import type { ContactPage, Directory } from './directory'
import { onContactRemoved } from './on-contact-removed'
import { type ContactRun, contactRun, isRunning, saveRun } from './sync-state'
import { withoutUnchanged } from './unchanged-contacts'

/** Members of one batch/get_by_user (document 92994). */
const BATCH = 100
/** After this many failures at one place the cursor itself is suspected, and the batch is read from its start. */
const SUSPECT_CURSOR = 3

/**
 * One page of the run under way. It is committed with the cursor behind it, so a run goes on where it stopped; reading a
 * page twice has no second effect. The first run learns silently; the later ones find what no event told.
 * @throws what the directory throws; a failed page never means that contacts are gone
 */
export async function stepContactSync(context: Context, directory: Directory): Promise<StepResult> {
  const run = await contactRun(context.read)
  if (!run || !isRunning(run)) return 'idle'
  try {
    return run.batch.length ? await readPage(context, directory, run) : await nextBatch(context, directory, run)
  } catch (error) {
    if (error instanceof BudgetUsedUp) return { waitMs: error.waitMs }
    const failures = run.failures + 1
    const restart = failures % SUSPECT_CURSOR === 0 && run.cursor !== null
    await saveRun(context, { ...run, failures, cursor: restart ? null : run.cursor })
    throw error
  }
}

async function nextBatch(context: Context, directory: Directory, run: ContactRun): Promise<StepResult> {
  const users = await withinBudget(context, () => directory.listFollowUsers())
  const batch = [...new Set(users)]
    .filter(userId => userId > run.after)
    .sort()
    .slice(0, BATCH)
  const done = batch.length === 0
  await saveRun(context, { ...run, batch, cursor: null, failures: 0, doneAt: done ? context.now() : null })
  return done ? 'done' : 'more'
}

async function readPage(context: Context, directory: Directory, run: ContactRun): Promise<StepResult> {
  const seenAt = context.now()
  const page = await withinBudget(context, () => directory.listContactsOf(run.batch, run.cursor ?? undefined))
  await applyPage(context, page, seenAt, run.kind === 'first')
  const next: ContactRun = { ...run, pages: run.pages + 1, failures: 0, cursor: page.nextCursor ?? null }
  if (page.nextCursor) {
    await saveRun(context, next)
    return 'more'
  }
  await confirmAbsent(context, directory, run, page.failedUserIds)
  await saveRun(context, { ...next, after: run.batch.at(-1)!, batch: [], cursor: null })
  return 'more'
}

/** Each contact in a transaction of its own: nobody waits long, and a conflict repeats little. */
async function applyPage(context: Context, page: ContactPage, seenAt: number, firstSync: boolean): Promise<void> {
  for (const { contact, follower } of await withoutUnchanged(context, page.items, seenAt))
    await context.transaction(async tx => {
      const row = await lockContact(tx, contact)
      const link = await saveFollower(tx, contact.externalUserId, follower, { at: seenAt })
      if (link.state === 'active')
        await assessAndAct(tx, contact, row.customerId, link, await linksOf(tx, contact.externalUserId), { firstSync })
    })
}

/**
 * Links of this batch that no page showed. Each is asked about on its own; only WeCom's word that the member does not hold
 * the contact ends it. Members whose contacts could not be listed are left out.
 */
async function confirmAbsent(
  context: Context,
  directory: Directory,
  run: ContactRun,
  failedUserIds: string[],
): Promise<void> {
  const userIds = run.batch.filter(userId => !failedUserIds.includes(userId))
  if (!userIds.length) return
  const absent = await context.read.find(ContactLinkEntity, {
    where: { userId: In(userIds), state: 'active', syncedAt: LessThan(run.startedAt) },
  })
  for (const { userId, externalUserId } of absent) {
    const seenAt = context.now()
    const detail = await withinBudget(context, () => directory.getContact(externalUserId))
    const held = detail !== 'none' && detail.followers.some(follower => follower.userId === userId)
    await context.transaction(async tx => {
      if (held) await markSeen(tx.manager, [userId], externalUserId, seenAt)
      else
        await onContactRemoved(tx, { change: 'removed-by-member', userId, externalUserId, createdAt: seenAt }, seenAt)
    })
  }
}

const markSeen = (manager: Context['read'], userIds: string[], externalUserId: string, seenAt: number) =>
  execute(
    manager,
    `UPDATE contact_link SET synced_at = ? WHERE external_user_id = ? AND user_id IN (${placeholders(userIds)})`,
    [seenAt, externalUserId, ...userIds],
  )
