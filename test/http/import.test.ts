import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { MAX_UPLOAD_BYTES } from '../../src/http/upload'
import { ENGINES } from '../support/world'
import { startServer, type TestServer } from './server'

/** GBK bytes of a text, by trying which pair of bytes decodes to each character. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytesOf = new Map<string, number[]>()
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++)
      bytesOf.set(decoder.decode(Uint8Array.of(first, second)), [first, second])
  return Uint8Array.from([...text].flatMap(char => (char < '\x80' ? [char.charCodeAt(0)] : bytesOf.get(char)!)))
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const leftBehind = () => readdirSync(tmpdir()).filter(name => name.startsWith('baobei-import-'))

describe.each(ENGINES)('importing customers on %s', engine => {
  let server: TestServer
  let token: string
  let before: string[]
  beforeEach(async () => {
    before = leftBehind()
    server = await startServer({}, undefined, engine)
    token = await server.tokenOf('admin')
  })
  afterEach(async () => {
    for (let turn = 0; turn < 100 && leftBehind().some(name => !before.includes(name)); turn++)
      await new Promise(done => setTimeout(done, 20))
    expect(leftBehind().filter(name => !before.includes(name))).toEqual([])
    await server.close()
  })

  const send = (body: string | Uint8Array, type = 'text/csv') =>
    server.call('/api/v1/admin/imports', { method: 'POST', token, body, headers: { 'content-type': type } })

  /** Sends a file and waits until it is through. */
  async function run(body: string | Uint8Array, type?: string) {
    const { status, body: started } = await send(body, type)
    expect(status).toBe(202)
    for (;;) {
      const { body: state } = await server.call(`/api/v1/admin/imports/${started.id}`, { token })
      if (state.status !== 'running') return state
      await new Promise(done => setTimeout(done, 20))
    }
  }
  const names = async () => {
    const rows: { name: string }[] = await server.world.database.read.query('SELECT name FROM customer ORDER BY name')
    return rows.map(row => row.name)
  }

  const TWO = [
    '公司名称,联系人,手机号',
    '宁波海纳贸易有限公司,陈一,13900010002',
    '绍兴云帆科技有限公司,陈二,13900010003',
    '',
  ].join('\r\n')
  const SAME: [string, string | Uint8Array][] = [
    ['UTF-8', TWO],
    ['UTF-8 with its mark', `\ufeff${TWO}`],
    ['GBK', gbk(TWO)],
    ['UTF-16', utf16(TWO)],
    ['semicolons', TWO.replaceAll(',', ';')],
    ['tabs', TWO.replaceAll(',', '\t')],
    ['other headings and an unknown column', TWO.replace('公司名称,联系人,手机号', 'Company,微信昵称,电话')],
  ]
  it.each(SAME)('reads %s', async (_name, body) => {
    const state = await run(body)
    expect(state).toMatchObject({ status: 'done', imported: 2, duplicates: 0, rejected: 0, issues: [] })
    expect(await names()).toEqual(['宁波海纳贸易有限公司', '绍兴云帆科技有限公司'])
  })

  it('reads JSON Lines', async () => {
    const state = await run(
      '{"name":"宁波海纳贸易有限公司","phone":"13900010002"}\n{"broken\n[1]\n{"name":"绍兴云帆科技有限公司"}\n',
      'application/x-ndjson',
    )
    expect(state.imported).toBe(2)
    expect(state.issues.map((issue: { line: number }) => issue.line)).toEqual([2, 3])
  })

  it('takes other names from every column that holds some, and finds the customer by each', async () => {
    await run('公司名称,简称,英文名,曾用名\n杭州云栖智造软件有限公司,云智,Blue Whale Trading,蓝鲸贸易；白鲸商行\n')
    const check = async (name: string) =>
      (await server.call('/api/v1/customers/check', { token, json: { name } })).body.matches[0]?.name
    for (const name of ['云智', 'blue whale trading', '蓝鲸贸易', '白鲸商行'])
      expect([name, await check(name)]).toEqual([name, '杭州云栖智造软件有限公司'])
    const [{ id }] = await server.world.database.read.query('SELECT id FROM customer')
    const { body } = await server.call(`/api/v1/customers/${id}/names`, { token })
    expect(body.aliases.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual([
      ['云智', 'short'],
      ['Blue Whale Trading', 'english'],
      ['蓝鲸贸易', 'former'],
      ['白鲸商行', 'former'],
    ])
  })

  it('accounts for every line, with the number an editor shows', async () => {
    const rows = [
      '公司名称,手机号,备注',
      '"宁波海纳\n贸易有限公司",13900010002,',
      ',13900010009,',
      "绍兴云帆科技有限公司,'13900010003,",
      '台州海纳机械有限公司,="13900010004",',
      '=HYPERLINK("http://x"),,',
      '湖州晨光纸业有限公司,1.39E+10,',
    ]
    const state = await run(rows.join('\n'))
    expect(state).toMatchObject({ status: 'done', lines: 6, imported: 3, rejected: 3 })
    expect(state.issues.map(({ line, kind }: { line: number; kind: string }) => [line, kind])).toEqual([
      [4, 'rejected'],
      [7, 'rejected'],
      [8, 'rejected'],
    ])
    const phones: { n: number }[] = await server.world.database.read.query(
      "SELECT COUNT(*) AS n FROM hard_key WHERE kind = 'phone'",
    )
    expect(Number(phones[0]!.n)).toBe(3)
  })

  it('changes nothing when the same file comes again', async () => {
    await run(TWO)
    const again = await run(TWO)
    expect(again).toMatchObject({ imported: 0, duplicates: 2 })
    expect(again.issues).toHaveLength(2)
    expect(await names()).toHaveLength(2)
  })

  it('pages through many refused rows', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `=${i},x`)
    const state = await run(['公司名称,联系人', ...rows].join('\n'))
    const lines: number[] = []
    for (let page = state; ; ) {
      lines.push(...page.issues.map((issue: { line: number }) => issue.line))
      if (!page.nextCursor) break
      page = (await server.call(`/api/v1/admin/imports/${state.id}?cursor=${page.nextCursor}`, { token })).body
    }
    expect(lines).toEqual(rows.map((_, i) => i + 2))
  })

  const UNUSABLE: [string, string | Uint8Array, RegExp][] = [
    ['an xlsx file', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /另存为/],
    ['an old xls file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), /另存为/],
    ['a binary file', Uint8Array.of(1, 0, 2, 0, 3), /不是文本/],
    ['a file without headings', '张三,13900010002\n', /第一行/],
    ['a quote that never closes', `公司名称\n"${'x'.repeat(200_000)}`, /引号/],
    ['5,000 columns', `公司名称${',a'.repeat(5_000)}\n`, /列太多/],
  ]
  it.each(UNUSABLE)('says what is wrong with %s', async (_name, body, message) => {
    const state = await run(body)
    expect(state.status).toBe('failed')
    expect(state.message).toMatch(message)
    expect(await names()).toEqual([])
    expect((await run(TWO)).imported).toBe(2)
  })

  it('refuses other types, compressed, empty and too large bodies', async () => {
    expect((await send(TWO, 'application/json')).status).toBe(400)
    expect((await send(new Uint8Array(0))).status).toBe(400)
    const packed = { 'content-type': 'text/csv', 'content-encoding': 'gzip' }
    expect(
      (await server.call('/api/v1/admin/imports', { method: 'POST', token, body: TWO, headers: packed })).status,
    ).toBe(400)
    expect(await rawStatus(`Content-Length: ${MAX_UPLOAD_BYTES + 1}`)).toBe(413)
  })

  it('lets one import run at a time', async () => {
    const many = ['公司名称', ...Array.from({ length: 300 }, (_, i) => `宁波海纳${i}号贸易有限公司`)].join('\n')
    const first = await send(many)
    const second = await send(TWO)
    expect([first.status, second.status]).toEqual([202, 409])
    for (let state = { status: 'running' }; state.status === 'running'; ) {
      state = (await server.call(`/api/v1/admin/imports/${first.body.id}`, { token })).body
      await new Promise(done => setTimeout(done, 20))
    }
    expect((await run(TWO)).status).toBe('done')
  })

  it('does not know the imports of nobody', async () => {
    expect((await server.call('/api/v1/admin/imports/01JZZZZZZZZZZZZZZZZZZZZZZZ', { token })).status).toBe(404)
  })

  /** The status of a request whose body never comes. */
  function rawStatus(header: string): Promise<number> {
    return new Promise(resolve => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/admin/imports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\n${header}\r\n\r\n公司`,
        )
      })
      let text = ''
      socket.on('data', chunk => {
        text += chunk.toString()
      })
      socket.on('close', () => resolve(Number(text.split(' ')[1])))
    })
  }
})
