import { cleanAt } from './extend'
import type { MessageText } from './message-text'
import type { Segment } from './short-names'
import type { Spans } from './spans'
import { cutWord } from './word-bounds'

/** Forms behind which a name surely ends. */
const FORM = /(?:股份|集团)?有限(?:责任)?公司|股份公司|集团公司/g
const LETTER = /[\u3400-\u9fffa-z0-9&]/
const LEAST = 4
const MOST = 24
/** A search costs about as much as a duplicate check. */
const MOST_SEARCHES = 3

/** Full names, by their form, that nothing was found for: a slip of the pen may keep every key from fitting. */
export function namedOrganisations(message: MessageText, spans: Spans): Segment[] {
  const { text, gap } = message
  const found: Segment[] = []
  for (const form of text.matchAll(FORM)) {
    const end = form.index + form[0].length
    let start = form.index
    while (start > 0 && end - start < MOST && LETTER.test(text[start - 1]!) && !gap[start]) {
      if (form.index - start >= LEAST && cleanAt(text, gap, start) && !cutWord(message, start)) break
      start--
    }
    if (form.index - start >= LEAST && spans.isFree(start, end)) found.push({ start, end })
    if (found.length === MOST_SEARCHES) break
  }
  return found
}
