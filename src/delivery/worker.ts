import type { Context } from '../context'
import type { Channel } from './channel'
import { claimDue } from './claim'
import { claimOutgoing } from './claim-outgoing'
import { deliver } from './deliver'
import { type Handlers, handleInbox } from './handle-inbox'

export interface WorkerOptions {
  context: Context
  holder: string
  handlers: Handlers
  channels: Channel[]
  /** Pause when nothing was due. */
  idleMs?: number
  parallel?: number
}

export interface Worker {
  /** Does everything that is due now; for tests and for a poke after a commit. Returns how many jobs were touched. */
  drain(): Promise<number>
  /** Tells the loop that something is waiting. */
  poke(): void
  start(): void
  /** Waits for the jobs under way; what is still waiting stays in the tables. */
  stop(): Promise<void>
}

const IDLE_MS = 250
const PARALLEL = 8

/** Two loops over the tables, one for what came in and one for what goes out. Any number of servers may run them. */
export function createWorker(options: WorkerOptions): Worker {
  const { context, holder, handlers, channels, idleMs = IDLE_MS, parallel = PARALLEL } = options
  let stopping = false
  const loops: Promise<void>[] = []
  const wakers = new Set<() => void>()

  const incoming = async () => {
    const ids = await claimDue(context, 'inbox', holder, parallel)
    await Promise.all(ids.map(id => handleInbox(context, handlers, id)))
    return ids.length
  }
  const outgoing = async () => {
    const ids = await claimOutgoing(context, holder, parallel)
    await Promise.all(ids.map(id => deliver(context, channels, id)))
    return ids.length
  }

  function rest(): Promise<void> {
    return new Promise(resume => {
      const wake = () => {
        clearTimeout(timer)
        wakers.delete(wake)
        resume()
      }
      const timer = setTimeout(wake, idleMs)
      wakers.add(wake)
    })
  }

  async function loop(turn: () => Promise<number>): Promise<void> {
    while (!stopping) {
      try {
        if ((await turn()) > 0) poke()
        else await rest()
      } catch (error) {
        context.log.error({ err: error }, 'worker turn failed')
        if (!stopping) await rest()
      }
    }
  }

  function poke() {
    for (const wake of [...wakers]) wake()
  }

  return {
    poke,
    async drain() {
      let total = 0
      for (;;) {
        const touched = (await incoming()) + (await outgoing())
        if (!touched) return total
        total += touched
      }
    },
    start() {
      loops.push(loop(incoming), loop(outgoing))
    },
    async stop() {
      stopping = true
      poke()
      await Promise.all(loops)
    },
  }
}
