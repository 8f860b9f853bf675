import type { Context } from '../context'
import { lastBotOnline } from './bot-gap'

/** The connected server writes down every five seconds that it is. */
const FRESH_MS = 15_000

/** Whether some server of ours holds the bot's connection now, for the set-up check. */
export async function botConnectionState(context: Context): Promise<{ connected: boolean; lastError?: string }> {
  const at = await lastBotOnline(context)
  if (context.now() - at < FRESH_MS) return { connected: true }
  return { connected: false, lastError: at ? '连接已断开' : '还没有连接成功过' }
}
