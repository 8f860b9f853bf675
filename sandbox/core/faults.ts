import { check } from './errors'
import { seeded } from './random'

export const faultKinds = [
  'errcode', // answer this errcode, nothing is done
  'timeout', // never answer, nothing is done
  'timeout-after', // do it, then never answer
  'reset', // cut the connection, nothing is done
  'reset-after', // do it, then cut the connection instead of answering
  'html', // HTTP 200 with a page, nothing is done
  'empty', // HTTP 200 without a body, nothing is done
  'http', // an HTTP status (5xx), nothing is done
  'slow', // wait `ms`, then do it and answer
  'outage', // cut every connection and deliver no callback
  'duplicate', // callbacks: send `copies` times
  'shuffle', // callbacks: each waits a random time up to `ms`
  'delay', // callbacks: each waits `ms`
  'drop', // callbacks and bot frames: lose it
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface FaultInput {
  /** Part of an endpoint's name (`message/send`), `*` for all of the API, `callback`, `bot`, or a bot command. */
  endpoint: string
  kind: FaultKind
  /** How many times it strikes; without count it strikes until removed. */
  count?: number
  /** Chance of striking, 0–1, drawn by `seed`. */
  probability?: number
  seed?: number
  /** Calls to let pass first. */
  skip?: number
  errcode?: number
  status?: number
  ms?: number
  copies?: number
  /** Ends after this many minutes of the tenant's clock. */
  minutes?: number
}

export interface Fault extends FaultInput {
  id: number
  /** How often it has struck. */
  struck: number
  until?: number
}

/** The switchable faults of the tenant. */
export class Faults {
  private readonly active = new Map<number, Fault & { draw: () => number; seen: number }>()
  private nextId = 1

  constructor(private readonly now: () => number) {}

  add(input: FaultInput): Fault {
    check(faultKinds.includes(input.kind), `没有这种故障：${input.kind}`)
    check(typeof input.endpoint === 'string' && input.endpoint !== '', '缺少 endpoint')
    const id = this.nextId++
    const until = input.minutes === undefined ? undefined : this.now() + input.minutes * 60_000
    this.active.set(id, { ...input, id, struck: 0, seen: 0, until, draw: seeded(input.seed ?? 1) })
    return this.list().find(fault => fault.id === id)!
  }

  remove(id: number): boolean {
    return this.active.delete(id)
  }

  clear(): void {
    this.active.clear()
  }

  list(): Fault[] {
    this.expire()
    return [...this.active.values()].map(({ draw: _, seen: __, ...fault }) => fault)
  }

  /**
   * The fault that strikes this call, if any; counts it.
   * @param target the endpoint's name, or `callback`, or a bot command
   * @param area what `*` and area names stand for
   */
  strike(target: string, area: 'api' | 'callback' | 'bot', kinds?: readonly FaultKind[]): Fault | undefined {
    this.expire()
    for (const fault of this.active.values()) {
      if (kinds && !kinds.includes(fault.kind)) continue
      if (!this.matches(fault, target, area)) continue
      if (fault.seen++ < (fault.skip ?? 0)) continue
      if (fault.probability !== undefined && fault.draw() >= fault.probability) continue
      fault.struck++
      if (fault.count !== undefined && fault.struck >= fault.count) this.active.delete(fault.id)
      return fault
    }
    return undefined
  }

  private matches(fault: Fault, target: string, area: string): boolean {
    if (fault.kind === 'outage') return true
    if (fault.endpoint === area) return true
    if (fault.endpoint === '*') return area === 'api'
    return target.includes(fault.endpoint)
  }

  private expire(): void {
    for (const fault of this.active.values()) {
      if (fault.until !== undefined && fault.until <= this.now()) this.active.delete(fault.id)
    }
  }
}
