import type { Context } from '../context'
import type { Channel, OutboxMessage } from '../delivery/channel'
import type { Wechaty } from './wechaty'

/** Far below what a person types: fast accounts are the first to be noticed. */
const PER_MINUTE = 6
const PER_HOUR = 60

/**
 * Says warnings as text into groups that can be reached in no official way.
 *
 * @param text a message as plain text, with everything foreign disarmed
 */
export function wechatyChannel(
  wechaty: Pick<Wechaty, 'say'>,
  text: (message: OutboxMessage, context: Context) => string,
): Channel {
  return {
    name: 'wechaty',
    recognisesRepeats: false,
    can: ({ message }, to) => message.type === 'notice' && to.kind === 'group' && Boolean(to.wechatyRoomId),
    limits: to =>
      to.kind === 'group' ? [{ bucket: `wechaty:${to.groupId}`, perMinute: PER_MINUTE, perHour: PER_HOUR }] : [],
    render: (message, _to, context): string => text(message, context),
    async send(_context, _message, body, to) {
      if (to.kind !== 'group' || !to.wechatyRoomId) return { outcome: 'failed', error: '群没有绑定 wechaty' }
      return wechaty.say(to.wechatyRoomId, body as string)
    },
  }
}
