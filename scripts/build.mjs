// Installs what is missing and builds everything: server, sandbox, console, preview.
import { ensureBuilt, ensureInstalled, ensureNode, run } from './lib/ensure.cjs'

ensureNode()
ensureInstalled()
ensureBuilt()
run(process.execPath, ['scripts/build-console.mjs'])
run(process.execPath, ['scripts/build-preview.mjs'])
