/**
 * Checks histories of ownership: is there an order of the calls, one after the other, that explains every answer and
 * respects time (a call that ended before another began stands before it)? Each customer is a register with claim, read,
 * transfer and release; customers are independent of each other, so each is checked by itself.
 */
export interface OwnershipCall {
  customer: string
  /** `claim` by `by`; `read` of the owner; `transfer` to `to`, by a ruling; `release` into the pool. */
  kind: 'claim' | 'read' | 'transfer' | 'release'
  by: string
  to?: string
  /**
   * `won`: the claim made `by` the owner, or found that it was. `lost`: somebody else owns it. `done`: the transfer or release
   * happened, or the read was answered. `refused`: nothing was changed. `unknown`: may have happened, also after its end.
   */
  result: 'won' | 'lost' | 'done' | 'refused' | 'unknown'
  /** The owner that the answer named: of a lost claim or a read; null for nobody; left out when it named none. */
  owner?: string | null
  start: number
  end: number
}

export interface Verdict {
  ok: boolean
  /** Customers whose history has no explanation, with the calls that speak against each other. */
  broken: { customer: string; calls: OwnershipCall[] }[]
}

export function checkOwnership(calls: OwnershipCall[]): Verdict {
  const byCustomer = new Map<string, OwnershipCall[]>()
  for (const call of calls) byCustomer.set(call.customer, [...(byCustomer.get(call.customer) ?? []), call])
  const broken = [...byCustomer]
    .filter(([, history]) => !explainable(history))
    .map(([customer, history]) => ({ customer, calls: history.filter(call => call.result !== 'refused') }))
  return { ok: broken.length === 0, broken }
}

type Owner = string | null

/** The owner after the call, or `undefined` when the answer cannot be true in this state. */
function after(call: OwnershipCall, owner: Owner): Owner | undefined {
  const { kind, by, result } = call
  if (result === 'refused') return owner
  switch (kind) {
    case 'read':
      return result === 'unknown' || call.owner === undefined || call.owner === owner ? owner : undefined
    case 'claim':
      if (result === 'won') return owner === null || owner === by ? by : undefined
      if (result === 'lost')
        return owner !== null && owner !== by && (call.owner ?? owner) === owner ? owner : undefined
      return owner ?? by
    case 'transfer':
      return owner === null && result !== 'unknown' ? undefined : call.to!
    case 'release':
      return owner === null && result !== 'unknown' ? undefined : null
  }
}

/**
 * Searches for an order (Wing and Gong), depth first with memory. A read or a lost claim that is possible now is taken
 * at once: it never changes anything, so it can only be in the way later. What is tried in turn is the rest, and that is little.
 */
function explainable(history: OwnershipCall[]): boolean {
  // What changed nothing for certain and told nothing needs no place; what may still happen later never ends.
  const calls = history
    .filter(call => call.result !== 'refused' && !(call.kind === 'read' && call.result === 'unknown'))
    .map(call => (call.result === 'unknown' ? { ...call, end: Number.POSITIVE_INFINITY } : call))
  const seen = new Set<string>()

  function search(left: OwnershipCall[], owner: Owner): boolean {
    for (;;) {
      const firstEnd = Math.min(...left.map(call => call.end))
      const idle = left.find(
        call =>
          (call.kind === 'read' || call.result === 'lost') && call.start <= firstEnd && after(call, owner) === owner,
      )
      if (!idle) break
      left = left.filter(call => call !== idle)
    }
    if (left.every(call => call.result === 'unknown')) return true
    const state = `${owner}|${left.map(call => calls.indexOf(call)).join(',')}`
    if (seen.has(state)) return false
    seen.add(state)
    const firstEnd = Math.min(...left.map(call => call.end))
    return left.some(call => {
      if (call.start > firstEnd) return false
      const next = after(call, owner)
      if (next === undefined || (next === owner && call.result === 'unknown')) return false
      return search(
        left.filter(other => other !== call),
        next,
      )
    })
  }

  return search(calls, null)
}
