import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiClient } from './lib/api'
import { BENCH_ENV, callbackOf } from './lib/callbacks'
import { load } from './lib/load'
import { serve } from './lib/process'
import { percentile, printTable, round } from './lib/table'

const MEMBERS = 200
const TEAMS = 10
const CUSTOMERS = 2_000
const PER_SECOND = 40
const SECONDS = 60
/** Every n-th event touches somebody's customer: 5 %. */
const COLLIDING = 20

const mobileOf = (n: number) => `1450${String(n).padStart(7, '0')}`
const nameOf = (n: number) => `基准${String(n).padStart(5, '0')}号仪器有限公司`

/** From the added contact to the warning at the group's webhook: 40 events a second, 5 % colliding, 10 groups, 200 members. */
export async function benchWarning(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baobei-bench-'))
  const wecom = await serve('dist/bench/servers/wecom.js', {
    BENCH_MEMBERS: String(MEMBERS),
    BENCH_TEAMS: String(TEAMS),
  })
  const server = await serve('dist/src/main.js', {
    ...BENCH_ENV,
    DATABASE_URL: `sqlite:${join(folder, 'warning.sqlite')}`,
    WECOM_API_BASE: wecom.origin,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
  })
  try {
    const admin = await ApiClient.login(server.origin, 'admin')
    await admin.until<{ members: number }>('/admin/status', status => status.members >= MEMBERS)
    await fill(admin)
    const begun = Date.now()
    const events = Array.from({ length: PER_SECOND * SECONDS }, (_, i) => eventOf(i, begun))
    await load(
      server.origin,
      events.map(event => event.shot),
      32,
      PER_SECOND,
    )
    await report(wecom.origin, begun, events.filter(event => event.customer !== undefined).length)
  } finally {
    await Promise.all([server.stop(), wecom.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(admin: ApiClient): Promise<void> {
  for (let team = 0; team < TEAMS; team++)
    await admin.call('POST', '/admin/groups', {
      name: `销售${team + 1}部群`,
      webhookKey: `00000000-0000-4000-8000-00000000000${team}`,
      audience: [2 + team],
    })
  const lines = Array.from({ length: CUSTOMERS }, (_, n) =>
    JSON.stringify({ name: nameOf(n), phone: mobileOf(n), ownerUserId: `u${n % MEMBERS}` }),
  )
  const { id } = await admin.call<{ id: string }>('POST', '/admin/imports', `${lines.join('\n')}\n`)
  await admin.until<{ finishedAt?: number; status?: string }>(
    `/admin/imports/${id}`,
    state => state.status !== 'running',
  )
}

/** A colliding event is made by a colleague of the owner's team, so that one group is told. */
function eventOf(index: number, begun: number) {
  const at = begun + Math.round((index * 1000) / PER_SECOND)
  const customer = index % COLLIDING === 0 ? index / COLLIDING : undefined
  const rep = customer === undefined ? `u${index % MEMBERS}` : `u${(customer + TEAMS) % MEMBERS}`
  const id = customer === undefined ? `wmfree${index}of${rep}` : `wmhit${customer}of${rep}`
  const inner = `<xml><ToUserName><![CDATA[wwbench]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${Math.floor(at / 1000)}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[${rep}]]></UserID><ExternalUserID><![CDATA[${id}]]></ExternalUserID></xml>`
  return { customer, shot: callbackOf(inner, at) }
}

async function report(wecomOrigin: string, begun: number, expected: number): Promise<void> {
  let arrivals: { at: number; content: string }[] = []
  for (let tries = 0; tries < 120 && arrivals.length < expected; tries++) {
    await new Promise(done => setTimeout(done, 500))
    arrivals = (await (await fetch(`${wecomOrigin}/arrivals`)).json()) as typeof arrivals
  }
  const times: number[] = []
  for (const { at, content } of arrivals) {
    const customer = /基准(\d{5})号/.exec(content)?.[1]
    if (customer !== undefined) times.push(at - (begun + (Number(customer) * COLLIDING * 1000) / PER_SECOND))
  }
  printTable(
    `Contact added → warning at the webhook (${PER_SECOND} events/s for ${SECONDS} s, ${TEAMS} groups, ${MEMBERS} members)`,
    ['collisions', 'warnings', 'p50 ms', 'p99 ms', 'max ms'],
    [
      [
        expected,
        times.length,
        round(percentile(times, 0.5)),
        round(percentile(times, 0.99)),
        round(Math.max(...times)),
      ],
    ],
  )
}
