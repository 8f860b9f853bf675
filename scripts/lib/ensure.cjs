const { spawnSync } = require('node:child_process')
const { existsSync, mkdirSync, statSync, writeFileSync } = require('node:fs')

const NODE = [20, 19]

/** Refuses an old Node.js with a clear word instead of a stack trace. */
function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return
  fail(
    `需要 Node.js ${NODE.join('.')} 或更新版本，当前是 ${process.versions.node}。\nNode.js ${NODE.join('.')} or newer is needed.`,
  )
}

/** Installs the packages that are missing or older than the lock file; test tools that are there stay. */
function ensureInstalled({ dev = false } = {}) {
  const withTools = dev || existsSync('node_modules/jest')
  const mark = withTools ? 'node_modules/.baobei-dev' : 'node_modules/.baobei'
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync('package-lock.json').mtimeMs) return
  say(withTools ? '安装依赖（含测试工具）…' : '安装依赖…')
  run('npm', ['install', '--no-audit', '--no-fund', withTools ? '--include=dev' : '--omit=dev'])
  writeFileSync(mark, new Date().toISOString())
}

/**
 * Compiles the TypeScript sources; incremental, so a second time takes about a second. The benchmarks compare with search
 * libraries that are no part of the product, so they are compiled only where the test tools are.
 */
function ensureBuilt({ bench = false } = {}) {
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', bench ? 'tsconfig.bench.json' : 'tsconfig.json'])
}

function ensureDataFolder() {
  mkdirSync('data', { recursive: true })
}

/** Runs a program; its output goes to stderr, so that a command's own stdout stays clean. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options })
  if (error) fail(`${command}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

function say(text) {
  process.stderr.write(`[baobei] ${text}\n`)
}

function fail(text) {
  say(text)
  process.exit(1)
}

module.exports = { ensureNode, ensureInstalled, ensureBuilt, ensureDataFolder, run, say, fail }
