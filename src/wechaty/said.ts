import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Received } from '../delivery/receive'
import type { WechatyMessage } from './wechaty-types'

const TEXT = 7
const MAX_CHARS = 4_000

/** Something said in a group the driven account is in. */
const Said = z.object({
  messageId: z.string(),
  roomId: z.string(),
  talkerId: z.string(),
  talkerName: z.string(),
  text: z.string(),
  at: z.number(),
})
export type Said = z.infer<typeof Said>

/** Text in a group by somebody else; undefined for everything that is none of our business. */
export async function readSaid(message: WechatyMessage): Promise<Said | undefined> {
  const room = message.room()
  if (!room || message.self() || message.type() !== TEXT) return undefined
  const talker = message.talker()
  const text = (await message.mentionText()).slice(0, MAX_CHARS)
  return {
    messageId: message.id,
    roomId: room.id,
    talkerId: talker.id,
    talkerName: talker.name(),
    text,
    at: message.date().getTime(),
  }
}

/** For the inbox. Puppets repeat messages after a reconnection, with the same id. */
export function receivedFrom(said: Said): Received {
  const digest = createHash('sha256').update(`${said.roomId}\n${said.messageId}`).digest('hex')
  return { source: 'wechaty', dedupeKey: `sha256:${digest}`, kind: 'wechaty/text', payload: JSON.stringify(said) }
}

export const saidOf = (payload: string): Said => Said.parse(JSON.parse(payload))
