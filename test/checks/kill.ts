import { seeded } from '../../sandbox/core/random'
import type { Message } from '../../sandbox/types'
import { registeredCard } from '../../src/cards/chat-cards'
import { type CollisionFacts, collisionForClaimant, collisionForOwner } from '../../src/cards/collision-cards'
import { assertInvariants } from '../support/invariants'
import { lookInside, untilIdle, untilSynchronised } from '../support/look-inside'
import { Member, openStage, type Stage } from '../support/server-process'
import { madeUp } from './customers'
import { contactEvent, deliver, type Event, each, textEvent } from './sender'

export interface KillPlan {
  events: number
  kills: number
  members: number
  seed: number
  databaseUrl?: string
}

export interface KillResult {
  faults: string[]
  attempts: number
  uncertain: number
}

/** An event with what must come of it: exactly one message, in this chat, with these words. */
interface Expected {
  event: Event
  told: { userId: string; words: string }[]
}

/**
 * Sends events while the server is killed with -9 at random moments and started again. Everything acknowledged must have had
 * its effect in the end, and nobody may have been told anything twice.
 */
export async function killRun(plan: KillPlan): Promise<KillResult> {
  const draw = seeded(plan.seed)
  const people = Array.from({ length: plan.members }, (_, k) => ({ userId: `rep${k}`, name: `员工${k}` }))
  const stage = await openStage({ databaseUrl: plan.databaseUrl, people })
  try {
    let server = await stage.server()
    const { url, port } = server
    await untilSynchronised(stage.databaseUrl)
    await addGroup(stage, url)
    const expected = await events(stage, plan, url)
    const chunk = Math.ceil(expected.length / plan.kills)
    let attempts = 0
    let chunkMs = 600
    for (let k = 0; k < plan.kills; k++) {
      const part = expected.slice(k * chunk, (k + 1) * chunk)
      const started = performance.now()
      const sending = each(part, 12, async ({ event }) => {
        const made = await deliver(url, event)
        attempts += made
      })
      await new Promise(done => setTimeout(done, draw() * chunkMs * 1.3))
      await server.kill()
      const away = performance.now()
      server = await stage.server({ port })
      const back = performance.now()
      await sending
      chunkMs = Math.max(150, performance.now() - started - (back - away))
    }
    return { attempts, ...(await settle(stage, plan, expected)) }
  } finally {
    await stage.close()
  }
}

export async function addGroup(stage: Stage, url: string): Promise<void> {
  const admin = await new Member(stage.sandbox, 'admin').login(url)
  const answer = await admin.call(url, 'POST', '/admin/groups', { name: '销售大群', webhookKey: 'sandbox-webhook-all' })
  if (answer.status >= 300) throw new Error(`the group cannot be added: ${JSON.stringify(answer.body)}`)
}

/** Of twenty: eleven reports, eight questions and one contact that belongs to a colleague's customer. `lateMs`: how long ago they were said. */
export async function events(
  stage: Stage,
  plan: Pick<KillPlan, 'events' | 'members'>,
  url: string,
  { lateMs = 0 } = {},
): Promise<Expected[]> {
  const at = Date.now() - lateMs
  const list: Expected[] = []
  for (let i = 0; i < plan.events; i++) {
    const userId = `rep${i % plan.members}`
    if (i % 20 === 7) list.push(await collidingContact(stage, url, i, plan.members))
    else if (i % 20 < 12) {
      const name = `${madeUp(i % 600).name.slice(0, 5)}${i}号贸易有限公司`
      list.push({
        event: textEvent(userId, `报备 ${name} 139${String(i).padStart(8, '0')}`, at),
        told: [{ userId, words: registeredCard(name, 'registered').title }],
      })
    } else {
      const phone = `137${String(i).padStart(8, '0')}`
      list.push({ event: textEvent(userId, `查 ${phone}`, at), told: [{ userId, words: phone }] })
    }
  }
  await untilRegistered(stage.databaseUrl)
  return list
}

