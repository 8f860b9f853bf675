import type { Context, Tx } from '../context'
import { isConflict, isDuplicate, isUnavailable } from '../db/failures'
import { InboxEntity, type InboxRow, type InboxSource } from './inbox.entity'

export interface Received {
  source: InboxSource
  /** MsgId, or the digest of the content. */
  dedupeKey: string
  kind: string
  payload: string
  /** Nothing follows from it: stored and done. */
  inert?: boolean
}

export interface Claim {
  /** Who works on it from the first moment, and until when (epoch ms): for entrances that answer with content. */
  holder: string
  until: number
}

export interface Receipt {
  /** Id of the inbox row. */
  id: string
  /** False when the message had been stored before. */
  isNew: boolean
}

export type Receive = (message: Received, claim?: Claim) => Promise<Receipt>

interface Waiting {
  message: Received
  claim?: Claim
  resolve(receipt: Receipt): void
  reject(error: unknown): void
}

const MOST_AT_ONCE = 100
const nextTurn = () => new Promise(setImmediate)

/**
 * Stores messages before they are acknowledged. What arrives while a commit is under way shares the next one, so that
 * a burst costs few disk syncs. The unique key on source and dedupe key absorbs repeats, also of two servers in one instant.
 * The promise resolves after the commit and rejects when nothing was stored.
 */
export function createReceiver(context: Context): Receive {
  const queue: Waiting[] = []
  let running = false

  async function commitQueued(): Promise<void> {
    running = true
    // What else has arrived is read first: a statement on SQLite blocks, so nobody could join once it runs.
    await nextTurn()
    while (queue.length) {
      const batch = queue.splice(0, MOST_AT_ONCE)
      if (await commit(batch)) continue
      // One that cannot be stored must not take its neighbours with it.
      for (const waiting of batch) await commit([waiting])
    }
    running = false
  }

  /** False: nothing was stored, and storing one by one is worth trying. */
  async function commit(batch: Waiting[]): Promise<boolean> {
    try {
      const receipts = await context.transaction(tx => storeAll(tx, batch))
      batch.forEach((waiting, index) => {
        waiting.resolve(receipts[index]!)
      })
    } catch (error) {
      if (batch.length > 1 && !isUnavailable(error) && !isConflict(error)) return false
      for (const waiting of batch) waiting.reject(error)
    }
    return true
  }

  return (message, claim) =>
    new Promise((resolve, reject) => {
      queue.push({ message, claim, resolve, reject })
      if (!running) void commitQueued()
    })
}

/** All in one statement; only when one of them was there before, one by one. */
async function storeAll(tx: Tx, batch: Waiting[]): Promise<Receipt[]> {
  const rows = batch.map(({ message, claim }) => rowOf(tx, message, claim))
  try {
    await tx.manager.insert(InboxEntity, rows)
    return rows.map(({ id }) => ({ id, isNew: true }))
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  const receipts: Receipt[] = []
  for (const row of rows) receipts.push(await store(tx, row))
  return receipts
}

async function store(tx: Tx, row: NewRow): Promise<Receipt> {
  try {
    await tx.manager.insert(InboxEntity, row)
    return { id: row.id, isNew: true }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const known = await tx.manager.findOneByOrFail(InboxEntity, { source: row.source, dedupeKey: row.dedupeKey })
    return { id: known.id, isNew: false }
  }
}

type NewRow = Omit<InboxRow, 'lastError'>

function rowOf(tx: Tx, message: Received, claim?: Claim): NewRow {
  const now = tx.now()
  return {
    id: tx.newId(),
    source: message.source,
    dedupeKey: message.dedupeKey,
    kind: message.kind.slice(0, 80),
    payload: tx.vault.seal(message.payload),
    receivedAt: now,
    status: message.inert ? 'done' : 'waiting',
    doneAt: message.inert ? now : null,
    runAt: now,
    attempts: claim ? 1 : 0,
    leaseHolder: claim?.holder ?? null,
    leaseUntil: claim?.until ?? 0,
  }
}
