// Runs a program of the project after installing and building what is missing: node scripts/run.mjs <path without .ts> [arguments]
import { spawn } from 'node:child_process'
import { ensureBuilt, ensureInstalled, ensureNode } from './lib/ensure.cjs'
import { environment } from './lib/environment.cjs'

const [program, ...args] = process.argv.slice(2)
ensureNode()
const bench = program.startsWith('bench/')
ensureInstalled({ dev: bench })
ensureBuilt({ bench })
const { env } = environment()
const child = spawn(process.execPath, ['--enable-source-maps', `dist/${program}.js`, ...args], {
  stdio: 'inherit',
  env,
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
