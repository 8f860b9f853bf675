import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importCustomers } from '../../src/customer/import-customers'
import { openDatabase } from '../../src/db/open'
import { SCHEMA } from '../../src/schema'
import { assertInvariants } from '../support/invariants'
import { type Inside, lookInside, untilIdle } from '../support/look-inside'
import { freshDatabase } from '../support/mariadb'
import { Member, openStage, type Running, type Stage } from '../support/server-process'
import { ENGINES } from '../support/world'

const CITIES =
  '杭州 宁波 南京 无锡 合肥 福州 厦门 南昌 济南 青岛 郑州 武汉 长沙 广州 深圳 南宁 海口 成都 贵阳 昆明'.split(' ')
const TRADES = '机床 物流 软件 食品 服饰 化工 家具 医疗器械 建材 旅行社'.split(' ')
const BRANDS = '恒达 立柱 云帆 海川 晨光 星河 青禾 博雅 瑞丰 金穗 远航 宏图 天工 民生 嘉禾'.split(' ')
const NAMES = BRANDS.flatMap(brand => CITIES.flatMap(city => TRADES.map(trade => `${city}${brand}${trade}有限公司`)))
/** Every thirtieth is registered a second time, in another spelling. */
const AGAIN = NAMES.filter((_, i) => i % 30 === 0).map(name => `${name.slice(2, -4)}（${name.slice(0, 2)}）有限公司`)
const ALL = [...NAMES, ...AGAIN]

jest.setTimeout(180_000)

describe.each(ENGINES)('a scan of the stock in a server process on %s', engine => {
  let folder: string
  let stage: Stage
  let inside: Inside
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baobei-scan-'))
    const databaseUrl =
      engine === 'mariadb'
        ? await freshDatabase(process.env.TEST_MARIADB_URL!, `scan${randomBytes(4).toString('hex')}`)
        : `sqlite:${join(folder, 'scan.sqlite')}`
    await (await openDatabase(databaseUrl, SCHEMA)).close()
    inside = await lookInside(databaseUrl)
    const lines = ALL.map((name, i) => ({ line: i + 1, name }))
    await importCustomers(inside.system, lines, { duplicates: 'keep', rowsPerTurn: 500 })
    stage = await openStage({ databaseUrl })
  })
  afterEach(async () => {
    await stage.close()
    await inside.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const scan = async () => (await inside.database.read.query('SELECT status, compared, found FROM stock_scan'))[0]
  async function until(happened: (row: { status: string; compared: number }) => boolean) {
    for (let tries = 0; tries < 4000; tries++) {
      const row = await scan()
      if (happened(row)) return row
      await new Promise(done => setTimeout(done, 15))
    }
    throw new Error(`never happened: ${JSON.stringify(await scan())}`)
  }
  /** Waits until the scan has come further, and ends the server in the middle of it. */
  async function endWhileScanning(end: () => Promise<void>): Promise<void> {
    const before = Number((await scan()).compared)
    await until(row => Number(row.compared) > before)
    await end()
    expect(await scan()).toMatchObject({ status: 'running' })
  }

  it('goes on after kill -9 and after a stop, to the end, and finds nothing twice', async () => {
    let server: Running = await stage.server()
    const admin = await new Member(stage.sandbox, 'admin').login(server.url)
    expect((await admin.call(server.url, 'POST', '/admin/stock-scan', {})).status).toBe(202)
    await endWhileScanning(() => server.kill())
    server = await stage.server()
    await endWhileScanning(() => server.stop())
    server = await stage.server()
    const { compared, found } = await until(row => row.status === 'done')
    expect([Number(compared), Number(found)]).toEqual([ALL.length, AGAIN.length])
    const pairs = await inside.database.read.query(
      `SELECT c.name AS name, o.name AS other FROM stock_finding f
       JOIN customer c ON c.id = f.customer_id JOIN customer o ON o.id = f.other_id`,
    )
    const spelling = (name: string) => name.replace(/^(.*)（(.*)）/, '$2$1')
    expect(pairs.map((pair: { name: string }) => pair.name).sort()).toEqual([...AGAIN].sort())
    for (const { name, other } of pairs) expect(spelling(name)).toBe(other)
    await untilIdle(inside, 60_000)
    await assertInvariants(inside)
  })
})
