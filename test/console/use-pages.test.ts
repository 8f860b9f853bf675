import { usePages } from '../../console/src/use-pages'

interface Item {
  id: string
}
const pageOf = (ids: string[], nextCursor?: string) => ({ items: ids.map(id => ({ id })), nextCursor })

describe('a list that grows page by page', () => {
  // Outside a component there is no mounting, which Vue says aloud.
  beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation(() => undefined))
  afterAll(() => void jest.restoreAllMocks())

  it('shows what was asked for last, whatever answer comes last', async () => {
    const answers: ((ids: string[]) => void)[] = []
    const list = usePages<Item>(() => new Promise(resolve => answers.push(ids => resolve(pageOf(ids)))))
    const first = list.reload()
    const second = list.reload()
    answers[1]!(['new'])
    await second
    answers[0]!(['old'])
    await first
    expect(list.items.value).toEqual([{ id: 'new' }])
    expect(list.loading.value).toBe(false)
  })

  it('is not empty while there are further pages', async () => {
    const pages = [pageOf(['a'], 'next'), pageOf(['b'])]
    const list = usePages<Item>(async () => pages.shift()!)
    await list.reload()
    await list.remove('a')
    expect(list.items.value).toEqual([{ id: 'b' }])
    await list.remove('b')
    expect(list.items.value).toEqual([])
  })
})
