import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadConfig } from '../../config'
import { sealAudit } from '../../src/audit/seal'
import { type Context, SYSTEM } from '../../src/context'
import { contextFactory } from '../../src/create-context'
import { openDatabase } from '../../src/db/open'
import { lockSqliteFile } from '../../src/db/single-server'
import { InboxEntity } from '../../src/delivery/inbox.entity'
import { OutboxEntity } from '../../src/delivery/outbox.entity'
import { createReceiver } from '../../src/delivery/receive'
import { createLogger } from '../../src/log'
import { SessionEntity } from '../../src/member/session.entity'
import { openSession } from '../../src/member/sessions'
import { customerDetail } from '../../src/portfolio/customer-detail'
import { RegistrationEntity } from '../../src/registration/registration.entity'
import { submitRegistration } from '../../src/registration/submit-registration'
import { SCHEMA } from '../../src/schema'
import { assertInvariants } from '../support/invariants'
import { freshDatabase } from '../support/mariadb'
import { createWorld, ENGINES, seededBytes, TEST_ENV, type TestWorld } from '../support/world'

interface Ended {
  code: number | null
  output: string
}

/** A command as somebody types it, in a process of its own. */
function command(name: string, args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', `src/cli/${name}.ts`, ...args], {
    env: { PATH: process.env.PATH, ...TEST_ENV, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      output += String(chunk)
    })
  return new Promise(done => child.once('close', code => done({ code, output })))
}

