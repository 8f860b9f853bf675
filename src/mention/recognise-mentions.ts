import type { Context } from '../context'
import { hardSpans } from './hard-spans'
import { MentionIndex } from './mention-index'
import type { MentionSpan } from './mention-span'
import { readMessage } from './message-text'
import { nameSpans } from './name-spans'
import { isIn, quotedIn } from './quoted'
import { warmUp } from './warm-up'

/** The newest customers are looked through once more at most this often. */
const THOROUGHLY_MS = 1000

interface Held {
  index: MentionIndex
  refreshedAt: number
}

/** One index per server; a server has one configuration object. */
const held = new WeakMap<object, Held>()

function holdFor({ config }: Context): Held {
  const known = held.get(config) ?? { index: new MentionIndex(), refreshedAt: 0 }
  held.set(config, known)
  return known
}

/**
 * Registered customers mentioned in free text, from the front. What a message quotes or forwards is read too and marked.
 * Works before the index is loaded too, then with more look-ups.
 */
export async function recogniseMentions(context: Context, text: string): Promise<MentionSpan[]> {
  const own = holdFor(context)
  const now = context.now()
  const thoroughly = Math.abs(now - own.refreshedAt) >= THOROUGHLY_MS
  if (thoroughly) own.refreshedAt = now
  await own.index.refresh(context.read, thoroughly)
  const hard = await hardSpans(context, text)
  const names = await nameSpans(context, readMessage(text), own.index)
  const free = names.filter(name => !hard.some(span => span.start < name.end && span.end > name.start))
  const spans = [...hard, ...free].sort((a, b) => a.start - b.start)
  const quoted = spans.length ? quotedIn(text) : []
  return spans.map(span => ({ ...span, quoted: isIn(quoted, span.start) }))
}

/** Fills the index of this server in the background; messages are recognised meanwhile, only slower. */
export async function startMentionIndex(context: Context): Promise<void> {
  const own = holdFor(context)
  if (own.index.ready) return
  await own.index.load(context.read)
  own.refreshedAt = context.now()
  await warmUp(context.read, own.index.customers, text => recogniseMentions(context, text))
  context.log.info({ bytes: own.index.bytes }, 'mention index loaded')
}
