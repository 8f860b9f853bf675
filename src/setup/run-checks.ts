import type { Context } from '../context'
import { readSetting, writeSetting } from '../db/settings'
import type { Check, Finding, SetupPorts } from './check'
import { unknown } from './check'
import { EXAMINATIONS } from './examinations'

const LAST_RUN = 'setup.checks'
const PATIENCE_MS = 20_000

export interface CheckRun {
  /** Epoch ms; absent when the checks have never been run. */
  ranAt?: number
  checks: Check[]
}

/** Runs every check, one after the other so that WeCom is not pressed, and keeps the result for the next visitor. */
export async function runChecks(context: Context, ports: SetupPorts): Promise<CheckRun> {
  const checks: Check[] = []
  for (const { id, title, examine } of EXAMINATIONS)
    checks.push({ id, title, ...(await patiently(context, id, examine(context, ports))) })
  const run = { ranAt: context.now(), checks }
  await context.transaction(tx => writeSetting(tx, LAST_RUN, run))
  return run
}

/** The last run; before the first, every check is open. */
export async function lastChecks(context: Context): Promise<CheckRun> {
  const last = await readSetting<CheckRun>(context.read, LAST_RUN)
  return (
    last ?? { checks: EXAMINATIONS.map(({ id, title }) => ({ id, title, ...unknown('还没有检查过', '点“重新检查”') })) }
  )
}

/** A check that breaks or hangs is itself a finding; the others still run. */
async function patiently(context: Context, id: string, examination: Promise<Finding>): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding>(resolve => {
    timer = setTimeout(
      () => resolve(unknown('检查没有在 20 秒内完成', '稍后重新检查；一直如此请查看服务器日志')),
      PATIENCE_MS,
    )
  })
  try {
    return await Promise.race([examination, late])
  } catch (error) {
    context.log.error({ err: error, check: id }, 'set-up check failed')
    return unknown('检查时出错了', '查看服务器日志里的 “set-up check failed”')
  } finally {
    clearTimeout(timer)
  }
}
