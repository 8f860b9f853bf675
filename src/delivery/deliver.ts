import type { Context } from '../context'
import type { Channel, OutboxMessage, Rendered, ResolvedDestination, SendResult } from './channel'
import { finish, postpone } from './claim'
import { takePlaces } from './limits'
import { mergeWaiting } from './merge-waiting'
import { OutboxEntity, type OutboxRow } from './outbox.entity'
import { resolveDestination } from './resolve-destination'

/**
 * Begins the last error of a message of which nobody knows whether an earlier try arrived: written before a send and
 * taken away only by an answer that tells its end. Found at the next try, it binds the message to the channel it may have left by.
 */
const SENDING = 'sending'
const endUnknown = (row: OutboxRow) => row.lastError?.startsWith(SENDING) ?? false
const marked = (error: string, unknown: boolean) => (unknown ? `${SENDING}: ${error}` : error)
/** WeCom recognises the same request for 14,400 s at most (document 90236). */
const RECOGNISED_MS = 3.5 * 3_600_000

/** Sends one claimed message through the best channel that can take it now. */
export async function deliver(context: Context, channels: Channel[], id: string): Promise<void> {
  const row = await context.read.findOneBy(OutboxEntity, { id })
  if (row?.status !== 'waiting') return
  const known = { unknown: endUnknown(row) }
  try {
    await attempt(context, channels, row, known)
  } catch (error) {
    context.log.error({ err: error, outbox: id }, 'sending failed in our own code, will be tried again')
    await postpone(
      context,
      'outbox',
      row,
      marked(error instanceof Error ? error.message : String(error), known.unknown),
    )
  }
}

async function attempt(
  context: Context,
  channels: Channel[],
  row: OutboxRow,
  known: { unknown: boolean },
): Promise<void> {
  const to =
    row.message.type === 'notice'
      ? await resolveDestination(context, row.message.to)
      : { kind: 'member' as const, userId: '' }
  if (!to) return end(context, row, 'dead', '群已解除绑定')
  const message: OutboxMessage = {
    id: row.id,
    message: row.message,
    attempt: row.attempts,
    createdAt: row.createdAt,
    rendered: row.rendered ?? undefined,
  }
  let able = channels.filter(channel => channel.can(message, to))
  const wasUnknown = known.unknown
  if (wasUnknown) {
    able = able.filter(channel => channel.name === row.rendered?.channel && mayRepeat(channel, row, context.now()))
    if (!able.length) return end(context, row, 'uncertain', '服务在发送途中停止，不确定是否送达')
  }
  if (!able.length) return end(context, row, 'dead', '没有可用的发送通道：请在设置里配置机器人或群 webhook')

  const { channel, waitMs } = await firstWithRoom(context, able, to)
  if (!channel) {
    await mergeWaiting(context, row)
    const error = marked('达到频率上限，稍后发送', wasUnknown)
    return postpone(context, 'outbox', row, error, { afterMs: waitMs, countAttempt: false })
  }
  const rendered = await remember(context, channel, row, message, to)
  known.unknown = true
  const result = await channel.send(context, message, rendered.body, to)
  await conclude(context, channel, row, result, wasUnknown)
}

const mayRepeat = (channel: Channel, row: OutboxRow, now: number) =>
  channel.recognisesRepeats && now - row.createdAt < RECOGNISED_MS

/** The first channel whose limits have room; else how long to wait for the first one. */
async function firstWithRoom(
  context: Context,
  channels: Channel[],
  to: ResolvedDestination,
): Promise<{ channel?: Channel; waitMs: number }> {
  let waitMs = Number.POSITIVE_INFINITY
  for (const channel of channels) {
    const wait = await takePlaces(context, channel.limits(to))
    if (wait === 0) return { channel, waitMs: 0 }
    waitMs = Math.min(waitMs, wait)
  }
  return { waitMs }
}

/** Renders once per channel and stores the body before the first try, so that a repeat is byte for byte the same. */
async function remember(
  context: Context,
  channel: Channel,
  row: OutboxRow,
  message: OutboxMessage,
  to: ResolvedDestination,
): Promise<Rendered> {
  const known = row.rendered?.channel === channel.name ? row.rendered : undefined
  const rendered = known ?? { channel: channel.name, body: channel.render(message, to, context) }
  await context.transaction(tx =>
    tx.manager.update(
      OutboxEntity,
      { id: row.id },
      { rendered: rendered as object, channel: channel.name, lastError: SENDING },
    ),
  )
  return rendered
}

async function conclude(
  context: Context,
  channel: Channel,
  row: OutboxRow,
  result: SendResult,
  wasUnknown: boolean,
): Promise<void> {
  switch (result.outcome) {
    case 'sent':
      return end(context, row, 'sent', null)
    case 'retry':
      return postpone(context, 'outbox', row, marked(result.error, wasUnknown), { afterMs: result.afterMs })
    case 'uncertain':
      if (mayRepeat(channel, row, context.now())) return postpone(context, 'outbox', row, marked(result.error, true))
      return end(context, row, 'uncertain', result.error)
    case 'failed':
      context.log.warn(
        { outbox: row.id, channel: channel.name, error: result.error, tellAdmin: result.tellAdmin },
        'message given up',
      )
      return end(context, row, 'dead', result.error)
  }
}

async function end(
  context: Context,
  row: OutboxRow,
  status: 'sent' | 'dead' | 'uncertain',
  error: string | null,
): Promise<void> {
  await context.transaction(async tx => {
    await tx.manager.update(OutboxEntity, { id: row.id }, { lastError: error?.slice(0, 500) ?? null })
    await finish(tx, 'outbox', row.id, status)
  })
}
