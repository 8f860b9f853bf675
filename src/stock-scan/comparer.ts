import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { EntityManager } from 'typeorm'
import { comparePage, type PageRequest, type PageResult } from './compare-page'

/** Something that compares pages: a worker thread, or the thread itself where there is no compiled program. */
export interface Comparer {
  page(request: PageRequest): Promise<PageResult>
  close(): Promise<void>
}

const WORKER = join(__dirname, 'page-worker.js')

/** A worker thread with a database connection of its own, so that the server keeps answering. */
export function createComparer(databaseUrl: string, read: EntityManager): Comparer {
  return existsSync(WORKER) ? workerComparer(databaseUrl) : inlineComparer(read)
}

export function inlineComparer(read: EntityManager): Comparer {
  return { page: request => comparePage(read, request), close: async () => {} }
}

function workerComparer(databaseUrl: string): Comparer {
  const worker = new Worker(WORKER, { workerData: { databaseUrl } })
  let fail: (error: Error) => void = () => {}
  worker.on('error', error => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new Error('the comparing thread ended')))
  return {
    page: request =>
      new Promise((resolve, reject) => {
        fail = reject
        worker.once('message', (answer: { result?: PageResult; problem?: string }) => {
          if (answer.result) resolve(answer.result)
          else reject(new Error(answer.problem))
        })
        worker.postMessage(request)
      }),
    async close() {
      fail = () => {}
      const gone = new Promise(done => worker.once('exit', done))
      worker.postMessage('close')
      await gone
    },
  }
}
