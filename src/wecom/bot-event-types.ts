import type { CardSelection } from './event-types'

/** Where a bot was spoken to. */
export type BotChat = { kind: 'single' } | { kind: 'group' /** Case-sensitive. */; chatId: string }

export interface BotHeader {
  messageId: string
  botId: string
  /** Epoch ms; 0 when not sent. */
  createdAt: number
  chat: BotChat
  /** Lower-cased member id. */
  userId: string
  /** As sent: a long opaque id when the bot's creator is no super administrator (document 101039). */
  senderId: string
  /** HTTP mode only: one late answer within an hour (document 101138). */
  responseUrl?: string
}

/** Documents 100719 and 101027. */
export type BotEvent = BotHeader &
  (
    | { type: 'text' /** As written, with the mention of the bot. */; text: string; quoted?: string }
    | { type: 'card-tap'; actionKey: string; taskId: string; cardType: string; selections: CardSelection[] }
    /** First opening of the single chat today. */
    | { type: 'chat-opened' }
    /** HTTP mode: WeCom asks for the rest of a streamed answer. */
    | { type: 'stream-poll'; streamId: string }
    /** WebSocket mode: another connection took over. */
    | { type: 'replaced' }
    | { type: 'unused'; name: string }
  )
