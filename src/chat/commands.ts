import { In } from 'typeorm'
import { boundCard, checkCard, helpCard, myCustomersCard, registeredCard, toldPrivately } from '../cards/chat-cards'
import { collisionForClaimant } from '../cards/collision-cards'
import { disputeCard, disputeForParty } from '../cards/dispute-cards'
import { CollisionEntity } from '../collision/collision.entity'
import { collisionFacts } from '../collision/collision-facts'
import type { Tx } from '../context'
import { checkCustomer } from '../customer/check-customer'
import type { Notice } from '../delivery/messages'
import { disputeFacts } from '../dispute/dispute-facts'
import { findDispute } from '../dispute/dispute-view'
import { openDispute } from '../dispute/open-dispute'
import { ruleDispute } from '../dispute/rule-dispute'
import { conflict, invalid } from '../errors'
import { bindGroup } from '../group/bind-group'
import { DepartmentTree } from '../member/department-tree'
import { personOf } from '../member/members'
import { listCustomers } from '../portfolio/list-customers'
import { submitRegistration } from '../registration/submit-registration'
import { type Command, parseCommand } from './parse-command'
import { readCustomer } from './read-customer'
import { recentDispute } from './recent-dispute'

/** Where something was said. */
export type Place =
  | { kind: 'single' }
  /** `addressed`: somebody spoke to us and waits for an answer; otherwise we only overhear. */
  | { kind: 'group'; chatId: string; groupId?: string; addressed?: true }

type Run<Verb extends Command['verb']> = (
  tx: Tx,
  command: Extract<Command, { verb: Verb }>,
  place: Place,
) => Promise<Notice>

/** What a card has room for. */
const MOST_LISTED = 5

/** Words to use cases. */
const COMMANDS: { [Verb in Command['verb']]: Run<Verb> } = {
  help: async () => helpCard(),

  check: async (tx, { text }) => {
    if (!text) throw invalid('请在「查」后面写公司名或手机号，例如：查 杭州某某科技')
    return checkCard(text, await checkCustomer(tx, readCustomer(text)))
  },

  register: async (tx, { text }, place) => {
    if (!text) throw invalid('请写明客户，例如：报备 杭州某某科技有限公司 王经理 13800000000')
    const input = { ...readCustomer(text), requestKey: tx.requestId }
    const result = await submitRegistration(tx, input, { answered: place.kind === 'single' })
    if (result.kind !== 'collided')
      return registeredCard(result.registration.name, result.kind, result.customer?.protectedUntil)
    const collision = await tx.manager.findOneByOrFail(CollisionEntity, { id: result.collision!.id })
    // The group has its own warning on the way, and the rep a message.
    if (place.kind === 'group' && collision.times === 1) return toldPrivately()
    return collisionForClaimant(await collisionFacts(tx, collision))
  },

  appeal: async (tx, { text }, place) => {
    const [collision] = await tx.manager.find(CollisionEntity, {
      where: { claimantId: tx.actor.userId, status: In(['open', 'disputed']) },
      // An open one first; of a disputed one the running case is shown.
      order: { status: 'DESC', lastAt: 'DESC' },
      take: 1,
    })
    if (!collision) throw conflict('你最近没有撞单，不需要申诉')
    const dispute = await openDispute(tx, {
      collisionId: collision.id,
      statement: text || undefined,
      tappedInGroup: place.kind === 'group' ? place.groupId : undefined,
    })
    const facts = await disputeFacts(tx, dispute)
    return place.kind === 'group' ? disputeCard(facts) : disputeForParty(facts)
  },

  rule: async (tx, command, place) => {
    const dispute = command.no ? await findDispute(tx, String(command.no)) : await recentDispute(tx)
    if (!command.outcome) throw invalid('请写明结果，例如：裁决 #12 判给 张三，或 裁决 #12 驳回')
    const named =
      command.outcome === 'award'
        ? await partyNamed(tx, [dispute.ownerId, dispute.claimantId], command.text)
        : undefined
    const [ownerShare, claimantShare] = command.shares ?? []
    const ruled = await ruleDispute(tx, {
      disputeId: dispute.id,
      outcome: command.outcome,
      awardTo: named?.userId,
      shares:
        ownerShare && claimantShare
          ? { [dispute.ownerId]: ownerShare, [dispute.claimantId]: claimantShare }
          : undefined,
      reason: named ? named.rest : command.text,
      tappedInGroup: place.kind === 'group' ? place.groupId : undefined,
    })
    return disputeCard(await disputeFacts(tx, ruled))
  },

  mine: async (tx, { text }, place) => {
    const { items, nextCursor } = await listCustomers(tx, { q: text || undefined })
    const more = Boolean(nextCursor) || items.length > MOST_LISTED
    const card = myCustomersCard(items.slice(0, MOST_LISTED), more, tx.now())
    if (place.kind === 'single') return card
    // Colleagues in the group may not know whose customers these are.
    await tx.send({ type: 'notice', to: { kind: 'member', userId: tx.actor.userId }, notice: card })
    return toldPrivately()
  },

  bind: async (tx, { text }, place) => {
    if (place.kind !== 'group') throw invalid('请在要接收提醒的群里 @我 发送「绑定」')
    const group = await bindGroup(tx, { chatId: place.chatId, name: text || undefined })
    const tree = await DepartmentTree.load(tx.manager)
    const names = group.departmentIds.map(id => tree.get(id)?.name ?? String(id))
    return boundCard(group.name, names.length ? `「${names.join('、')}」` : '全公司')
  },
}

/** Runs the words of a member. `undefined` when they are no command: the caller may look for mentions. */
export async function runCommand(tx: Tx, text: string, place: Place): Promise<Notice | undefined> {
  const command = parseCommand(text)
  if (!command) return undefined
  return (COMMANDS[command.verb] as Run<Command['verb']>)(tx, command as never, place)
}

/**
 * The party the text names, and what is left as the reason. A name in front is meant, whoever the reason speaks of; of two
 * names in front the longer one (张三丰 begins with 张三).
 */
async function partyNamed(tx: Tx, partyIds: string[], text: string): Promise<{ userId: string; rest: string }> {
  const people = await Promise.all(partyIds.map(userId => personOf(tx.manager, userId)))
  const found = people.flatMap(({ userId, name }) =>
    [name, userId].flatMap(word => {
      const at = text.toLowerCase().indexOf(word.toLowerCase())
      return at < 0 ? [] : [{ userId, word, at }]
    }),
  )
  const inFront = found.filter(({ at }) => at === 0).sort((a, b) => b.word.length - a.word.length)
  const [named] = inFront.length ? inFront : found
  if (!named) throw invalid(`请写明判给谁：${people.map(({ name }) => name).join(' 或 ')}`)
  const rest = `${text.slice(0, named.at)} ${text.slice(named.at + named.word.length)}`.trim()
  const others = found.filter(({ userId }) => userId !== named.userId)
  if (inFront.length ? others.some(({ word }) => isNextName(rest, word)) : others.length)
    throw invalid('只能判给一方，请先写姓名再写理由')
  return { userId: named.userId, rest }
}

/** `张三 王五` names two; `张三 王五没有跟进` gives a reason. */
const isNextName = (rest: string, word: string) => rest.split(/[\s,，、和与]+/).find(Boolean) === word
