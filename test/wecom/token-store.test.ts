import { createSharedValue } from '../../src/wecom/shared-value'
import { databaseTokenStore } from '../../src/wecom/token-store'
import { ENGINES } from '../support/world'
import { openTestDatabase, type TestDatabase, testConfig } from './database'

const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

describe.each(ENGINES)('the token in the database on %s', engine => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await openTestDatabase(testConfig(), engine)
  })
  afterEach(() => database.close())

  it('is fetched once by three servers of twenty callers each, and replaced once', async () => {
    let fetched = 0
    const servers = ['a', 'b', 'c'].map(holder =>
      createSharedValue({
        name: 'token:wwcorp:1',
        store: databaseTokenStore(database.server()),
        holder,
        now: () => Date.now(),
        sleep,
        fetch: async () => {
          await sleep(30)
          return { value: `t${++fetched}`, expiresAt: Date.now() + 7_200_000 }
        },
      }),
    )
    const all = <T>(work: (server: (typeof servers)[number]) => Promise<T>) =>
      Promise.all(servers.flatMap(server => Array.from({ length: 20 }, () => work(server))))
    expect(new Set(await all(server => server.get()))).toEqual(new Set(['t1']))
    expect(new Set(await all(server => server.replace('t1')))).toEqual(new Set(['t2']))
    expect(fetched).toBe(2)
  })

  it('is not readable in the database', async () => {
    const context = database.server()
    const store = databaseTokenStore(context)
    await store.write('n', { value: 'MARKED-TOKEN', expiresAt: 1 })
    await store.write('n', { value: 'MARKED-TOKEN-2', expiresAt: 2 })
    expect(await store.read('n')).toEqual({ value: 'MARKED-TOKEN-2', expiresAt: 2 })
    expect(JSON.stringify(await context.read.query('SELECT * FROM wecom_token'))).not.toContain('MARKED')
  })

  it('that cannot be opened any more counts as absent', async () => {
    const context = database.server()
    const store = databaseTokenStore(context)
    await store.write('n', { value: 'x', expiresAt: 1 })
    await context.transaction(tx => tx.manager.query(`UPDATE wecom_token SET sealed_value = 'garbage'`))
    expect(await store.read('n')).toBeUndefined()
  })

  it('frees the lease when fetching fails, so that the next caller tries again', async () => {
    let calls = 0
    const source = createSharedValue({
      name: 'n',
      store: databaseTokenStore(database.server()),
      holder: 'a',
      now: () => Date.now(),
      sleep,
      fetch: async () => {
        if (++calls === 1) throw new Error('away')
        return { value: 'v', expiresAt: Date.now() + 60_000 }
      },
    })
    await expect(source.get()).rejects.toThrow('away')
    expect(await source.get()).toBe('v')
  })
})
