import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadStored, prepare, prepareName, scoreNames, scorePair, storedForm } from '../../src/matching'

interface Pair {
  registered: string
  query: string
  same: boolean
  kind: string
}

const pairs: Pair[] = readFileSync(join(__dirname, 'labelled-pairs.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Pair)
const scores = pairs.map(
  p => scorePair(prepare({ name: p.query }), loadStored(storedForm(prepare({ name: p.registered })))).score,
)

function f1(labels: boolean[], threshold = 0.5): number {
  let hits = 0
  let alarms = 0
  let misses = 0
  labels.forEach((same, i) => {
    const alert = scores[i]! >= threshold
    if (alert && same) hits++
    else if (alert) alarms++
    else if (same) misses++
  })
  return (2 * hits) / (2 * hits + alarms + misses || 1)
}

describe('labelled pairs of company names', () => {
  it('holds at least 1,084 pairs, half of them hard negatives', () => {
    const same = pairs.filter(p => p.same).length
    expect(pairs.length).toBeGreaterThanOrEqual(1084)
    expect(same).toBe(pairs.length - same)
    expect(new Set(pairs.map(p => `${p.registered}|${p.query}`)).size).toBe(pairs.length)
  })

  // Some names in daily use cannot be told from the text (南师附中, 上海中山医院); they stay in and count.
  it('finds the positives at 0.5', () => {
    const found = pairs.filter((p, i) => p.same && scores[i]! >= 0.5).length
    expect(found / pairs.filter(p => p.same).length).toBeGreaterThanOrEqual(0.975)
  })

  it('leaves the hard negatives alone at 0.5', () => {
    const alarms = pairs.filter((p, i) => !p.same && scores[i]! >= 0.5)
    expect(alarms.length / pairs.filter(p => !p.same).length).toBeLessThanOrEqual(0.015)
  })

  it('scores names alone as it scores customers, wherever a score matters', () => {
    const least = 0.5
    pairs.forEach(({ query, registered }, i) => {
      const score = scoreNames(prepareName(query), loadStored(storedForm(prepare({ name: registered }))), least)
      if (scores[i]! < least) expect(score).toBeLessThan(least)
      else expect(score).toBeCloseTo(scores[i]!, 2)
    })
  })

  it.each(['city', 'number', 'subsidiary', 'trade', 'body'])('raises no more than 4 % false alarms among %s', kind => {
    const negatives = pairs.map((p, i) => ({ ...p, score: scores[i]! })).filter(p => !p.same && p.kind === kind)
    expect(negatives.length).toBeGreaterThan(10)
    expect(negatives.filter(p => p.score >= 0.5).length / negatives.length).toBeLessThanOrEqual(0.04)
  })

  it('reads kinds of writing that were labelled before the engine was asked', () => {
    const kinds = [
      'input',
      'mixed letters',
      'misread',
      'place slip',
      'order',
      'short place',
      'old place',
      'zone',
      'remark',
    ]
    const more = ['former name', 'doubled', 'cut', 'English', 'body', 'shop']
    const chosen = pairs.map((p, i) => ({ ...p, score: scores[i]! })).filter(p => [...kinds, ...more].includes(p.kind))
    const right = chosen.filter(p => p.same === p.score >= 0.5).length
    expect(chosen.length).toBeGreaterThanOrEqual(150)
    expect(right / chosen.length).toBeGreaterThanOrEqual(0.98)
  })

  it('tells listed short names from those of other companies', () => {
    const chosen = pairs.map((p, i) => ({ ...p, score: scores[i]! })).filter(p => p.kind === 'listed')
    expect(chosen.length).toBeGreaterThanOrEqual(80)
    expect(chosen.filter(p => p.same === p.score >= 0.5).length / chosen.length).toBeGreaterThanOrEqual(0.98)
  })

  it('is calibrated: the upper half is nearly always right, the lower half nearly never', () => {
    const sure = pairs.filter((_, i) => scores[i]! >= 0.8)
    const unlikely = pairs.filter((_, i) => scores[i]! < 0.3)
    expect(sure.filter(p => p.same).length / sure.length).toBeGreaterThanOrEqual(0.985)
    expect(unlikely.filter(p => p.same).length / unlikely.length).toBeLessThanOrEqual(0.025)
  })

  it('collapses when the labels are shuffled', () => {
    const labels = pairs.map(p => p.same)
    // A fixed permutation: multiplication by a number prime to the length.
    const shuffled = labels.map((_, i) => labels[(i * 263 + 17) % labels.length]!)
    expect(f1(labels)).toBeGreaterThanOrEqual(0.98)
    expect(f1(shuffled)).toBeLessThan(0.65)
  })
})
