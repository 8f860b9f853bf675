import type { BotEvent } from './bot-event-types'
import type { WecomClient } from './wecom-client'

/** Ids of members written by a bot whose creator is no super administrator are long and opaque (document 101039). */
const OPAQUE_LENGTH = 30

/**
 * Who sent a message to the bot, as userid. An opaque id is asked of WeCom once and remembered; what WeCom does not know stays
 * as it is and is refused later like any stranger.
 */
export function resolveSender({ directory }: Pick<WecomClient, 'directory'>): (event: BotEvent) => Promise<string> {
  const known = new Map<string, string>()
  return async event => {
    if (event.senderId.length < OPAQUE_LENGTH) return event.userId
    const remembered = known.get(event.senderId)
    if (remembered) return remembered
    const userId = (await directory.resolveOpenUserIds([event.senderId])).get(event.senderId)
    if (userId) known.set(event.senderId, userId)
    return userId ?? event.userId
  }
}
