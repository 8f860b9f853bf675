import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../db/open'
import { SCHEMA } from '../schema'
import { comparePage, type PageRequest } from './compare-page'

/** Body of the worker thread: pages in, resemblances out, over a connection of its own. */
async function main(): Promise<void> {
  const { databaseUrl } = workerData as { databaseUrl: string }
  const database = await openDatabase(databaseUrl, SCHEMA, { migrate: false })
  parentPort!.on('message', async (request: PageRequest | 'close') => {
    if (request === 'close') {
      await database.close()
      parentPort!.close()
      return
    }
    try {
      parentPort!.postMessage({ result: await comparePage(database.read, request) })
    } catch (error) {
      parentPort!.postMessage({ problem: error instanceof Error ? error.message : String(error) })
    }
  })
}

void main()
