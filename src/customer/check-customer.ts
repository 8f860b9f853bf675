import { RULES } from '../../config/rules'
import type { Context } from '../context'
import { take } from '../delivery/limits'
import { RateEntity } from '../delivery/rate.entity'
import { AppError, invalid } from '../errors'
import { prepare } from '../matching'
import { personsOf } from '../member/members'
import { isMine } from '../ownership/is-mine'
import { startOfShanghaiDay } from '../ownership/ownership-rules'
import { type CustomerInput, fieldsOf } from './customer-input'
import { findDuplicates, type Match } from './find-duplicates'
import { type Action, decide } from './match-rules'
import { type MatchView, presentMatch } from './present-match'
import { rulesInForce } from './rules-in-force'

export interface CheckResult {
  verdict: 'free' | 'yours' | 'similar' | 'collided'
  action: Action
  sentence: string
  matches: MatchView[]
  /** Look-ups left today. */
  remaining: number
}

const MOST_SHOWN = 5
const MINUTE = 60_000

/**
 * Answers "is this somebody's customer?" before anything is written. Counted, limited and audited per member.
 * @throws invalid_input when nothing was entered, too_many when the quota is used up
 */
export async function checkCustomer(context: Context, input: CustomerInput): Promise<CheckResult> {
  const prepared = prepare(fieldsOf(input))
  if (!prepared.names.length && !prepared.hardKeys.length) throw invalid('请至少填写公司名称、手机号、微信号中的一项')
  const remaining = await countLookup(context)
  const matches = await findDuplicates(context, prepared, RULES.scope)
  const result = await assess(context, matches)
  if (result.verdict === 'collided') await auditRevealed(context, matches[0]!.customerId)
  return { ...result, remaining }
}

/** Whose customer it is was told to somebody else: that must be traceable. */
async function auditRevealed(context: Context, customerId: string): Promise<void> {
  await context.transaction(tx => tx.audit({ action: 'lookup.revealed', subject: `customer:${customerId}` }))
}

/** The verdict on matches for the asker, masked; also used for the answer to a registration. */
export async function assess(context: Context, matches: Match[]): Promise<Omit<CheckResult, 'remaining'>> {
  const decision = decide(matches, await rulesInForce(context))
  const shown = matches.slice(0, MOST_SHOWN)
  const owners = await personsOf(
    context.read,
    shown.flatMap(match => (match.ownership ? [match.ownership.ownerId] : [])),
  )
  const views: MatchView[] = []
  for (const match of shown) {
    const mine = Boolean(match.ownership) && (await isMine(context.read, match.ownership!, context.actor.userId))
    views.push(presentMatch(match, context.actor, match.ownership && owners.get(match.ownership.ownerId), mine))
  }
  const index = decision.match ? shown.indexOf(decision.match) : -1
  const deciding = views[index]
  const verdict = verdictOf(decision.action, deciding)
  return {
    verdict,
    action: verdict === 'yours' ? 'allow' : decision.action,
    sentence: sentenceOf(verdict, deciding),
    matches: views,
  }
}

function verdictOf(action: Action, match: MatchView | undefined): CheckResult['verdict'] {
  if (!match || action === 'allow') return 'free'
  const settled = match.relation === 'same' && action === 'block' && match.state !== 'pool'
  if (!settled) return 'similar'
  return match.owner?.isMe ? 'yours' : 'collided'
}

function sentenceOf(verdict: CheckResult['verdict'], match: MatchView | undefined): string {
  switch (verdict) {
    case 'free':
      return '没有撞单，可以报备'
    case 'yours':
      return `这是你的客户「${match!.name}」`
    case 'collided':
      return `撞单：${ownerText(match!)}已报备「${match!.name}」。${match!.sentence}`
    case 'similar':
      return match!.state === 'pool'
        ? `公海里有相似客户「${match!.name}」，报备后归你。${match!.sentence}`
        : `有相似客户「${match!.name}」，请先核对。${match!.sentence}`
  }
}

const ownerText = (match: MatchView) => [match.owner?.department, match.owner?.name].filter(Boolean).join(' ') || '同事'

/** Takes one look-up of today's quota and one of this minute's. */
export async function countLookup(context: Context): Promise<number> {
  const now = context.now()
  const user = context.actor.userId
  const day = startOfShanghaiDay(now)
  const allowed = await context.transaction(async tx => {
    if (!(await take(tx, `lookup:${user}/m`, now - (now % MINUTE), RULES.lookupsPerMinute))) return false
    return take(tx, `lookup:${user}/d`, day, RULES.lookupsPerDay)
  })
  if (!allowed) {
    await context.transaction(tx => tx.audit({ action: 'lookup.refused', subject: `member:${user}` }))
    throw new AppError('too_many', '查询太频繁了，请稍后再试；如需批量核对，请联系管理员导入', { retryAfterMs: MINUTE })
  }
  const used = await context.read.findOneBy(RateEntity, { bucket: `lookup:${user}/d`, windowStart: day })
  return Math.max(0, RULES.lookupsPerDay - (used?.used ?? 0))
}
