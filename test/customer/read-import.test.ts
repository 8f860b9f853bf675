import { Readable } from 'node:stream'
import { instantOf, readCsv, readJsonl } from '../../src/customer/read-import'

const all = async <T>(items: AsyncIterable<T>) => {
  const out: T[] = []
  for await (const item of items) out.push(item)
  return out
}

describe('reading import files', () => {
  it('maps Chinese headings, quotes, line breaks in cells and a byte order mark', async () => {
    const text =
      '\ufeff公司名称,联系人,手机号,别名,报备时间,负责人账号\n"云帆, 软件",王芳,13800000001,云帆、Yunfan,2026/3/2 10:00,zhangsan\n\n"第二\n行",,,,,\n'
    const rows = await all(readCsv(Readable.from([text])))
    expect(rows[0]).toEqual({
      line: 2,
      name: '云帆, 软件',
      contact: '王芳',
      phone: '13800000001',
      aliases: ['云帆', 'Yunfan'],
      registeredAt: Date.UTC(2026, 2, 2, 2),
      ownerUserId: 'zhangsan',
    })
    expect(rows[1]).toMatchObject({ name: '第二\n行' })
  })

  it('goes on after a line that is not JSON and names its number', async () => {
    const rows = await all(
      readJsonl(
        Readable.from(['{"company":"甲"}\nnot json\n[1]\n{"name":"乙","registeredAt":"soon"}\n{"name":"丙"}\n']),
      ),
    )
    expect(rows.map(row => ('problem' in row ? [row.line, 'problem'] : [row.line, row.name]))).toEqual([
      [1, '甲'],
      [2, 'problem'],
      [3, 'problem'],
      [4, 'problem'],
      [5, '丙'],
    ])
  })

  it('reads dates as Shanghai time and refuses days that do not exist', () => {
    expect(instantOf('2026年3月2日')).toBe(Date.UTC(2026, 2, 1, 16))
    expect(instantOf('2026-03-02T10:00:00+08:00')).toBe(Date.UTC(2026, 2, 2, 2))
    expect(instantOf('2026-02-30')).toBeUndefined()
    expect(instantOf('03/04/26')).toBeUndefined()
  })
})
