import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BENCH_ENV, callbackOf, quietEvents } from './lib/callbacks'
import { type LoadResult, load, type Shot } from './lib/load'
import { serve } from './lib/process'
import { percentile, printTable, round } from './lib/table'

const SHOTS = 6_000
const PARALLEL = 32
const WAITING = 5_000

/**
 * Verify + decrypt + store + answer, beside bare Koa with one committed insert; then the answer times at 200 a second
 * while 5,000 jobs wait.
 */
export async function benchCallback(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baobei-bench-'))
  const bare = await serve('dist/bench/servers/bare.js', { BARE_DATABASE: join(folder, 'bare.sqlite') }, '/')
  // The events' API is nobody: jobs that need it wait, those measured need nothing.
  const real = await serve('dist/src/main.js', {
    ...BENCH_ENV,
    DATABASE_URL: `sqlite:${join(folder, 'real.sqlite')}`,
    WECOM_API_BASE: 'http://127.0.0.1:9',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
  })
  try {
    await load(bare.origin, quietEvents(500, 'warm'), PARALLEL)
    await load(real.origin, quietEvents(500, 'warm'), PARALLEL)
    const rounds: [LoadResult, LoadResult][] = []
    for (const round of ['a', 'b', 'c']) {
      const shots = quietEvents(SHOTS / 3, round)
      rounds.push([await load(bare.origin, shots, PARALLEL), await load(real.origin, shots, PARALLEL)])
    }
    await load(real.origin, contactEvents(WAITING), PARALLEL)
    const steady = await load(real.origin, quietEvents(2_000, 'steady'), 64, 200)
    report(rounds, steady)
  } finally {
    await Promise.all([bare.stop(), real.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Events whose contact cannot be fetched: they stay in the inbox and wait for their next try. */
const contactEvents = (count: number): Shot[] => Array.from({ length: count }, (_, index) => contactEvent(index))

function contactEvent(index: number): Shot {
  return callbackOf(
    `<xml><ToUserName><![CDATA[wwbench]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${1_700_100_000 + index}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[u${index}]]></UserID><ExternalUserID><![CDATA[wm${index}]]></ExternalUserID></xml>`,
    1_700_100_000_000 + index,
  )
}

function report(rounds: [LoadResult, LoadResult][], steady: LoadResult): void {
  const perSecond = (result: LoadResult) => result.times.length / result.seconds
  const rows = rounds.map(([bare, real], index) => [
    index + 1,
    Math.round(perSecond(bare)),
    Math.round(perSecond(real)),
    round(perSecond(real) / perSecond(bare), 2),
    round(percentile(real.times, 0.5)),
    round(percentile(real.times, 0.99)),
    real.failed,
  ])
  printTable(
    'Callback: verify, decrypt, store, answer (32 connections)',
    ['round', 'bare Koa + insert /s', 'callback /s', 'ratio', 'p50 ms', 'p99 ms', 'failed'],
    rows,
  )
  printTable(
    `Callback at 200/s while ${WAITING} jobs wait`,
    ['answered', 'p50 ms', 'p99 ms', 'max ms', 'failed'],
    [
      [
        steady.times.length,
        round(percentile(steady.times, 0.5)),
        round(percentile(steady.times, 0.99)),
        round(Math.max(...steady.times)),
        steady.failed,
      ],
    ],
  )
}
