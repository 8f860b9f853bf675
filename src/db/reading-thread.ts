import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { EntityManager } from 'typeorm'
import { openForReading } from './open'

/** Asks a thread that has a read connection of its own; one question at a time. */
export interface ReadingThread<Question, Answer> {
  ask(question: Question): Promise<Answer>
  close(): Promise<void>
}

interface Reply<Answer> {
  answer?: Answer
  problem?: string
}

const CLOSE = 'close'

/**
 * Starts a thread, so that computing does not keep the server from answering.
 * @param program compiled file that calls `answerInThread`
 */
export function startReadingThread<Question, Answer>(
  program: string,
  databaseUrl: string,
  data?: unknown,
): ReadingThread<Question, Answer> {
  const worker = new Worker(program, { workerData: { databaseUrl, data } })
  let fail: (error: Error) => void = () => {}
  worker.on('error', error => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new Error('the thread ended')))
  return {
    ask: question =>
      new Promise((resolve, reject) => {
        fail = reject
        worker.once('message', ({ answer, problem }: Reply<Answer>) => {
          if (problem === undefined) resolve(answer as Answer)
          else reject(new Error(problem))
        })
        worker.postMessage(question)
      }),
    async close() {
      fail = () => {}
      const gone = new Promise(done => worker.once('exit', done))
      worker.postMessage(CLOSE)
      await gone
    },
  }
}

/** Body of such a thread. `begin` gets the connection and the data it was started with, and gives the answering function. */
export async function answerInThread<Question, Answer, Data = undefined>(
  begin: (read: EntityManager, data: Data) => (question: Question) => Promise<Answer>,
): Promise<void> {
  const { databaseUrl, data } = workerData as { databaseUrl: string; data: Data }
  const { read, close } = await openForReading(databaseUrl)
  const answer = begin(read, data)
  parentPort!.on('message', async (question: Question | typeof CLOSE) => {
    if (question === CLOSE) {
      await close()
      parentPort!.close()
      return
    }
    const reply: Reply<Answer> = await answer(question as Question).then(
      answer => ({ answer }),
      error => ({ problem: error instanceof Error ? error.message : String(error) }),
    )
    parentPort!.postMessage(reply)
  })
}
