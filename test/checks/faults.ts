import { type Sandbox, startSandbox } from '../../sandbox/app'
import type { FaultInput } from '../../sandbox/core/faults'
import { credentials } from '../../sandbox/credentials'
import type { Message } from '../../sandbox/types'
import type { OutgoingMessage } from '../../src/delivery/messages'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { createWorker } from '../../src/delivery/worker'
import { GroupEntity } from '../../src/group/group.entity'
import { appChannel } from '../../src/wecom/channel-app'
import { webhookChannel } from '../../src/wecom/channel-webhook'
import { wecomClientFor } from '../../src/wecom/wecom-client'
import { handlersOf, recordingHandler } from '../delivery/rig'
import { createWorld, type Engine, MONDAY_TEN, type TestWorld } from '../support/world'

const MINUTE = 60_000
/** What the clock set by hand does not shorten: waiting for an answer, and between two tries of one call. */
const PACE = {
  timeoutMs: 1_000,
  sleep: (ms: number) => new Promise<void>(done => setTimeout(done, ms / 20)),
}

/**
 * Two servers' channels against the sandbox, in one process and on one clock set by hand: an hour of back-off takes no time,
 * and the sandbox counts its limits on the same clock.
 */
export interface FaultStage {
  world: TestWorld
  sandbox: Sandbox
  clients: ReturnType<typeof wecomClientFor>[]
  say(...messages: OutgoingMessage[]): Promise<void>
  fault(input: FaultInput): Promise<unknown>
  /** Lets time pass until nothing waits. */
  run(): Promise<void>
  close(): Promise<void>
}

export async function openFaultStage(engine: Engine): Promise<FaultStage> {
  let now = () => MONDAY_TEN
  const sandbox = await startSandbox({ port: 0, now: () => now(), demo: 'small' })
  const world = await createWorld(engine, {
    WECOM_CORP_ID: credentials.corpId,
    WECOM_AGENT_ID: String(credentials.agentId),
    WECOM_SECRET: credentials.secret,
    WECOM_API_BASE: sandbox.url,
    BAOBEI_SANDBOX_URL: sandbox.url,
  })
  now = () => world.clock.now
  const clients = ['s1', 's2'].map(holder => wecomClientFor(world.system, holder, PACE))
  const workers = clients.map((client, i) =>
    createWorker({
      context: world.system,
      holder: `s${i + 1}`,
      handlers: handlersOf(recordingHandler()),
      channels: [appChannel(client), webhookChannel(client)],
    }),
  )
  await bindGroups(world)
  return {
    world,
    sandbox,
    clients,
    say: (...messages) =>
      world.system.transaction(async tx => {
        for (const message of messages) await tx.send(message)
      }),
    fault: input => sandbox.control('POST', '/faults', input),
    async run() {
      for (;;) {
        await Promise.all(workers.map(worker => worker.drain()))
        const [left] = await world.database.read.query(
          "SELECT COUNT(*) AS n, MIN(CASE WHEN run_at > ? THEN run_at END) AS next FROM outbox WHERE status = 'waiting'",
          [world.clock.now],
        )
        if (Number(left.n) === 0) return
        // Without a next one the first in line has just left and the others may go at once.
        world.clock.now = left.next === null ? world.clock.now + 1 : Number(left.next)
      }
    },
    async close() {
      await sandbox.close()
      await world.close()
    },
  }
}

export const GROUPS = ['webhook-all', 'webhook-east', 'webhook-north']
export const MEMBERS = ['zhangwei', 'lina', 'zhaomin', 'sunhao', 'wuting', 'qianfeng']

const bindGroups = (world: TestWorld) =>
  world.system.transaction(async tx => {
    for (const key of GROUPS)
      await tx.manager.insert(GroupEntity, {
        id: key,
        name: key,
        departmentIds: [],
        chatId: null,
        sealedWebhookKey: tx.vault.seal(`sandbox-${key}`),
        wechatyRoomId: null,
        boundBy: 'admin',
        boundAt: tx.now(),
        endedAt: null,
      })
  })

/** Message number `i`: two of three to a member, one of three into a group. Its words are its own. */
export function numbered(i: number): OutgoingMessage {
  const notice = { kind: 'note', tone: 'info' as const, title: `消息 ${i} 号`, lines: [] }
  if (i % 3) return { type: 'notice', to: { kind: 'member', userId: MEMBERS[i % MEMBERS.length]! }, notice }
  return { type: 'notice', to: { kind: 'group', groupId: GROUPS[(i / 3) % GROUPS.length]! }, notice }
}

export interface Outcome {
  /** Delivered never, though not marked uncertain. */
  lost: string[]
  doubled: string[]
  uncertain: number
  /** Messages to members that are not exactly there. */
  member: string[]
  /** Refused or dropped because of a limit that we should have kept. */
  overLimit: number
  /** Pairs that reached their place in the wrong order. */
  disorder: string[]
  mostPerMinute: number
}

export async function outcomeOf({ world, sandbox }: FaultStage): Promise<Outcome> {
  const rows = await world.database.read.find(OutboxEntity, { order: { id: 'ASC' } })
  const messages = sandbox.tenant.world.messages
    .since(0)
    .filter(message => ['app', 'webhook'].includes(message.from.kind))
  const numberOf = (text: string) => /消息 (\d+) 号/.exec(text)?.[1]
  const times = new Map<string, number>()
  for (const message of messages) {
    const number = numberOf(message.text)
    if (number) times.set(number, (times.get(number) ?? 0) + 1)
  }
  const titled = rows.map(row => ({ row, number: numberOf(row.message.notice.title)! }))
  const calls = sandbox.tenant.world.calls.since(0, '', 100_000)
  const byChat = new Map<string, Message[]>()
  for (const message of messages) byChat.set(message.chatId, [...(byChat.get(message.chatId) ?? []), message])
  return {
    lost: titled
      .filter(({ row, number }) => !times.get(number) && row.status !== 'uncertain')
      .map(({ number }) => number),
    doubled: [...times].filter(([, count]) => count > 1).map(([number]) => number),
    uncertain: rows.filter(row => row.status === 'uncertain').length,
    member: titled
      .filter(
        ({ row, number }) => row.orderKey.startsWith('member:') && (times.get(number) !== 1 || row.status !== 'sent'),
      )
      .map(({ number, row }) => `${number} ${row.status}`),
    overLimit: calls.filter(call => call.errcode === 45009 && !call.fault).length,
    disorder: [...byChat.values()].flatMap(list =>
      list.flatMap((message, k) => {
        const [before, own] = [numberOf(list[k - 1]?.text ?? ''), numberOf(message.text)]
        return before && own && Number(before) > Number(own) ? [`${before} before ${own} in ${message.chatId}`] : []
      }),
    ),
    mostPerMinute: Math.max(
      ...[...byChat.values()].flatMap(list =>
        list.map(first => list.filter(other => other.at >= first.at && other.at < first.at + MINUTE).length),
      ),
    ),
  }
}
