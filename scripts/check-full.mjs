// npm run check:full: races, kills and faults in full size (npm test runs the same programs small). Takes about an hour.
//   npm run check:full [-- test/checks/kill]     CHECK_SEED=7 repeats a run

import { spawnSync } from 'node:child_process'
import { ensureBuilt, ensureInstalled, ensureNode, say } from './lib/ensure.cjs'

ensureNode()
ensureInstalled({ dev: true })
ensureBuilt()
const paths = process.argv.slice(2)
say('长测试：抢客户、随时断电、企业微信故障（完整规模）')
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', '--runInBand', '--verbose', ...(paths.length ? paths : ['test/checks'])],
  { stdio: 'inherit', env: { ...process.env, CHECKS: 'full', CI: '1' } },
)
process.exit(status ?? 1)
