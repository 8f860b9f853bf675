import { recogniseMentions } from '../../src/mention'
import type { TestWorld } from './world'

/** What the scanner finds in a text: the words, and the name of the customer they mean. */
export async function mentionsIn(world: TestWorld, text: string): Promise<[words: string, customer?: string][]> {
  const spans = await recogniseMentions(world.system, text)
  const rows: { id: string; name: string }[] = await world.database.read.query('SELECT id, name FROM customer')
  const names = new Map(rows.map(row => [row.id, row.name]))
  return spans.map(span => [text.slice(span.start, span.end), names.get(span.customerId)])
}
