/** A secret with an end that all servers share: the access token. */
export interface SharedValue {
  value: string
  /** Epoch ms; not used from then on. */
  expiresAt: number
}

/** Where shared values live. The database in operation, so that servers do not push out each other's token. */
export interface TokenStore {
  read(name: string): Promise<SharedValue | undefined>
  write(name: string, value: SharedValue): Promise<void>
  /** True for one holder among all servers; the others wait for the value it writes. */
  claim(name: string, holder: string, ttlMs: number): Promise<boolean>
  release(name: string, holder: string): Promise<void>
}

export interface SharedValueOptions {
  name: string
  store: TokenStore
  fetch(): Promise<SharedValue>
  /** Names this server. */
  holder: string
  now(): number
  sleep(ms: number): Promise<void>
}

export interface ValueSource {
  get(): Promise<string>
  /** Another value than the one WeCom did not accept. Many callers with the same bad value cause one fetch. */
  replace(bad: string): Promise<string>
}

const MARGIN_MS = 5 * 60_000
const LEASE_MS = 15_000
const POLL_MS = 50

/**
 * Fetches a value once for any number of callers: within the process they share one promise, between servers a lease decides
 * who fetches. A server that dies while fetching loses the lease after 15 s.
 */
export function createSharedValue(options: SharedValueOptions): ValueSource {
  const { name, store, holder, now, sleep } = options
  let known: SharedValue | undefined
  let pending: Promise<SharedValue> | undefined

  const usable = (value: SharedValue | undefined, bad: string | undefined): value is SharedValue =>
    value !== undefined && value.value !== bad && value.expiresAt > now()

  /** Ends early: a call takes time, and clocks differ. A short life (a test tenant) is shortened in proportion. */
  async function fetchSafely(): Promise<SharedValue> {
    const { value, expiresAt } = await options.fetch()
    return { value, expiresAt: expiresAt - Math.min(MARGIN_MS, (expiresAt - now()) / 10) }
  }

  async function obtain(bad: string | undefined): Promise<SharedValue> {
    for (;;) {
      const stored = await store.read(name)
      if (usable(stored, bad)) return stored
      if (await store.claim(name, holder, LEASE_MS)) {
        try {
          // Somebody may have written between our look and our claim.
          const again = await store.read(name)
          if (usable(again, bad)) return again
          const fetched = await fetchSafely()
          await store.write(name, fetched)
          return fetched
        } finally {
          await store.release(name, holder)
        }
      }
      await sleep(POLL_MS)
    }
  }

  async function load(bad: string | undefined): Promise<string> {
    if (usable(known, bad)) return known.value
    if (pending) {
      // May have been started for another value than ours: then one more turn, no loop.
      known = await pending
      if (usable(known, bad)) return known.value
    }
    pending ??= obtain(bad).finally(() => {
      pending = undefined
    })
    known = await pending
    return known.value
  }

  return { get: () => load(undefined), replace: bad => load(bad) }
}
