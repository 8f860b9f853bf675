import { type ListState, type Page, PagedList } from '../../miniprogram/core/paged-list'

function listOver(fetch: (cursor: string | undefined) => Promise<Page<number>>) {
  const states: ListState<number>[] = []
  const list = new PagedList<number>(fetch, state => states.push(state))
  return { list, states, last: () => states.at(-1) }
}

describe('a list that grows page by page', () => {
  const pages: Record<string, Page<number>> = {
    start: { items: [1, 2], nextCursor: 'b' },
    b: { items: [3], nextCursor: null },
  }

  it('appends pages until there are no more', async () => {
    const cursors: (string | undefined)[] = []
    const { list, last } = listOver(async cursor => {
      cursors.push(cursor)
      return pages[cursor ?? 'start'] as Page<number>
    })
    await list.reload()
    expect(last()).toEqual({ items: [1, 2], status: 'ready', more: 'idle' })
    await list.next()
    expect(last()).toEqual({ items: [1, 2, 3], status: 'ready', more: 'end' })
    await list.next()
    expect(cursors).toEqual([undefined, 'b'])
  })

  it('asks for one page at a time', async () => {
    let calls = 0
    const { list } = listOver(async cursor => {
      calls += 1
      return pages[cursor ?? 'start'] as Page<number>
    })
    await list.reload()
    await Promise.all([list.next(), list.next(), list.next()])
    expect(calls).toBe(2)
  })

  it('says when it is empty and when it failed', async () => {
    const empty = listOver(async () => ({ items: [] }))
    await empty.list.reload()
    expect(empty.last()?.status).toBe('empty')
    const broken = listOver(async () => {
      throw new Error('offline')
    })
    await broken.list.reload()
    expect(broken.last()).toMatchObject({ status: 'error', error: new Error('offline') })
  })

  it('keeps what it shows when a later page fails, and can go on', async () => {
    let isBroken = true
    const { list, last } = listOver(async cursor => {
      if (cursor && isBroken) throw new Error('offline')
      return pages[cursor ?? 'start'] as Page<number>
    })
    await list.reload()
    await list.next()
    expect(last()).toMatchObject({ items: [1, 2], status: 'ready', more: 'failed' })
    isBroken = false
    await list.next()
    expect(last()).toMatchObject({ items: [1, 2, 3], more: 'end' })
  })

  it('drops a page that comes after a reload', async () => {
    let release: (page: Page<number>) => void = () => undefined
    const { list, last } = listOver(cursor =>
      cursor ? new Promise(resolve => (release = resolve)) : Promise.resolve(pages.start as Page<number>),
    )
    await list.reload()
    const late = list.next()
    await list.reload()
    release({ items: [99], nextCursor: null })
    await late
    expect(last()).toMatchObject({ items: [1, 2], status: 'ready' })
  })
})
