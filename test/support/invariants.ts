import { sealAudit } from '../../src/audit/seal'
import { verifyAudit } from '../../src/audit/verify'
import type { TestWorld } from './world'

/** A mobile number or an e-mail address as it was typed. */
const PERSONAL = /(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)|[\w.+-]+@[\w-]+\.[\w.-]+/
/** 2020: before anything of this product, in milliseconds; a value in seconds would be far below. */
const LONG_AGO = Date.UTC(2020, 0, 1)
const DATED = [
  ['inbox', 'received_at'],
  ['outbox', 'created_at'],
  ['audit', 'at'],
  ['registration', 'created_at'],
  ['collision', 'first_at'],
  ['dispute', 'opened_at'],
  ['customer', 'created_at'],
] as const

/** The invariants that every flow leaves behind, whatever happened in it. */
export async function assertInvariants(world: Pick<TestWorld, 'database' | 'system'>): Promise<void> {
  const { read } = world.database
  const count = async (sql: string) => Number((await read.query(sql))[0].n)

  // 1. One owner per customer and scope, and a hard key belongs to one customer.
  expect(
    await count(
      'SELECT COUNT(*) AS n FROM (SELECT customer_id FROM ownership WHERE ended_at IS NULL GROUP BY customer_id, scope HAVING COUNT(*) > 1) AS x',
    ),
  ).toBe(0)
  expect(await count('SELECT COUNT(*) AS n FROM ownership WHERE (active_key IS NULL) <> (ended_at IS NOT NULL)')).toBe(
    0,
  )
  expect(
    await count(
      "SELECT COUNT(*) AS n FROM (SELECT kind FROM hard_key WHERE exception = '' GROUP BY kind, hash HAVING COUNT(*) > 1) AS x",
    ),
  ).toBe(0)
  // A frozen ownership belongs to a running case.
  expect(
    await count(
      "SELECT COUNT(*) AS n FROM ownership o WHERE o.frozen_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dispute d WHERE d.id = o.frozen_by AND d.status IN ('open', 'appealed'))",
    ),
  ).toBe(0)
  // 2. What is done holds no lease and has its end; what was claimed more than once did not run twice.
  for (const box of ['inbox', 'outbox']) {
    expect(await count(`SELECT COUNT(*) AS n FROM ${box} WHERE status <> 'waiting' AND lease_until > 0`)).toBe(0)
    expect(await count(`SELECT COUNT(*) AS n FROM ${box} WHERE status IN ('done', 'sent') AND done_at IS NULL`)).toBe(0)
  }
  // A collision and what was said about it came with one commit: its owner or a digest was told, or it is a silent one.
  expect(
    await count(
      "SELECT COUNT(*) AS n FROM collision c WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = CONCAT('collision:', c.id) AND a.action = 'collision.recorded')",
    ),
  ).toBe(0)
  // 5. Nothing that leaves for a group, and nothing that is kept for good, carries a whole mobile number or an address.
  const kept: { text: string }[] = [
    ...(await read.query("SELECT message AS text FROM outbox WHERE order_key LIKE 'group:%'")),
    ...(await read.query('SELECT data AS text FROM audit')),
    ...(await read.query('SELECT evidence AS text FROM collision')),
    ...(await read.query('SELECT last_error AS text FROM inbox WHERE last_error IS NOT NULL')),
    ...(await read.query('SELECT last_error AS text FROM outbox WHERE last_error IS NOT NULL')),
  ]
  expect(kept.filter(({ text }) => PERSONAL.test(text)).map(({ text }) => text)).toEqual([])
  // 6. Nothing is dated by another clock than the Context's.
  for (const [table, column] of DATED)
    expect({
      table,
      n: await count(
        `SELECT COUNT(*) AS n FROM ${table} WHERE ${column} > ${world.system.now()} OR ${column} < ${LONG_AGO}`,
      ),
    }).toEqual({ table, n: 0 })
  // 4. Every change of state has its audit entry, and the chain holds.
  expect(
    await count(
      "SELECT COUNT(*) AS n FROM ownership o WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = CONCAT('customer:', o.customer_id) AND a.action = 'ownership.taken')",
    ),
  ).toBe(0)
  expect(
    await count(
      "SELECT COUNT(*) AS n FROM dispute d WHERE d.outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = CONCAT('dispute:', d.id) AND a.action = 'dispute.ruled')",
    ),
  ).toBe(0)
  while ((await sealAudit(world.system, 'test')) > 0);
  const report = await verifyAudit(world.system)
  expect(report.broken).toBeUndefined()
  expect(report.unsealed).toBe(0)
}
