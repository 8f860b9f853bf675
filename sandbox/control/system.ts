import { revokeToken } from '../api/token'
import { verifyAddress } from '../callbacks/verify'
import { check } from '../core/errors'
import type { FaultInput } from '../core/faults'
import type { Settings } from '../types'
import { act, count, erase, optionalFlag, optionalText, read, text } from './types'

/** Faults, clock, settings, logs. */
export const systemActions = [
  read('/faults', ({ world }) => ({ faults: world.faults.list() })),
  act('/faults', ({ world }, { body }) => {
    const fault = world.faults.add(body as unknown as FaultInput)
    world.changed('faults')
    return { fault }
  }),
  erase('/faults', ({ world }, { query }) => {
    const id = query.get('id')
    if (id) world.faults.remove(Number(id))
    else world.faults.clear()
    world.changed('faults')
    return { faults: world.faults.list() }
  }),
  read('/clock', ({ world }) => ({ now: world.now(), advancedMs: world.clock.advancedMs })),
  act('/clock', ({ world }, { body }) => {
    const ms = typeof body.advanceMs === 'number' ? body.advanceMs : Number(body.advanceMinutes) * 60_000
    check(Number.isFinite(ms), '缺少 advanceMs 或 advanceMinutes')
    world.clock.advance(ms)
    world.changed('clock')
    return { now: world.now(), advancedMs: world.clock.advancedMs }
  }),
  act('/settings', ({ world }, request) => {
    const change: Partial<Settings> = {}
    for (const name of [
      'trustedIp',
      'callbackConfigured',
      'retryNon200',
      'contactEvents',
      'enterAgentEvents',
      'miniProgramBound',
    ] as const) {
      const value = optionalFlag(request, name)
      if (value !== undefined) change[name] = value
    }
    const { botMode } = request.body
    check(botMode === undefined || botMode === 'ws' || botMode === 'http', 'botMode: ws 或 http')
    if (botMode) change.botMode = botMode
    return { settings: world.saveSettings(change) }
  }),
  act('/token/revoke', ({ world }, request) => {
    revokeToken(world, optionalFlag(request, 'expired') ?? false)
    return {}
  }),
  act('/bot/cut', ({ bot }) => ({ cut: bot.cut() })),
  act('/callbacks', ({ queue }, request) => ({
    delivery: queue.emitXml(optionalText(request, 'title') ?? 'raw', text(request, 'xml')),
  })),
  act('/callbacks/verify', async ({ world }) => verifyAddress(world)),
  act('/server', ({ world }, request) => {
    world.serverUrl = text(request, 'url').replace(/\/+$/, '')
    return { serverUrl: world.serverUrl }
  }),
  read('/deliveries', ({ world, queue }, request) => ({
    waiting: queue.waiting(),
    deliveries: world.deliveries
      .values()
      .slice(-count(request, 'limit', 100, 5000))
      .reverse(),
  })),
  read('/calls', ({ world, bot }, request) => ({
    calls: world.calls.since(
      Number(request.query.get('since') ?? 0),
      request.query.get('endpoint') ?? '',
      count(request, 'limit', 500, 20_000),
    ),
    totals: world.calls.totals(),
    lost: bot.lost,
  })),
  erase('/calls', ({ world }) => {
    world.calls.clear()
    return {}
  }),
  read('/state', ({ world, queue, bot }) => ({
    now: world.now(),
    members: world.members.size,
    externals: world.externals.size,
    follows: world.follows.size,
    chats: world.chats.size,
    messages: world.messages.since(0).length,
    waiting: queue.waiting(),
    dropped: world.deliveries.values().filter(delivery => delivery.status === 'dropped').length,
    bot: { connected: bot.connected, lost: bot.lost },
    settings: world.settings,
  })),
]
