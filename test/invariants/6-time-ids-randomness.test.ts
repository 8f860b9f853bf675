/**
 * Invariant 6: time, ids and randomness come from the Context; stored in UTC, calendars say Asia/Shanghai.
 *
 * It could break when some code asks the machine instead: runs would not repeat, and a server in another zone would act on
 * another day. Provoked: a clock that stands at a day of its own; sources are searched for the ways around the Context;
 * the same calendar questions in other zones.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endOfShanghaiDay, startOfShanghaiDay } from '../../src/ownership/ownership-rules'
import { submitRegistration } from '../../src/registration/submit-registration'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, MONDAY_TEN } from '../support/world'

/** Where the machine is asked on purpose: the real world's entrance, programs of the command line, and stop-watches. */
const ALLOWED = [
  /^src\/create-context\.ts$/,
  /^src\/cli\//,
  /^src\/db\//,
  /^src\/http\/access-log\.ts$/,
  /^src\/wecom\/lease-keeper\.ts$/,
]
const AROUND =
  /Date\.now\(|Math\.random\(|new Date\(\)|randomUUID\(|performance\.now\(|\bcrypto\.randomBytes|from 'node:crypto'.*randomBytes|import \{[^}]*randomBytes[^}]*\} from 'node:crypto'/

describe('time, ids and randomness', () => {
  it('are asked of the Context only', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map(path => join('src', path))
    const around = files
      .filter(path => path.endsWith('.ts') && !ALLOWED.some(allowed => allowed.test(path)))
      .flatMap(path =>
        readFileSync(path, 'utf8')
          .split('\n')
          .filter(line => AROUND.test(line))
          .map(line => `${path}: ${line.trim()}`),
      )
    expect(around).toEqual([])
    expect(AROUND.test('const at = Date.now()')).toBe(true)
  })

  it.each(ENGINES)('of what is stored are those of the clock that was set (%s)', async engine => {
    const world = await createWorld(engine)
    world.clock.now = Date.UTC(2031, 0, 31, 15, 59, 59, 999)
    const context = await world.as('zhangsan')
    await submitRegistration(context, { name: '杭州青禾智能科技有限公司', requestKey: 'a' })
    const tables = [
      ['ownership', 'since'],
      ['registration', 'created_at'],
      ['audit', 'at'],
      ['customer', 'created_at'],
    ]
    for (const [table, column] of tables) {
      const [row] = await world.database.read.query(
        `SELECT MIN(${column}) AS least, MAX(${column}) AS most FROM ${table}`,
      )
      expect({ table, least: Number(row.least), most: Number(row.most) }).toEqual({
        table,
        least: world.clock.now,
        most: world.clock.now,
      })
    }
    await assertInvariants(world)
    await world.close()
  })

  it('make days of Shanghai, whatever zone the server stands in', () => {
    const last = Date.UTC(2026, 2, 2, 15, 59, 59, 999)
    expect(endOfShanghaiDay(MONDAY_TEN, 0)).toBe(last)
    expect(endOfShanghaiDay(last, 0)).toBe(last)
    expect(startOfShanghaiDay(last + 1)).toBe(last + 1)
    const script =
      "require('@swc/jest'); const f=new Intl.DateTimeFormat('zh-CN',{timeZone:'Asia/Shanghai',dateStyle:'short'}); process.stdout.write(f.format(Number(process.argv[1])))"
    const inZone = (TZ: string) =>
      spawnSync(process.execPath, ['-e', script, String(last)], { env: { ...process.env, TZ }, encoding: 'utf8' })
        .stdout
    expect(new Set(['UTC', 'America/New_York', 'Pacific/Chatham', 'Asia/Shanghai'].map(inZone)).size).toBe(1)
  })
})
