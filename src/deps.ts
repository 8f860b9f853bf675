import type { Server } from 'node:http'
import { resolve } from 'node:path'
import Router from '@koa/router'
import type { Config } from '../config'
import { buildApp, listen } from './app'
import type { Directory } from './contact/directory'
import { type Context, SYSTEM } from './context'
import { contextFactory, type MakeContext, realTime } from './create-context'
import { openDatabase } from './db/open'
import type { Database } from './db/unit-of-work'
import { answerNow } from './delivery/answer-now'
import type { Channel } from './delivery/channel'
import { freeOwnLeases } from './delivery/claim'
import { type Handlers, sayLater } from './delivery/handle-inbox'
import { InboxEntity } from './delivery/inbox.entity'
import { takePlaces } from './delivery/limits'
import { createReceiver, type Receive } from './delivery/receive'
import { createWorker, type Worker } from './delivery/worker'
import { assertSameInstallation } from './installation'
import type { Logger } from './log'
import { admitMember } from './organisation/admit-member'
import { type Schedule, startSchedule } from './schedule/start-schedule'
import { syncNow } from './schedule/sync-now'
import { SCHEMA } from './schema'
import { type Bot, createBot } from './wecom/bot'
import { botConnectionState } from './wecom/bot-state'
import { appCallback } from './wecom/callback'
import { type AnswerNow, botCallback } from './wecom/callback-bot'
import { appChannel } from './wecom/channel-app'
import { appUpdateChannel } from './wecom/channel-app-update'
import { botChannel, botLimitOf } from './wecom/channel-bot'
import { webhookChannel } from './wecom/channel-webhook'
import { linksOf } from './wecom/delayed'
import { directoryPort } from './wecom/directory-port'
import { appHandler } from './wecom/handle-app'
import { botHandler } from './wecom/handle-bot'
import { wecomIdentity } from './wecom/identity'
import { resolveSender } from './wecom/resolve-sender'
import { type WecomClient, wecomClientFor } from './wecom/wecom-client'

export interface RunningServer {
  context: Context
  port: number
  /** Stops taking work, ends what is under way, gives leases back. */
  stop(): Promise<void>
}

const STOP_MS = 8_000

/** Wires one server and starts it: database, worker, bot, schedule, web server – in this order. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const database = await openDatabase(config.databaseUrl, SCHEMA)
  const makeContext = contextFactory({ config, database, log, ...realTime })
  const context = makeContext(SYSTEM, 'schedule', { patience: 'worker' })
  await assertSameInstallation(context)
  if (database.dialect === 'sqlite') await freeOwnLeases(context)
  return run({ config, log, database, makeContext, context, holder: context.newId() })
}

interface Base {
  config: Config
  log: Logger
  database: Database
  makeContext: MakeContext
  context: Context
  /** Names this server among all. */
  holder: string
}

async function run(base: Base): Promise<RunningServer> {
  const { config, context, holder, makeContext } = base
  const client = wecomClientFor(context, holder)
  const directory = directoryPort(client)
  const identity = wecomIdentity(client, config.wecom.corpId, userId => admitMember(context, directory, userId))
  const handlers = handlersOf(directory, client)
  const receive = createReceiver(makeContext(SYSTEM, 'callback'))
  const answering = { context, receive, handlers, holder }
  const answer: AnswerNow = (message, deadlineMs) => answerNow(answering, message, deadlineMs)
  const bot = config.bot?.mode === 'websocket' ? botOf(base, config.bot, handlers, answer) : undefined
  const worker = createWorker({ context, holder, handlers, channels: channelsOf(base, client, bot) })
  const app = buildApp({
    ...base,
    now: realTime.now,
    identity,
    setup: {
      directory,
      identity,
      botConnection: bot ? botConnectionState : undefined,
    },
    syncNow,
    migrations: SCHEMA.migrations.length,
    consoleDirectory: resolve('console/dist'),
    wecom: callbackRoutes(base, worker, receive, answer),
    processMetrics: true,
  })
  const server = await listen(app, config)
  worker.start()
  bot?.start()
  const schedule = await startSchedule({ context, directory, holder })
  return {
    context,
    port: (server.address() as { port: number }).port,
    stop: () => stop({ base, server, bot, worker, schedule }),
  }
}

function handlersOf(directory: Directory, client: WecomClient): Handlers {
  const bot = botHandler(resolveSender(client))
  return { app: appHandler(directory), bot, wechaty: bot }
}

function botOf(
  { context, holder }: Base,
  bot: Extract<Config['bot'], { mode: 'websocket' }>,
  handlers: Handlers,
  answer: AnswerNow,
): Bot {
  return createBot({
    context,
    bot,
    holder,
    answer,
    async answerLater({ source, dedupeKey }, notice) {
      const row = await context.read.findOneBy(InboxEntity, { source, dedupeKey })
      if (row) await sayLater(context, handlers, row, notice)
    },
    mayAnswer: async event => (await takePlaces(context, [botLimitOf(event)])) === 0,
  })
}

/** Best first: the router takes the first that can. */
function channelsOf({ config, context }: Base, client: WecomClient, bot: Bot | undefined): Channel[] {
  return [
    appChannel(client),
    appUpdateChannel(client),
    ...(bot ? [botChannel(bot, config.bot?.groupCards ?? true, () => bot.downMs())] : []),
    webhookChannel(client),
  ]
}

function callbackRoutes({ config, context, log }: Base, worker: Worker, receive: Receive, answer: AnswerNow): Router {
  const router = new Router()
  const app = appCallback({
    secrets: { token: config.wecom.token, aesKey: config.wecom.aesKey, receiveId: config.wecom.corpId },
    log,
    async store(message) {
      await receive(message)
      worker.poke()
    },
  })
  router.get('/wecom/callback', app.check).post('/wecom/callback', app.receive)
  if (config.bot?.mode === 'http') {
    const { token, aesKey } = config.bot
    const bot = botCallback({
      secrets: { token, aesKey, receiveId: '' },
      log,
      answer,
      links: linksOf(context),
      newId: () => context.newId(),
      now: realTime.now,
    })
    router.get('/wecom/bot', bot.check).post('/wecom/bot', bot.receive)
  }
  return router
}

interface Parts {
  base: Base
  server: Server
  bot?: Bot
  worker: Worker
  schedule: Schedule
}

async function stop({ base, server, bot, worker, schedule }: Parts): Promise<void> {
  const closed = new Promise(done => server.close(done))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), STOP_MS).unref()
  await Promise.all([schedule.stop(), bot?.stop(), worker.stop()])
  await closed
  await base.database.close()
}
