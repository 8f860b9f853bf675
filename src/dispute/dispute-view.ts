import { Brackets, LessThan } from 'typeorm'
import { type DisputeFacts, rulingText } from '../cards/dispute-cards'
import type { Context } from '../context'
import { notFound } from '../errors'
import type { Person } from '../member/members'
import { activeOwnership } from '../ownership/active-ownerships'
import { maskFreeText } from '../privacy/mask'
import {
  DisputeEntity,
  DisputeEvidenceEntity,
  type DisputeEvidenceRow,
  type DisputeRow,
  type DisputeStatus,
  type Outcome,
} from './dispute.entity'
import { disputeFacts, NOTE_OF_OTHERS } from './dispute-facts'
import { isParty, mayAppeal, mayRule, maySee } from './dispute-policy'
import { isRunning } from './dispute-states'

export interface DisputeView {
  id: string
  no: number
  status: DisputeStatus
  customer: { id?: string; name: string }
  openedAt: number
  openedBy: Person
  parties: { person: Person; role: 'owner' | 'claimant'; evidence: { at: number; kind: string; text: string }[] }[]
  arbiter: Person
  can: { rule: boolean; addEvidence: boolean; appeal: boolean; withdraw: boolean }
  ruling?: {
    outcome: Outcome
    outcomeText: string
    awardTo?: Person
    shares?: { person: Person; percent: number }[]
    reason?: string
    by: Person
    at: number
  }
  sentence: string
}

/** The row behind an id or a number (`12`, `#12`), if the asker may see it. */
export async function findDispute(context: Context, idOrNo: string): Promise<DisputeRow> {
  const no = /^#?(\d{1,12})$/.exec(idOrNo)?.[1]
  const row = await context.read.findOneBy(DisputeEntity, no ? { seq: Number(no) } : { id: idOrNo })
  if (!row || !(await maySee(context, row))) throw notFound('申诉')
  return row
}

export async function disputeView(context: Context, idOrNo: string): Promise<DisputeView> {
  return present(context, await findDispute(context, idOrNo))
}

/** A party reads what the other one put forward without numbers and addresses, and not the other one's notes; the arbiter reads all. */
function shownTo(userId: string, row: DisputeRow, item: DisputeEvidenceRow, text: string): string {
  if (item.partyId === userId || !isParty(row, userId)) return text
  return item.kind === 'follow-up' ? NOTE_OF_OTHERS : maskFreeText(text)
}

async function present(context: Context, row: DisputeRow): Promise<DisputeView> {
  const facts = await disputeFacts(context, row)
  const { userId } = context.actor
  const evidence = await context.read.find(DisputeEvidenceEntity, {
    where: { disputeId: row.id },
    order: { at: 'ASC', id: 'ASC' },
  })
  const of = (partyId: string) =>
    evidence
      .filter(item => item.partyId === partyId)
      .map(item => ({
        at: item.at,
        kind: item.kind,
        text: shownTo(userId, row, item, context.vault.open(item.sealed)),
      }))
  const ownership = await activeOwnership(context.read, row.customerId, row.scope)
  return {
    id: row.id,
    no: row.seq,
    status: row.status,
    customer: { id: ownership?.ownerId === userId ? row.customerId : undefined, name: facts.customerName },
    openedAt: row.openedAt,
    openedBy: facts.claimant,
    parties: [
      { person: facts.owner, role: 'owner', evidence: of(row.ownerId) },
      { person: facts.claimant, role: 'claimant', evidence: of(row.claimantId) },
    ],
    arbiter: facts.arbiter,
    can: {
      rule: await mayRule(context, row),
      addEvidence: isParty(row, userId) && isRunning(row.status),
      appeal: mayAppeal(row, userId, context.now()),
      withdraw: row.status === 'open' && row.claimantId === userId,
    },
    ruling: facts.ruling && { ...facts.ruling, outcomeText: rulingText(facts.ruling), at: row.ruledAt! },
    sentence: sentenceOf(row.status, facts),
  }
}

function sentenceOf(status: DisputeStatus, { arbiter, ruling, appealed }: DisputeFacts): string {
  if (status === 'withdrawn') return '申诉人已撤回'
  if (ruling) return `${status === 'closed' ? '复议结果' : '裁决结果'}：${rulingText(ruling)}`
  return appealed ? `等待 ${arbiter.name} 复议，原裁决：${rulingText(appealed)}` : `等待 ${arbiter.name} 裁决`
}

const PAGE = 20

export interface DisputeFilter {
  cursor?: string
  status?: 'open' | 'closed'
  role?: 'party' | 'arbiter'
}

/** Cases the asker is a party of or may decide, newest first. */
export async function listDisputes(context: Context, { cursor, status, role }: DisputeFilter) {
  const me = { me: context.actor.userId }
  const query = context.read
    .createQueryBuilder(DisputeEntity, 'd')
    .orderBy('d.seq', 'DESC')
    .take(PAGE + 1)
  query.where(
    new Brackets(where => {
      if (role !== 'arbiter') where.orWhere('d.claimantId = :me OR d.ownerId = :me', me)
      if (role !== 'party') where.orWhere('d.arbiterId = :me OR d.ruledBy = :me', me)
    }),
  )
  if (status)
    query.andWhere(status === 'open' ? "d.status IN ('open', 'appealed')" : "d.status NOT IN ('open', 'appealed')")
  if (cursor && /^\d+$/.test(cursor)) query.andWhere({ seq: LessThan(Number(cursor)) })
  const rows = await query.getMany()
  const items: DisputeView[] = []
  for (const row of rows.slice(0, PAGE)) items.push(await present(context, row))
  return { items, nextCursor: rows.length > PAGE ? String(rows[PAGE - 1]!.seq) : undefined }
}
