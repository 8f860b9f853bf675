import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importCustomers } from '../../src/customer/import-customers'
import { recogniseMentions, startMentionIndex } from '../../src/mention'
import { createWorld, type TestWorld } from '../support/world'

interface Mention {
  words: string
  id: string
  /** Said in a quoted or forwarded part. */
  quoted?: true
  /** May be told and need not be. */
  optional?: true
}
interface Message {
  messageId: string
  kind: string
  text: string
  mentions: Mention[]
}
interface Span {
  start: number
  end: number
  id: string
  quoted: boolean
}

const FLOOR_F1 = 0.978
const MOST_FALSE = 0.008

const rows = <T>(file: string): T[] =>
  readFileSync(join(__dirname, file), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T)
const messages = rows<Message>('labelled-messages.jsonl')
const registry = rows<{ id: string; company: string; phone?: string; email?: string; uscc?: string; wechat?: string }>(
  'labelled-registry.jsonl',
)

/** Where the labelled words stand, one after the other. */
function goldOf({ text, mentions }: Message): (Mention & { start: number; end: number })[] {
  let from = 0
  return mentions.map(mention => {
    const start = text.indexOf(mention.words, from)
    from = start + mention.words.length
    return { ...mention, start, end: from }
  })
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && a.end > b.start

/** Every gold mention counts once, every span that is on none is false. */
function score(gold: ReturnType<typeof goldOf>[], found: Span[][]) {
  let hits = 0
  let wanted = 0
  let wrong = 0
  let silent = 0
  let wrongInSilent = 0
  gold.forEach((mentions, i) => {
    const needed = mentions.filter(mention => !mention.optional)
    const right = (span: Span) => mentions.some(mention => mention.id === span.id && overlaps(mention, span))
    const bad = found[i]!.filter(span => !right(span)).length
    wanted += needed.length
    wrong += bad
    hits += needed.filter(mention => found[i]!.some(span => span.id === mention.id && overlaps(mention, span))).length
    if (needed.length) return
    silent++
    wrongInSilent += bad
  })
  const precision = hits / (hits + wrong || 1)
  const recall = hits / wanted
  return { f1: (2 * precision * recall) / (precision + recall || 1), perSilentMessage: wrongInSilent / silent }
}

describe('labelled messages', () => {
  let world: TestWorld
  let found: Span[][]
  const gold = messages.map(goldOf)

  beforeAll(async () => {
    world = await createWorld()
    await importCustomers(
      await world.as('admin'),
      registry.map(({ company, ...row }, i) => ({ line: i + 1, name: company, ...row })),
      { duplicates: 'keep' },
    )
    await startMentionIndex(world.system)
    const refs = new Map<string, string>(
      (await world.database.read.query('SELECT id, external_ref AS ref FROM customer')).map(
        (row: { id: string; ref: string }) => [row.id, row.ref],
      ),
    )
    found = []
    for (const { text } of messages)
      found.push(
        (await recogniseMentions(world.system, text)).map(span => ({ ...span, id: refs.get(span.customerId)! })),
      )
  })
  afterAll(() => world.close())

  it('are many and varied, and about half of them name nobody', () => {
    expect(messages.length).toBeGreaterThanOrEqual(200)
    const silent = messages.filter(message => !message.mentions.length).length
    expect(silent / messages.length).toBeGreaterThan(0.45)
    expect(silent / messages.length).toBeLessThan(0.55)
    expect(new Set(messages.map(message => message.text)).size).toBe(messages.length)
    const ids = new Set(registry.map(row => row.id))
    for (const mentions of gold)
      for (const { start, id } of mentions) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(ids).toContain(id)
      }
  })

  it('have their customers found, and nearly nothing else', () => {
    const { f1, perSilentMessage } = score(gold, found)
    expect(f1).toBeGreaterThanOrEqual(FLOOR_F1)
    expect(perSilentMessage).toBeLessThanOrEqual(MOST_FALSE)
  })

  it('tell apart what is said and what is quoted', () => {
    const told = gold.flatMap((mentions, i) =>
      mentions.flatMap(mention => {
        const span = found[i]!.find(candidate => candidate.id === mention.id && overlaps(mention, candidate))
        return span ? [span.quoted === (mention.quoted ?? false)] : []
      }),
    )
    expect(told.filter(Boolean).length / told.length).toBeGreaterThanOrEqual(0.99)
    expect(gold.flat().filter(mention => mention.quoted).length).toBeGreaterThanOrEqual(10)
  })

  it('cannot be told when the labels are shuffled', () => {
    // A fixed permutation: multiplication by a number prime to the length.
    const shuffled = gold.map((_, i) => gold[(i * 101 + 17) % gold.length]!)
    expect(new Set(shuffled).size).toBe(gold.length)
    expect(score(shuffled, found).f1).toBeLessThan(0.05)
  })
})
