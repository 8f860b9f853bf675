import { InboxEntity } from '../../src/delivery/inbox.entity'
import { createReceiver } from '../../src/delivery/receive'
import { FirstTables1760000000000 } from '../../src/schema/1760000000000-first-tables'
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

  it('is the same when a crash made its step run again', async () => {
    const whole = await shape(world)
    const runner = world.database.dataSource.createQueryRunner()
    for (const table of ['hard_key', 'dispute', 'match_key']) await runner.dropTable(table)
    expect(await shape(world)).not.toEqual(whole)
    for (let i = 0; i < 2; i++) await new FirstTables1760000000000().up(runner)
    await runner.release()
    expect(await shape(world)).toEqual(whole)
  })
})
