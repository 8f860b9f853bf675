import type { Context } from '../context'
import { lastDue } from './due'
import type { Job } from './jobs'
import { claimSlot, endSlot } from './slots'

/**
 * Runs every job whose last due run nobody has done yet: on time by the clock, or later after everybody was down.
 * Of several missed runs the last one is made up for. One job's failure does not hold the others.
 */
export async function runDue(context: Context, jobs: Job[], holder: string): Promise<void> {
  for (const job of jobs) {
    const dueAt = lastDue(job.rhythm, context.now())
    if (!(await claimSlot(context, job.name, dueAt, holder))) continue
    try {
      await job.run(context)
      await endSlot(context, job.name, dueAt)
    } catch (error) {
      context.log.error({ err: error, job: job.name, dueAt }, 'scheduled job failed, will be tried again')
      await endSlot(context, job.name, dueAt, error)
    }
  }
}