/** A contact can only touch what its owner has: the owners' reports have to be through before the contacts come. */
async function untilRegistered(databaseUrl: string): Promise<void> {
  const inside = await lookInside(databaseUrl)
  try {
    await untilIdle(inside, 60_000)
  } finally {
    await inside.close()
  }
}

/** Customer of one member, registered before; its phone stands in the remark of another member's new contact. */
async function collidingContact(stage: Stage, url: string, i: number, members: number): Promise<Expected> {
  const [owner, claimant] = [`rep${i % members}`, `rep${(i + 1) % members}`]
  const customer = {
    name: `${madeUp((i + 300) % 600).name.slice(0, 5)}${i}号制造有限公司`,
    phone: `136${String(i).padStart(8, '0')}`,
  }
  await deliver(url, textEvent(owner, `报备 ${customer.name} ${customer.phone}`))
  const { follow } = await stage.sandbox.control<{ follow: { externalId: string } }>('POST', '/contacts', {
    userid: claimant,
    nickname: `联系人${i}`,
    remarkMobiles: [customer.phone],
  })
  const nobody = { userId: '', name: '', department: '' }
  const facts: CollisionFacts = {
    collisionId: '',
    customerName: customer.name,
    owner: nobody,
    claimant: nobody,
    claimedName: '',
    trigger: 'contact',
    sentence: '',
    protectedUntil: 0,
  }
  return {
    event: contactEvent(claimant, follow.externalId),
    told: [
      { userId: owner, words: collisionForOwner(facts).title },
      { userId: claimant, words: collisionForClaimant(facts).title },
    ],
  }
}

export async function settle(
  stage: Stage,
  plan: Pick<KillPlan, 'kills'>,
  expected: Expected[],
): Promise<Omit<KillResult, 'attempts'>> {
  const inside = await lookInside(stage.databaseUrl)
  try {
    await untilIdle(inside, 15 * 60_000)
    const faults: string[] = []
    const delivered = (await stage.sandbox.delivered()).filter(message =>
      ['app', 'bot', 'webhook'].includes(message.from.kind),
    )
    faults.push(...missing(expected, delivered), ...doubled(delivered))
    const left = await inside.count("SELECT COUNT(*) AS n FROM inbox WHERE status <> 'done'")
    if (left) faults.push(`${left} events were given up`)
    const dead = await inside.count("SELECT COUNT(*) AS n FROM outbox WHERE status = 'dead'")
    if (dead) faults.push(`${dead} messages were given up`)
    const uncertain = await inside.count("SELECT COUNT(*) AS n FROM outbox WHERE status = 'uncertain'")
    if (uncertain > plan.kills) faults.push(`${uncertain} messages are uncertain after ${plan.kills} kills`)
    const { totals } = await stage.sandbox.control<{ totals: Record<string, { errors: Record<string, number> }> }>(
      'GET',
      '/calls?limit=1',
    )
    const refused = totals['POST message/send']?.errors ?? {}
    if (Object.keys(refused).length) faults.push(`WeCom refused messages: ${JSON.stringify(refused)}`)
    await assertInvariants(inside)
    return { faults, uncertain }
  } finally {
    await inside.close()
  }
}

function missing(expected: Expected[], delivered: Message[]): string[] {
  const texts = new Map<string, string[]>()
  for (const message of delivered) texts.set(message.chatId, [...(texts.get(message.chatId) ?? []), message.text])
  return expected.flatMap(({ told }) =>
    told.flatMap(({ userId, words }) => {
      const said = [...texts].filter(([chatId]) => chatId.endsWith(userId)).flatMap(([, list]) => list)
      const times = said.filter(text => text.includes(words)).length
      return times === 1 ? [] : [`${userId} was told ${times} times: ${words}`]
    }),
  )
}

/** The same words twice in one chat; every expected message has words of its own. */
function doubled(delivered: Message[]): string[] {
  const seen = new Map<string, number>()
  for (const { chatId, text } of delivered) seen.set(`${chatId}: ${text}`, (seen.get(`${chatId}: ${text}`) ?? 0) + 1)
  return [...seen].filter(([, times]) => times > 1).map(([what, times]) => `${times} times in ${what.slice(0, 120)}`)
}
