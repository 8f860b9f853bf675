// npm test: types, lint, import direction, unit, flows on SQLite and MariaDB, browser tests in Chromium.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ensureBuilt, ensureInstalled, ensureNode, fail, run, say } from './lib/ensure.cjs'

const PACKAGES = [
  { name: 'mariadb-server', has: () => existsSync('/usr/sbin/mariadbd') },
  { name: 'chromium', has: () => existsSync('/usr/bin/chromium') },
  { name: 'fonts-noto-cjk', has: () => existsSync('/usr/share/fonts/opentype/noto') },
]

ensureNode()
ensureDebianPackages()
ensureInstalled({ dev: true })
const node = (...args) => run(process.execPath, args)

say('类型与编译')
ensureBuilt({ bench: true })
node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/tsconfig.json')
say('格式与规则')
node('node_modules/@biomejs/biome/bin/biome', 'check', '.')
say('小程序与控制台')
node('scripts/check-miniprogram.mjs')
node('scripts/build-preview.mjs')
node('scripts/build-console.mjs')
say('测试')
const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(status ?? 1)

/** Installs what the tests need on a Debian machine where that is possible, else says what to do. */
function ensureDebianPackages() {
  const missing = PACKAGES.filter(pkg => !pkg.has()).map(pkg => pkg.name)
  if (!missing.length) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    fail(`测试需要 ${missing.join('、')}，请先安装：apt-get install -y ${missing.join(' ')}`)
  say(`安装 ${missing.join('、')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update'], { env })
  run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env })
}
