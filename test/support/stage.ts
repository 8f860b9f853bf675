import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port'
import { freshDatabase } from './mariadb'
import type { Engine } from './world'

export interface Stage {
  server: string
  sandbox: string
  /** Everything the two programs wrote. */
  output(): string
  stop(): Promise<void>
}

/**
 * Server and sandbox as `npm start` runs them: two processes, built code, demo company.
 * @param demo 1 plays the demo company's history too
 */
export async function openStage(engine: Engine, { demo = '1' }: { demo?: string } = {}): Promise<Stage> {
  const { environment } = await import('../../scripts/lib/environment.cjs')
  const folder = mkdtempSync(join(tmpdir(), 'baobei-stage-'))
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const database =
    engine === 'sqlite'
      ? `sqlite:${join(folder, 'server.sqlite')}`
      : await freshDatabase(process.env.TEST_MARIADB_URL!, `stage_${port}`)
  const { WECOM_CORP_ID: _, ...inherited } = process.env
  const { env } = environment({
    ...inherited,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_STATE: join(folder, 'wecom.sqlite'),
    SANDBOX_DEMO: demo,
    DATABASE_URL: database,
    LOG_LEVEL: 'warn',
  })
  const lines: string[] = []
  const start = (program: string) => {
    const child = spawn(process.execPath, ['--enable-source-maps', program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => lines.push(String(chunk)))
    return child
  }
  const programs = [start('dist/sandbox/main.js'), start('dist/src/main.js')]
  const stage: Stage = {
    server: `http://127.0.0.1:${port}`,
    sandbox: `http://127.0.0.1:${sandboxPort}`,
    output: () => lines.join(''),
    async stop() {
      await Promise.all(programs.map(ended))
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    await until(
      async () =>
        demo === '1' ? /演示数据(已就绪|没有放入)/.test(stage.output()) : (await fetch(`${stage.server}/readyz`)).ok,
      stage,
    )
    if (stage.output().includes('没有放入')) throw new Error(stage.output())
  } catch (error) {
    await stage.stop()
    throw error
  }
  return stage
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise(done => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })
}

async function until(check: () => Promise<boolean>, stage: Stage): Promise<void> {
  for (let tries = 0; tries < 1800; tries++) {
    if (await check().catch(() => false)) return
    await new Promise(done => setTimeout(done, 100))
  }
  throw new Error(`the stage did not open:\n${stage.output()}`)
}
