import { answerInThread } from '../db/reading-thread'
import { createVault } from '../privacy/vault'
import { type ComparedRows, RowComparison } from './compare-rows'
import type { ImportLine } from './import-row'
import type { ThreadData } from './row-comparer'

void answerInThread<ImportLine[], ComparedRows, ThreadData>((read, { dataKey, ...options }) => {
  const vault = createVault(Buffer.from(dataKey), undefined, sealsNothing)
  const comparison = new RowComparison({ read, vault }, options)
  return lines => comparison.compare(lines)
})

function sealsNothing(): never {
  throw new Error('the comparing thread only looks values up')
}
