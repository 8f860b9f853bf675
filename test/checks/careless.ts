import { createServer, type Server } from 'node:http'
import type { Context } from '../../src/context'
import { CustomerEntity } from '../../src/customer/customer.entity'
import { activeOwnership } from '../../src/ownership/active-ownerships'
import { takeOwnership } from '../../src/ownership/take-ownership'
import { madeUp } from './customers'
import type { Answer, Racer } from './race'

/**
 * The planted fault: a server on the same tables that looks first and writes afterwards, in two transactions and without the
 * rows that make similar reports pass one after the other. It knows which customer is meant, so the race alone decides.
 */
export async function startCareless(context: Context): Promise<{ url: string; server: Server }> {
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { userId, name, write } = JSON.parse(text) as { userId: string; name: string; write: boolean }
    const core = name.normalize('NFKC').replace(/[\s()（）]|有限公司/g, '')
    response.end(JSON.stringify(await handle(context, userId, core, write)))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, server }
}

async function handle(context: Context, userId: string, core: string, write: boolean): Promise<Answer> {
  const customers = await context.read.findBy(CustomerEntity, { matchForm: signsOf(core) })
  const known = customers[0] && (await activeOwnership(context.read, customers[0].id, 'all'))
  if (known) return known.ownerId === userId ? { result: 'won' } : { result: 'lost', owner: known.ownerId }
  if (!write) return { result: 'nobody' }
  // What any remote database puts between two statements.
  await new Promise(done => setTimeout(done, 2))
  await context.transaction(async tx => {
    const id = tx.newId()
    const at = { createdAt: tx.now(), updatedAt: tx.now() }
    await tx.manager.insert(CustomerEntity, {
      id,
      name: core,
      matchForm: signsOf(core),
      externalRef: null,
      sealedContact: null,
      sealedRemark: null,
      status: 'active',
      createdBy: userId,
      ...at,
    })
    await takeOwnership(tx, { customerId: id, scope: 'all', ownerId: userId, source: 'registration' })
  })
  return { result: 'won' }
}

const NUMBERS = new Map(Array.from({ length: 600 }, (_, i) => [[...madeUp(i).name.slice(2, 5)].join(''), i]))
/** The number of the made-up customer whose three telling signs stand in the name. */
function signsOf(core: string): string {
  for (let from = 0; from + 3 <= core.length; from++) {
    const number = NUMBERS.get(core.slice(from, from + 3))
    if (number !== undefined) return String(number)
  }
  return core
}

export function carelessRacers(count: number): Racer[] {
  const send = async (url: string, body: object) =>
    (await (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json()) as Answer
  return Array.from({ length: count }, (_, k): Racer => {
    const userId = `racer${k}`
    return {
      userId,
      shownAs: userId,
      report: (url, input) => send(url, { ...input, userId, write: true }),
      ask: (url, input) => send(url, { ...input, userId, write: false }),
    }
  })
}
