import { Agent, request } from 'node:http'

export interface Shot {
  path: string
  body: string
  headers?: Record<string, string>
}

export interface LoadResult {
  /** Milliseconds per answered request. */
  times: number[]
  failed: number
  seconds: number
}

/**
 * Posts every shot once.
 * @param parallel connections
 * @param perSecond start rate; 0 for as fast as answers come
 */
export async function load(origin: string, shots: Shot[], parallel: number, perSecond = 0): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: parallel })
  const result: LoadResult = { times: [], failed: 0, seconds: 0 }
  const begun = performance.now()
  let next = 0
  const worker = async () => {
    for (let index = next++; index < shots.length; index = next++) {
      const due = perSecond ? begun + (index * 1000) / perSecond : 0
      const early = due - performance.now()
      if (early > 0) await new Promise(done => setTimeout(done, early))
      const from = perSecond ? Math.max(due, begun) : performance.now()
      const status = await post(origin, shots[index]!, agent)
      if (status === 200) result.times.push(performance.now() - from)
      else result.failed++
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  result.seconds = (performance.now() - begun) / 1000
  agent.destroy()
  return result
}

function post(origin: string, { path, body, headers }: Shot, agent: Agent): Promise<number> {
  return new Promise(resolve => {
    const call = request(
      `${origin}${path}`,
      {
        method: 'POST',
        agent,
        headers: { 'Content-Type': 'text/xml', ...headers, 'Content-Length': Buffer.byteLength(body) },
      },
      answer => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    call.on('error', () => resolve(0))
    call.end(body)
  })
}
