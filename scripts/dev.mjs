// npm run dev: compiles on change and restarts server and sandbox.
import { spawn } from 'node:child_process'
import { ensureBuilt, ensureDataFolder, ensureInstalled, ensureNode, run } from './lib/ensure.cjs'
import { environment } from './lib/environment.cjs'

ensureNode()
ensureInstalled({ dev: true })
ensureBuilt()
run(process.execPath, ['scripts/build-console.mjs'])
run(process.execPath, ['scripts/build-preview.mjs'])
ensureDataFolder()
const { env, sandbox } = environment()

const children = [
  spawn(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--watch', '--preserveWatchOutput'],
    { stdio: 'inherit' },
  ),
  ...(sandbox ? [spawn(process.execPath, ['--watch', 'dist/sandbox/main.js'], { stdio: 'inherit', env })] : []),
  spawn(process.execPath, ['--enable-source-maps', '--watch', 'dist/src/main.js'], { stdio: 'inherit', env }),
]
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of children) child.kill('SIGTERM')
  })
