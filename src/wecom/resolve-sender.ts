import type { BotEvent } from './bot-event-types'
import type { WecomClient } from './wecom-client'

/** Ids of members written by a bot whose creator is no super administrator are long and opaque (document 101039). */
const OPAQUE_LENGTH = 30

/** Who speaks to the bot, as userid. */
export interface Senders {
  /** An opaque id is asked of WeCom once; what WeCom does not know stays as it is and is refused later like any stranger. */
  resolve(event: BotEvent): Promise<string>
  /** What is remembered of an earlier `resolve`; asks nobody. */
  known(event: BotEvent): string
}

export function resolveSender({ directory }: Pick<WecomClient, 'directory'>): Senders {
  const remembered = new Map<string, string>()
  const known = ({ senderId, userId }: BotEvent): string => remembered.get(senderId) ?? userId
  return {
    known,
    async resolve(event) {
      const { senderId } = event
      if (senderId.length < OPAQUE_LENGTH || remembered.has(senderId)) return known(event)
      const userId = (await directory.resolveOpenUserIds([senderId])).get(senderId)
      if (userId) remembered.set(senderId, userId)
      return known(event)
    },
  }
}
