import { checkOwnership, type OwnershipCall } from '../support/checker'
import { madeUp, similar, spelled } from './customers'

/** One client of the race: reports and asks in a member's name. */
export interface Racer {
  userId: string
  /** How the answers name this member to others. */
  shownAs: string
  report(serverUrl: string, input: object): Promise<Answer>
  ask(serverUrl: string, input: object): Promise<Answer>
}

export interface Answer {
  result: 'won' | 'lost' | 'unknown' | 'nobody'
  /** The owner as the answer shows it. */
  owner?: string
}

export interface RaceResult {
  calls: OwnershipCall[]
  /** Sentences about what is wrong; empty when all is well. */
  faults: string[]
}

/**
 * All racers report the same customers at the same instant, each in its own spelling and spread over the servers; then
 * every server is asked who owns them. An even customer is written with its number, an odd one by its name only.
 */
export async function race(racers: Racer[], serverUrls: string[], customers: number): Promise<RaceResult> {
  const calls: OwnershipCall[] = []
  const ids = new Map(racers.map(racer => [racer.shownAs, racer.userId]))
  const inputOf = (i: number, k: number) => (i % 2 ? similar(madeUp(i), k) : spelled(madeUp(i), k))
  const log = async (customer: string, racer: Racer, kind: 'claim' | 'read', work: () => Promise<Answer>) => {
    const start = performance.now()
    const { result, owner } = await work()
    const seen = owner === undefined ? undefined : (ids.get(owner) ?? owner)
    const end = performance.now()
    if (kind === 'read') {
      const named = result === 'nobody' ? null : result === 'won' ? racer.userId : seen
      calls.push({
        customer,
        kind,
        by: racer.userId,
        result: result === 'unknown' ? 'unknown' : 'done',
        owner: named,
        start,
        end,
      })
    } else
      calls.push({
        customer,
        kind,
        by: racer.userId,
        result: result === 'nobody' ? 'refused' : result,
        owner: seen,
        start,
        end,
      })
  }
  for (let i = 0; i < customers; i++)
    await Promise.all(
      racers.map((racer, k) =>
        log(`c${i}`, racer, 'claim', () => racer.report(serverUrls[k % serverUrls.length]!, inputOf(i, k))),
      ),
    )
  for (let i = 0; i < customers; i++)
    await Promise.all(
      serverUrls.map((url, s) => {
        const racer = racers[(i * serverUrls.length + s) % racers.length]!
        return log(`c${i}`, racer, 'read', () => racer.ask(url, inputOf(i, 0)))
      }),
    )
  return { calls, faults: faultsOf(calls, customers) }
}

function faultsOf(calls: OwnershipCall[], customers: number): string[] {
  const faults = checkOwnership(calls).broken.map(
    ({ customer, calls: history }) =>
      `${customer}: no order explains ${history.map(call => `${call.kind} ${call.by} ${call.result} ${call.owner ?? ''}`).join(' | ')}`,
  )
  for (let i = 0; i < customers; i++) {
    const own = calls.filter(call => call.customer === `c${i}` && call.kind === 'claim')
    const winners = own.filter(call => call.result === 'won').length
    const unclear = own.filter(call => call.result === 'refused' || call.result === 'unknown')
    if (winners !== 1) faults.push(`c${i}: ${winners} winners`)
    if (unclear.length)
      faults.push(
        `c${i}: ${unclear.length} of ${own.length} clients got no clear answer (${unclear.map(call => call.by).join(', ')})`,
      )
    const nameless = own.filter(call => call.result === 'lost' && call.owner === undefined)
    if (nameless.length) faults.push(`c${i}: ${nameless.length} losers were not told whose it is`)
  }
  return faults
}
