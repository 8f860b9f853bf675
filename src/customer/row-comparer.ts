import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../context'
import { startReadingThread } from '../db/reading-thread'
import { type ComparedRows, type CompareOptions, RowComparison } from './compare-rows'
import type { ImportLine } from './import-row'

/** Compares the batches of one file: in a thread, or in the server itself where there is no compiled program. */
export interface RowComparer {
  compare(lines: ImportLine[]): Promise<ComparedRows>
  close(): Promise<void>
}

/** What the thread is started with. */
export interface ThreadData extends CompareOptions {
  dataKey: Uint8Array
}

const THREAD = join(__dirname, 'import-thread.js')

export function createRowComparer(context: Context, options: CompareOptions): RowComparer {
  if (!existsSync(THREAD)) {
    const comparison = new RowComparison(context, options)
    return { compare: lines => comparison.compare(lines), close: async () => {} }
  }
  const { databaseUrl, dataKey } = context.config
  const data: ThreadData = { ...options, dataKey }
  const { ask, close } = startReadingThread<ImportLine[], ComparedRows>(THREAD, databaseUrl, data)
  return { compare: ask, close }
}
