// npm start: installs and builds what is missing, then serves. Without WECOM_CORP_ID the sandbox runs beside the server.
import { spawn } from 'node:child_process'
import { ensureBuilt, ensureDataFolder, ensureInstalled, ensureNode, run, say } from './lib/ensure.cjs'
import { environment } from './lib/environment.cjs'

ensureNode()
ensureInstalled()
say('编译…')
ensureBuilt()
run(process.execPath, ['scripts/build-console.mjs'])
ensureDataFolder()
const { env, sandbox, sandboxUrl } = environment()
if (sandbox) run(process.execPath, ['scripts/build-preview.mjs'])

const children = []
let stopping = false

/** The server stops first, so that what it still says finds its listener. */
function stop() {
  if (stopping) return
  stopping = true
  const [server, ...others] = [...children].reverse()
  server?.once('exit', () => {
    for (const child of others) child.kill('SIGTERM')
  })
  server?.kill('SIGTERM')
}

function start(program) {
  const child = spawn(process.execPath, ['--enable-source-maps', program], { stdio: 'inherit', env })
  children.push(child)
  child.on('exit', (code, signal) => {
    if (!stopping) say(`${program} 已退出（${signal ?? code}）`)
    process.exitCode ||= stopping ? 0 : (code ?? 1)
    stop()
  })
}

process.on('SIGINT', stop)
process.on('SIGTERM', stop)
if (sandbox) start('dist/sandbox/main.js')
start('dist/src/main.js')

const origin = `http://127.0.0.1:${env.PORT || 3000}`
if (sandbox) {
  say(`演示环境：打开 ${origin}/sandbox/ ，选一个人，像在企业微信里一样使用`)
  say(
    `控制台 ${origin}/console/   设置 ${origin}/setup/   接口文档 ${origin}/api/docs   （企业微信替身 ${sandboxUrl}）`,
  )
} else say(`控制台 ${env.PUBLIC_URL ?? origin}/console/   设置 ${env.PUBLIC_URL ?? origin}/setup/`)