describe.each(ENGINES)('backup and restore on %s', engine => {
  let world: TestWorld
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baobei-backup-'))
    file = join(folder, engine === 'sqlite' ? 'copy.sqlite' : 'copy.sql')
    world = await createWorld(engine)
  })
  afterEach(async () => {
    // A restore runs in a process of its own, by the real clock.
    world.clock.now = Math.max(world.clock.now, Date.now())
    await assertInvariants(world)
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const report = async (userId: string, n: number, name = `杭州第${n}号云帆科技有限公司`) =>
    submitRegistration(await world.as(userId), { name, phone: `139${String(n).padStart(8, '0')}`, requestKey: `r${n}` })
  const backup = () => command('backup', [file], { DATABASE_URL: world.databaseUrl })
  const restore = (url: string, source = file) => command('restore', [source], { DATABASE_URL: url })
  const elsewhere = () =>
    engine === 'sqlite'
      ? Promise.resolve(`sqlite:${join(folder, 'restored.sqlite')}`)
      : freshDatabase(process.env.TEST_MARIADB_URL!, `restored_${Date.now()}`)

  async function opened(url: string, look: (context: Context) => Promise<void>): Promise<void> {
    const database = await openDatabase(url, SCHEMA)
    const config = loadConfig({ ...TEST_ENV, DATABASE_URL: url })
    const log = createLogger('silent')
    const now = () => Math.max(world.clock.now, Date.now())
    const make = contextFactory({ config, database, log, now, randomBytes: seededBytes(url) })
    try {
      const system = make(SYSTEM, 'cli')
      await look(system)
      await assertInvariants({ database, system })
    } finally {
      await database.close()
    }
  }

  it('taken while somebody writes, gives a state that existed', async () => {
    let written = 0
    let ended: Ended | undefined
    const running = backup().then(result => {
      ended = result
    })
    while (!ended) {
      await report('zhangsan', written)
      written += 1
      // On SQLite nothing above waits for the outside, so nobody would hear that the command has ended.
      await new Promise(setImmediate)
    }
    await running
    expect(ended).toMatchObject({ code: 0 })
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^copy\.sql/)])
    const url = await elsewhere()
    expect(await restore(url)).toMatchObject({ code: 0, output: expect.stringContaining('恢复完成') })
    await opened(url, async system => {
      const rows = await system.read.find(RegistrationEntity, { order: { id: 'ASC' } })
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.length).toBeLessThanOrEqual(written)
      // Each registration stands with all that were written before it, and with its customer.
      expect(rows.map(row => row.requestKey)).toEqual(rows.map((_, n) => `r${n}`))
      const owner = { kind: 'member' as const, userId: 'zhangsan', name: '张三', roles: ['rep' as const] }
      const last = rows.at(-1)!
      const detail = await customerDetail(system.as(owner), last.customerId!)
      expect(JSON.stringify(detail)).toContain(`139${String(rows.length - 1).padStart(8, '0')}`)
    })
  })

  it('what waited at the time of the backup is held back, and log-ins of that time have ended', async () => {
    await report('zhangsan', 1)
    await report('wangwu', 1)
    await createReceiver(world.system)({ source: 'app', dedupeKey: 'm1', kind: 'text', payload: '报备 某公司' })
    await world.system.transaction(tx => openSession(tx, 'lisi', 'console'))
    const waiting = await world.database.read.countBy(OutboxEntity, { status: 'waiting' })
    expect(waiting).toBeGreaterThan(0)
    expect(await backup()).toMatchObject({ code: 0 })
    const url = await elsewhere()
    const { output } = await restore(url)
    expect(output).toContain(`${waiting} 条消息、1 个事件已放入死信`)
    await opened(url, async ({ read }) => {
      expect(await read.countBy(OutboxEntity, { status: 'waiting' })).toBe(0)
      expect(await read.countBy(OutboxEntity, { status: 'dead', lastError: '恢复备份时尚未发送，请核对后再发' })).toBe(
        waiting,
      )
      expect(await read.find(InboxEntity)).toMatchObject([
        { status: 'dead', lastError: '恢复备份时尚未处理，请核对后再重试' },
      ])
      expect(await read.count(SessionEntity)).toBe(0)
      const [row] = await read.query("SELECT data FROM audit WHERE action = 'backup.restored'")
      expect(JSON.parse(row.data)).toEqual({ messages: waiting, events: 1 })
    })
  })

  it('over a database in use nothing newer stays, and the old one is kept on SQLite', async () => {
    const used = await createWorld(engine)
    const register = async (n: number) =>
      submitRegistration(await used.as('zhangsan'), { name: `宁波第${n}号海云贸易有限公司`, requestKey: `r${n}` })
    await register(1)
    await command('backup', [file], { DATABASE_URL: used.databaseUrl })
    await register(2)
    await used.database.dataSource.query('CREATE TABLE newer (id INTEGER)')
    await used.database.close()
    const { output } = await restore(used.databaseUrl)
    expect(output).toContain('恢复完成')
    await opened(used.databaseUrl, async ({ read }) => {
      expect(await read.count(RegistrationEntity)).toBe(1)
      await expect(read.query('SELECT * FROM newer')).rejects.toThrow()
    })
    if (engine === 'sqlite') {
      const aside = /已移到 (.+)/.exec(output)![1]!
      await opened(`sqlite:${aside}`, async ({ read }) => {
        expect(await read.count(RegistrationEntity)).toBe(2)
      })
    }
    if (engine === 'sqlite') rmSync(dirname(used.databaseUrl.slice('sqlite:'.length)), { recursive: true })
  })

  it('refuses half a file, a file of the wrong kind and a running server, and changes nothing', async () => {
    await report('zhangsan', 1)
    await backup()
    const half = join(folder, 'half')
    const whole = readFileSync(file)
    writeFileSync(half, whole.subarray(0, whole.length * 0.6))
    writeFileSync(join(folder, 'text'), 'not a backup')
    for (const source of [half, join(folder, 'text'), join(folder, 'absent')])
      expect(await restore(world.databaseUrl, source)).toMatchObject({ code: 1, output: expect.stringMatching(/备份/) })
    world.clock.now = Date.now()
    const unlock = engine === 'sqlite' ? lockSqliteFile(world.databaseUrl.slice(7)) : () => undefined
    await sealAudit(world.system, 'server-1')
    expect(await restore(world.databaseUrl)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/正被另一个|还有服务/),
    })
    const rotate = { DATA_KEY: Buffer.alloc(32, 9).toString('base64'), DATA_KEY_PREVIOUS: TEST_ENV.DATA_KEY }
    expect(await command('rotate-keys', [], { DATABASE_URL: world.databaseUrl, ...rotate })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/正被另一个|还有服务/),
    })
    unlock()
    expect(await world.database.read.count(RegistrationEntity)).toBe(1)
    expect(await backup()).toMatchObject({ code: 1, output: expect.stringContaining('已存在') })
    expect(existsSync(`${file}.part`)).toBe(false)
  })
})
