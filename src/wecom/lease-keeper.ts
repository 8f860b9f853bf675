import type { Context } from '../context'
import { holdLease, releaseLease } from '../db/lease'

export interface LeaseTimes {
  /** How long a dead holder keeps the duty. */
  ttlMs: number
  renewMs: number
  /** Without a renewal for this long the duty is given up: well before another server may take it. */
  giveUpMs: number
}

export const BOT_LEASE: LeaseTimes = { ttlMs: 15_000, renewMs: 5_000, giveUpMs: 10_000 }

export interface LeaseKeeper {
  /** Held, and renewed recently enough to act on it. */
  readonly held: boolean
  start(): void
  /** Gives the duty back. */
  stop(): Promise<void>
}

/**
 * Keeps a duty for one server at a time. `onTaken` and `onLost` alternate. The give-up runs on a timer of its own, because a
 * renewal may hang in a database that does not answer.
 */
export function keepLease(
  context: Context,
  name: string,
  holder: string,
  on: { taken(): void; lost(): void },
  times: LeaseTimes = BOT_LEASE,
): LeaseKeeper {
  let held = false
  let running = false
  let giveUp: NodeJS.Timeout | undefined
  let next: NodeJS.Timeout | undefined
  let turn: Promise<void> = Promise.resolve()

  const lose = (): void => {
    clearTimeout(giveUp)
    if (!held) return
    held = false
    on.lost()
  }

  async function renew(): Promise<void> {
    const asked = performance.now()
    let mine = false
    try {
      mine = await holdLease(context, name, holder, times.ttlMs)
    } catch (error) {
      // Not known to be lost: what was renewed last still counts until its time is over.
      context.log.warn({ err: error, lease: name }, 'lease not renewed')
      return
    }
    if (!running) return
    if (!mine) {
      lose()
      return
    }
    // Counted from the question: the answer may have been on its way for long.
    const left = times.giveUpMs - (performance.now() - asked)
    clearTimeout(giveUp)
    if (left <= 0) {
      lose()
      return
    }
    giveUp = setTimeout(lose, left)
    if (held) return
    held = true
    on.taken()
  }

  const loop = (): void => {
    turn = renew().finally(() => {
      if (running) next = setTimeout(loop, times.renewMs)
    })
  }

  return {
    get held() {
      return held
    },
    start() {
      running = true
      loop()
    },
    async stop() {
      running = false
      clearTimeout(next)
      lose()
      await turn
      try {
        await releaseLease(context, name, holder)
      } catch (error) {
        // Then it runs out by itself.
        context.log.warn({ err: error, lease: name }, 'lease not released')
      }
    },
  }
}
