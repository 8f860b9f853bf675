import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { startReadingThread } from '../db/reading-thread'
import { type PageRequest, type PageResult, pageComparer } from './compare-page'

/** Something that compares pages: a thread, or the server itself where there is no compiled program. */
export interface Comparer {
  page(request: PageRequest): Promise<PageResult>
  close(): Promise<void>
}

const THREAD = join(__dirname, 'page-thread.js')

/** A thread with a database connection of its own, so that the server keeps answering. */
export function createComparer(databaseUrl: string, read: EntityManager): Comparer {
  if (!existsSync(THREAD)) return inlineComparer(read)
  const { ask, close } = startReadingThread<PageRequest, PageResult>(THREAD, databaseUrl)
  return { page: ask, close }
}

export function inlineComparer(read: EntityManager): Comparer {
  return { page: pageComparer(read), close: async () => {} }
}
