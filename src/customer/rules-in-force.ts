import { type EntityManager, LessThan } from 'typeorm'
import type { Context } from '../context'
import { isDuplicate } from '../db/failures'
import { conflict, forbidden, notFound } from '../errors'
import { checkRules } from './check-rules'
import { type RuleSet, type Rules, rulesFor } from './match-rules'
import { READY_MADE } from './ready-made-rules'
import { RuleVersionEntity } from './rule-version.entity'

export interface RulesView extends Rules {
  /** 0: the ready-made sets, never changed. */
  version: number
  setBy?: string
  setAt?: number
}

/** The rule set for the entrance the request came through. */
export async function rulesInForce(context: Context): Promise<RuleSet> {
  return rulesFor(await latest(context.read), context.entrance)
}

/** All sets, and which holds at which entrance. */
export function getRules(context: Context): Promise<RulesView> {
  return latest(context.read)
}

const VERSIONS_PER_PAGE = 20

/** What was in force before, newest first: who set it when. */
export async function listRuleVersions(
  context: Context,
  { before }: { before?: number } = {},
): Promise<{ items: RulesView[]; nextCursor?: string }> {
  const rows = await context.read.find(RuleVersionEntity, {
    where: before === undefined ? {} : { version: LessThan(before) },
    order: { version: 'DESC' },
    take: VERSIONS_PER_PAGE + 1,
  })
  const items = rows.slice(0, VERSIONS_PER_PAGE).map(viewOf)
  return { items, nextCursor: rows.length > VERSIONS_PER_PAGE ? String(items.at(-1)!.version) : undefined }
}

/** @throws not_found */
export async function getRuleVersion(context: Context, version: number): Promise<RulesView> {
  if (version === 0) return { ...READY_MADE, version: 0 }
  const row = await context.read.findOneBy(RuleVersionEntity, { version })
  if (!row) throw notFound('规则版本')
  return viewOf(row)
}

/**
 * Sets new rules as the next version.
 * @param basedOn the version the administrator was looking at; somebody else's change since then is not overwritten
 * @throws forbidden, invalid_input with what is wrong, conflict
 */
export async function setRules(context: Context, input: unknown, basedOn: number): Promise<RulesView> {
  if (!context.actor.roles.includes('admin')) throw forbidden('只有管理员可以修改查重规则')
  const rules = checkRules(input)
  try {
    return await context.transaction(async tx => {
      const before = await latest(tx.manager)
      if (before.version !== basedOn) throw conflict('规则刚刚被别人改过，请刷新后再改', { version: before.version })
      const row = { version: basedOn + 1, rules, createdBy: tx.actor.userId, createdAt: tx.now() }
      await tx.manager.insert(RuleVersionEntity, row)
      await tx.audit({ action: 'rules.set', subject: `rule_version:${row.version}`, data: { inForce: rules.inForce } })
      return viewOf(row)
    })
  } catch (error) {
    if (isDuplicate(error)) throw conflict('规则刚刚被别人改过，请刷新后再改')
    throw error
  }
}

async function latest(manager: EntityManager): Promise<RulesView> {
  const [row] = await manager.find(RuleVersionEntity, { order: { version: 'DESC' }, take: 1 })
  return row ? viewOf(row) : { ...READY_MADE, version: 0 }
}

const viewOf = (row: { version: number; rules: Rules; createdBy: string; createdAt: number }): RulesView => ({
  ...row.rules,
  version: row.version,
  setBy: row.createdBy,
  setAt: row.createdAt,
})
