import type { Server } from 'node:http'
import { resolve } from 'node:path'
import type { Config } from '../config'
import { buildApp, listen } from './app'
import type { Directory } from './contact/directory'
import { rememberInstallation } from './contact/installed-at'
import { type Context, SYSTEM } from './context'
import { contextFactory, realTime } from './create-context'
import { openDatabase } from './db/open'
import { freeOwnLeases } from './delivery/claim'
import type { Handlers } from './delivery/handle-inbox'
import { createReceiver, type Receive } from './delivery/receive'
import { createWorker, type Worker } from './delivery/worker'
import { Metrics } from './http/metrics'
import { assertSameInstallation } from './installation'
import type { Logger } from './log'
import { startMentionIndex } from './mention'
import { admitMember } from './organisation/admit-member'
import { type Schedule, startSchedule } from './schedule/start-schedule'
import { syncNow } from './schedule/sync-now'
import { SCHEMA } from './schema'
import { saidHandler } from './wechaty/handle-said'
import { loadWechaty } from './wechaty/load-wechaty'
import { createWechaty, type Wechaty } from './wechaty/wechaty'
import { type Bot, createBot } from './wecom/bot'
import { botConnectionState } from './wecom/bot-state'
import { directoryPort } from './wecom/directory-port'
import { appHandler } from './wecom/handle-app'
import { botHandler } from './wecom/handle-bot'
import { wecomIdentity } from './wecom/identity'
import { keepLease } from './wecom/lease-keeper'
import { resolveSender } from './wecom/resolve-sender'
import { type WecomClient, wecomClientFor } from './wecom/wecom-client'
import { type Answering, createAnswering } from './wiring/answering'
import type { Base } from './wiring/base'
import { callbackRoutes } from './wiring/callbacks'
import { channelsOf } from './wiring/channels'

export interface RunningServer {
  context: Context
  port: number
  /** Stops taking work, ends what is under way, gives leases back. */
  stop(): Promise<void>
}

const STOP_MS = 8_000

/** Wires one server and starts it: database, web server, worker, bot, schedule – in this order. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const database = await openDatabase(config.databaseUrl, SCHEMA)
  const makeContext = contextFactory({ config, database, log, ...realTime })
  const context = makeContext(SYSTEM, 'schedule', { patience: 'worker' })
  await assertSameInstallation(context)
  await rememberInstallation(context)
  if (database.dialect === 'sqlite') await freeOwnLeases(context)
  return run({ config, log, database, makeContext, context, holder: context.newId() })
}

async function run(base: Base): Promise<RunningServer> {
  const { config, context, holder, makeContext } = base
  const client = wecomClientFor(context, holder)
  const directory = directoryPort(client)
  const identity = wecomIdentity(client, config.wecom.corpId, userId => admitMember(context, directory, userId))
  const handlers = handlersOf(directory, client)
  const metrics = new Metrics(realTime.now(), true)
  const receive = createReceiver(makeContext(SYSTEM, 'callback'))
  const answering = createAnswering(context, receive, handlers, holder)
  const bot = botOf(base, answering, metrics)
  const wechaty = wechatyOf(base, receive)
  const channels = channelsOf(client, bot, config.bot?.groupCards ?? true, wechaty)
  const worker = createWorker({ context, holder, handlers, channels })
  const app = buildApp({
    ...base,
    now: realTime.now,
    identity,
    setup: { directory, identity, botConnection: bot ? botConnectionState : undefined },
    syncNow,
    migrations: SCHEMA.migrations.length,
    consoleDirectory: resolve('console/dist'),
    wecom: callbackRoutes(base, worker, receive, answering, metrics),
    metrics,
  })
  const server = await listen(app, config)
  worker.start()
  bot?.start()
  wechaty?.start()
  const schedule = startSchedule({ context, directory, holder })
  // Mentions are found from the first message on; the index only makes it quick.
  startMentionIndex(context).catch((error: unknown) => context.log.error({ err: error }, 'mention index not loaded'))
  const { port } = server.address() as { port: number }
  return { context, port, stop: () => stop(base, server, [schedule, bot, wechaty, worker]) }
}

function handlersOf(directory: Directory, client: WecomClient): Handlers {
  return { app: appHandler(directory), bot: botHandler(resolveSender(client), directory), wechaty: saidHandler() }
}

function botOf({ config, context, holder }: Base, answering: Answering, metrics: Metrics): Bot | undefined {
  if (config.bot?.mode !== 'websocket') return undefined
  const onGap = (ms: number) => metrics.botGaps.inc(ms / 1000)
  return createBot({ ...answering, context, bot: config.bot, holder, onGap })
}

function wechatyOf({ config, context, holder }: Base, receive: Receive): Wechaty | undefined {
  const { wechaty } = config
  if (!wechaty) return undefined
  const lease = (on: { taken(): void; lost(): void }) => keepLease(context, 'wechaty', holder, on)
  return createWechaty({ context, receive, build: () => loadWechaty(wechaty), lease })
}

/** The entrance closes first, then everything that works ends what it has under way. */
async function stop(
  base: Base,
  server: Server,
  parts: (Schedule | Bot | Wechaty | Worker | undefined)[],
): Promise<void> {
  const closed = new Promise(done => server.close(done))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), STOP_MS).unref()
  await Promise.all(parts.map(part => part?.stop()))
  await closed
  await base.database.close()
}
