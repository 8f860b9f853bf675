import Router from '@koa/router'
import { realTime } from '../create-context'
import type { Receive } from '../delivery/receive'
import type { Worker } from '../delivery/worker'
import type { Metrics } from '../http/metrics'
import { appCallback } from '../wecom/callback'
import { botCallback } from '../wecom/callback-bot'
import { linksOf } from '../wecom/delayed'
import type { Answering } from './answering'
import type { Base } from './base'

/** `/wecom/callback`, and `/wecom/bot` when the bot is configured for HTTP. */
export function callbackRoutes(
  base: Base,
  worker: Worker,
  receive: Receive,
  answering: Answering,
  metrics: Metrics,
): Router {
  const { config, context, log } = base
  const onRefused = (code: string) => metrics.refusedCallbacks.inc({ code })
  const router = new Router()
  const app = appCallback({
    secrets: { token: config.wecom.token, aesKey: config.wecom.aesKey, receiveId: config.wecom.corpId },
    log,
    onRefused,
    async store(message) {
      await receive(message)
      worker.poke()
    },
  })
  router.get('/wecom/callback', app.check).post('/wecom/callback', app.receive)
  if (config.bot?.mode === 'http') {
    const { token, aesKey } = config.bot
    const bot = botCallback({
      ...answering,
      secrets: { token, aesKey, receiveId: '' },
      log,
      onRefused,
      links: linksOf(context),
      newId: () => context.newId(),
      now: realTime.now,
    })
    router.get('/wecom/bot', bot.check).post('/wecom/bot', bot.receive)
  }
  return router
}
