import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

export interface Running {
  origin: string
  process: ChildProcess
  stop(): Promise<void>
}

/** Starts a program of dist/ that listens on PORT, and waits until it answers at `probe`. */
export async function serve(program: string, env: Record<string, string>, probe = '/healthz'): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    env: { ...process.env, LOG_LEVEL: 'error', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const origin = `http://127.0.0.1:${port}`
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`)
    if (await answers(origin + probe)) break
    if (tries > 300) throw new Error(`${program} did not answer`)
    await new Promise(done => setTimeout(done, 100))
  }
  return {
    origin,
    process: child,
    stop: () =>
      new Promise(done => {
        child.once('exit', () => done())
        child.kill('SIGTERM')
      }),
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
