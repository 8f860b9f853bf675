import { startSandbox } from './app'
import { credentials } from './credentials'
import { playDemo } from './demo/play'

/** Starts the sandbox as its own process. Environment: SANDBOX_PORT, SANDBOX_HOST, SANDBOX_SERVER_URL, SANDBOX_STATE, SANDBOX_DEMO. */
async function main(): Promise<void> {
  const env = process.env
  const serverUrl = env.SANDBOX_SERVER_URL ?? 'http://127.0.0.1:3000'
  const sandbox = await startSandbox({
    port: Number(env.SANDBOX_PORT ?? 3001),
    host: env.SANDBOX_HOST ?? '127.0.0.1',
    stateFile: env.SANDBOX_STATE ?? 'data/sandbox-wecom.sqlite',
    serverUrl,
    credentials,
    demo: env.SANDBOX_COMPANY === 'small' || env.SANDBOX_COMPANY === 'none' ? env.SANDBOX_COMPANY : 'company',
  })
  process.stdout.write(`沙箱（演示环境，不是真的企业微信）：${sandbox.url}/sandbox/\n`)
  const stop = new AbortController()
  const close = () => {
    stop.abort()
    void sandbox.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', close)
  process.once('SIGINT', close)
  if (env.SANDBOX_DEMO === '1') {
    await playDemo(sandbox.tenant, line => process.stdout.write(`沙箱：${line}\n`), stop.signal)
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`沙箱没有启动：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
