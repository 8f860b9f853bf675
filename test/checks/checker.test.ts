import { seeded } from '../../sandbox/core/random'
import { checkOwnership, type OwnershipCall } from '../support/checker'

const call = (
  call: Partial<OwnershipCall> & Pick<OwnershipCall, 'kind' | 'result' | 'start' | 'end'>,
): OwnershipCall => ({
  customer: 'c1',
  by: 'a',
  ...call,
})
const claim = (by: string, result: OwnershipCall['result'], start: number, end: number, owner?: string | null) =>
  call({ kind: 'claim', by, result, start, end, owner })
const read = (owner: string | null, start: number, end: number) =>
  call({ kind: 'read', by: 'reader', result: 'done', owner, start, end })
const transfer = (to: string, start: number, end: number, result: OwnershipCall['result'] = 'done') =>
  call({ kind: 'transfer', by: 'boss', to, result, start, end })
const release = (start: number, end: number) => call({ kind: 'release', by: 'boss', result: 'done', start, end })

/** A true history: calls with overlapping times, answered from one register at a moment between their start and end. */
function trueHistory(draw: () => number): OwnershipCall[] {
  let owner: string | null = null
  let now = 0
  const people = ['a', 'b', 'c', 'd', 'e']
  return Array.from({ length: 20 }, () => {
    now += draw()
    const [start, end] = [now - draw() * 3, now + draw() * 3]
    const by = people[Math.floor(draw() * people.length)]!
    const kind = draw()
    const lost = draw() < 0.1
    if (kind < 0.6 || owner === null) {
      const result = owner === null || owner === by ? 'won' : 'lost'
      const answer = claim(by, lost ? 'unknown' : result, start, end, result === 'lost' && !lost ? owner : undefined)
      if (owner === null) owner = by
      return answer
    }
    if (kind < 0.8) return read(owner, start, end)
    if (kind < 0.9) {
      owner = by
      return transfer(by, start, end, lost ? 'unknown' : 'done')
    }
    owner = null
    return release(start, end)
  })
}

describe('the checker of ownership histories', () => {
  describe('accepts', () => {
    it.each<[string, OwnershipCall[]]>([
      ['nothing', []],
      [
        'one winner and losers who name it',
        [claim('a', 'won', 0, 2), claim('b', 'lost', 1, 3, 'a'), claim('c', 'lost', 0, 4, 'a')],
      ],
      ['a loser that ended before the winner did', [claim('a', 'won', 0, 9), claim('b', 'lost', 1, 3, 'a')]],
      ['the owner asking again', [claim('a', 'won', 0, 1), claim('a', 'won', 2, 3)]],
      ['an unknown claim that happened', [claim('a', 'unknown', 0, 1), claim('b', 'lost', 2, 3, 'a'), read('a', 4, 5)]],
      ['an unknown claim that did not', [claim('a', 'unknown', 0, 1), claim('b', 'won', 2, 3), read('b', 4, 5)]],
      ['an unknown claim that happened long after', [claim('a', 'unknown', 0, 1), read(null, 2, 3), read('a', 4, 5)]],
      [
        'a ruling and what follows',
        [
          claim('a', 'won', 0, 1),
          claim('b', 'lost', 2, 3, 'a'),
          transfer('b', 4, 6),
          read('a', 4.5, 5),
          read('b', 5.5, 7),
        ],
      ],
      ['a release and a new owner', [claim('a', 'won', 0, 1), release(2, 3), claim('b', 'won', 4, 5), read('b', 6, 7)]],
      ['a refused ruling', [claim('a', 'won', 0, 1), transfer('b', 2, 3, 'refused'), read('a', 4, 5)]],
      ['two customers with an owner each', [claim('a', 'won', 0, 1), { ...claim('b', 'won', 0, 1), customer: 'c2' }]],
    ])('%s', (_name, history) => {
      expect(checkOwnership(history)).toEqual({ ok: true, broken: [] })
    })
  })

  describe('refuses', () => {
    it.each<[string, OwnershipCall[]]>([
      ['two winners at the same instant', [claim('a', 'won', 0, 2), claim('b', 'won', 1, 3)]],
      ['two winners one after the other', [claim('a', 'won', 0, 1), claim('b', 'won', 2, 3)]],
      ['a loser who is told the wrong owner', [claim('a', 'won', 0, 2), claim('b', 'lost', 0, 3, 'c')]],
      ['a loser before anybody could have won', [claim('b', 'lost', 0, 1), claim('a', 'won', 2, 3)]],
      ['only losers', [claim('a', 'lost', 0, 1), claim('b', 'lost', 0, 1)]],
      ['a stale read', [claim('a', 'won', 0, 1), transfer('b', 2, 3), read('a', 4, 5)]],
      [
        'two readers who disagree',
        [claim('a', 'won', 0, 1), claim('b', 'unknown', 0, 1), read('a', 2, 3), read('b', 2, 3)],
      ],
      ['a read of nobody after a winner', [claim('a', 'won', 0, 1), read(null, 2, 3)]],
      [
        'a new owner without a release',
        [claim('a', 'won', 0, 1), claim('b', 'won', 5, 6), transfer('b', 2, 3, 'refused')],
      ],
      ['a ruling that was lost', [claim('a', 'won', 0, 1), transfer('b', 2, 3), claim('c', 'lost', 4, 5, 'a')]],
    ])('%s', (_name, history) => {
      expect(checkOwnership(history).ok).toBe(false)
    })
  })

  it('accepts 400 of 400 true histories, also with lost answers', () => {
    const draw = seeded(7)
    for (let i = 0; i < 400; i++) {
      const history = trueHistory(draw)
      expect({ i, ok: checkOwnership(history).ok }).toEqual({ i, ok: true })
    }
  })

  it('refuses 400 of 400 races with a planted second winner', () => {
    const draw = seeded(8)
    for (let i = 0; i < 400; i++) {
      const history = Array.from({ length: 24 }, (_, k) => {
        const start = draw() * 5
        return claim(`p${k}`, k === 0 ? 'won' : 'lost', start, start + 5 + draw(), k === 0 ? undefined : 'p0')
      })
      expect(checkOwnership(history).ok).toBe(true)
      const second = 1 + Math.floor(draw() * 23)
      history[second] = { ...history[second]!, result: 'won', owner: undefined }
      expect({ i, ok: checkOwnership(history).ok }).toEqual({ i, ok: false })
    }
  })
})
