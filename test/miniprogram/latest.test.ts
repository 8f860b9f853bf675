import { Latest } from '../../miniprogram/core/latest'

describe('answers to what somebody is typing', () => {
  const answers: string[] = []
  const failures: unknown[] = []
  const asked: string[] = []
  let answer: (input: string) => Promise<string>
  const latest = new Latest<string, string>({
    wait: 300,
    work: input => {
      asked.push(input)
      return answer(input)
    },
    done: output => answers.push(output),
    failed: error => failures.push(error),
  })

  beforeEach(() => {
    jest.useFakeTimers()
    for (const list of [answers, failures, asked]) list.length = 0
    answer = async input => `answer to ${input}`
  })
  afterEach(() => jest.useRealTimers())

  it('are asked for after a pause, once', async () => {
    latest.ask('杭')
    await jest.advanceTimersByTimeAsync(299)
    latest.ask('杭州')
    await jest.advanceTimersByTimeAsync(299)
    expect(asked).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(asked).toEqual(['杭州'])
    expect(answers).toEqual(['answer to 杭州'])
  })

  it('are dropped when a newer question overtakes them', async () => {
    const delays: Record<string, number> = { slow: 1000, fast: 10 }
    answer = input => new Promise(resolve => setTimeout(() => resolve(input), delays[input]))
    latest.ask('slow')
    await jest.advanceTimersByTimeAsync(300)
    latest.ask('fast')
    await jest.advanceTimersByTimeAsync(2000)
    expect(asked).toEqual(['slow', 'fast'])
    expect(answers).toEqual(['fast'])
  })

  it('are dropped, also failed ones, when nobody waits any more', async () => {
    answer = () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 100))
    latest.ask('x')
    await jest.advanceTimersByTimeAsync(350)
    latest.cancel()
    await jest.advanceTimersByTimeAsync(500)
    expect(failures).toEqual([])
  })

  it('report a failure of the newest question', async () => {
    answer = async () => {
      throw new Error('offline')
    }
    latest.ask('x')
    await jest.advanceTimersByTimeAsync(300)
    expect(failures).toEqual([new Error('offline')])
  })
})
