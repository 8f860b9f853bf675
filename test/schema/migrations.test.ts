import { InboxEntity } from '../../src/delivery/inbox.entity'
import { createReceiver } from '../../src/delivery/receive'
import { SealedBesideIndex1763800000000 } from '../../src/schema/1763800000000-sealed-beside-index'
import { LongTexts1763800001000 } from '../../src/schema/1763800001000-long-texts'
import { RegistrationApproval1763800002000 } from '../../src/schema/1763800002000-registration-approval'
import { MergedCustomers1763900000000 } from '../../src/schema/1763900000000-merged-customers'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

/** Every column with type and whether it may be null. */
async function shape(world: TestWorld): Promise<string[]> {
  const { dataSource, dialect } = world.database
  const rows: { t: string; c: string; type: string; nullable: string | number }[] = await dataSource.query(
    dialect === 'sqlite'
      ? `SELECT m.name AS t, p.name AS c, p.type AS type, p."notnull" AS nullable
         FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'`
      : `SELECT table_name AS t, column_name AS c, CONCAT(column_type, ' ', COALESCE(collation_name, '')) AS type, is_nullable AS nullable
         FROM information_schema.columns WHERE table_schema = DATABASE()`,
  )
  return rows.map(row => `${row.t}.${row.c} ${row.type} ${row.nullable}`).sort()
}

describe.each(ENGINES)('the schema on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
  })
  afterEach(() => world.close())

  it('takes the largest callback that WeCom sends, sealed', async () => {
    const payload = '客'.repeat(16 * 1024)
    expect(Buffer.byteLength(payload)).toBe(48 * 1024)
    const receive = createReceiver(world.system)
    const { id } = await receive({ source: 'app', dedupeKey: 'large', kind: 'text', payload })
    const row = await world.database.read.findOneByOrFail(InboxEntity, { id })
    expect(row.payload.length).toBeGreaterThan(65_535)
    expect(world.system.vault.open(row.payload)).toBe(payload)
  })

  it('of an older installation becomes that of a new one, also when a step is repeated', async () => {
    const fresh = await shape(world)
    const { dataSource } = world.database
    const runner = dataSource.createQueryRunner()
    const added = [
      new SealedBesideIndex1763800000000(),
      new RegistrationApproval1763800002000(),
      new MergedCustomers1763900000000(),
    ]
    for (const step of added) await step.down(runner)
    if (engine === 'mariadb')
      for (const change of ['inbox MODIFY payload', 'outbox MODIFY message', 'customer MODIFY match_form'])
        await runner.query(`ALTER TABLE ${change} TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL`)
    expect(await shape(world)).not.toEqual(fresh)
    for (let i = 0; i < 2; i++) {
      for (const step of added) await step.up(runner)
      await new LongTexts1763800001000().up(runner)
    }
    await runner.release()
    expect(await shape(world)).toEqual(fresh)
  })
})
