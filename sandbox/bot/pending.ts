/** One question of the platform to the bot that may still be answered: the req_id of the frame is its name. */
export interface Pending {
  reqId: string
  kind: 'message' | 'enter_chat' | 'card'
  chatId: string
  userId: string
  at: number
  /** The card that was tapped. */
  messageId?: string
  taskId?: string
  answered: boolean
  /** The stream that answers it, and the chat message that shows the stream. */
  stream?: { id: string; messageId: string; finished: boolean }
  cardSent: boolean
  /** response_url of the HTTP mode, once within an hour. */
  responseCode?: string
}

/** A stream must be finished 6 minutes after the question (documents 100719, 101031; the error text says 10). */
export const STREAM_MS = 6 * 60_000
/** Welcome and card update: 5 s (document 101027). */
export const QUICK_MS = 5_000
export const RESPONSE_URL_MS = 60 * 60_000
