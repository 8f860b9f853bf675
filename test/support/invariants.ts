import { sealAudit } from '../../src/audit/seal'
import { verifyAudit } from '../../src/audit/verify'
import type { TestWorld } from './world'

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
