import { prepare } from '../../src/matching'
import type { Row } from '../matching/fields'

/** A message with the customers it names: by offsets, or by the words themselves. */
export interface LabelledMessage {
  text: string
  spans?: { start: number; end: number }[]
  mentions?: { words: string }[]
}

const SEED = 20_261_122
const FORM = /(?:公司|集团|厂|店|中心|合作社|事务所)$/
/** So long a mention is a brand alone. */
const BRAND = 4
const CLAUSE_END = /(?<=[，。！？；,!?;\n])/

/**
 * Messages that nobody said before, made of labelled ones: other customers in the place of those named, written as long,
 * other numbers, and clauses that name nobody from other messages. The same every time.
 */
export function variedMessages(labelled: LabelledMessage[], customers: Row[], count: number): string[] {
  const random = generator(SEED)
  const drawn = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!
  const small = labelled.flatMap(message => piecesOf(message).flatMap(([text, named]) => (named ? [] : clauses(text))))
  const seen = new Set<string>()
  for (let tries = 0; seen.size < count && tries < count * 10; tries++) {
    const pieces = piecesOf(drawn(labelled)).map(([text, named]) => {
      if (named) return writtenLike(text, drawn(customers))
      const parts = clauses(text).map(part => (part.length > 3 && random() < 0.5 ? drawn(small) : part))
      return parts.join('').replace(/\d/g, () => String(Math.floor(random() * 10)))
    })
    seen.add(pieces.join(''))
  }
  return [...seen]
}

const clauses = (text: string): string[] => text.split(CLAUSE_END)

/** A message cut at the customers it names. */
function piecesOf({ text, spans, mentions = [] }: LabelledMessage): [string, boolean][] {
  const named = (
    spans ?? mentions.map(({ words }) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length }))
  )
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start)
  const pieces: [string, boolean][] = []
  let at = 0
  for (const { start, end } of named) {
    if (start < at) continue
    pieces.push([text.slice(at, start), false], [text.slice(start, end), true])
    at = end
  }
  pieces.push([text.slice(at), false])
  return pieces.filter(([piece]) => piece !== '')
}

/** Another customer's name or number as this one's is written: in full, without the form, or the brand alone. */
function writtenLike(words: string, { company = '', phone, email }: Row): string {
  if (words.includes('@')) return email ?? words
  if (/\d{4}/.test(words)) return phone ?? words
  const [view] = prepare({ name: company }).names
  if (!view || FORM.test(words)) return company
  return words.length > BRAND ? view.place + view.brand + view.trade : view.brand
}

/** Numbers from 0 to 1, the same for a seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
}
