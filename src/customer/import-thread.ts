import { randomBytes } from 'node:crypto'
import { answerInThread } from '../db/reading-thread'
import { createVault } from '../privacy/vault'
import { type ComparedRows, RowComparison } from './compare-rows'
import type { ImportLine } from './import-row'
import type { ThreadData } from './row-comparer'

void answerInThread<ImportLine[], ComparedRows, ThreadData>((read, { dataKey, ...options }) => {
  const vault = createVault(Buffer.from(dataKey), undefined, randomBytes)
  const comparison = new RowComparison({ read, vault }, options)
  return lines => comparison.compare(lines)
})
