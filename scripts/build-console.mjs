// Builds console/dist/. Does nothing when the sources have not changed since the last build.
//   node scripts/build-console.mjs [--force]
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const folder = path.join(root, 'console')
const stamp = path.join(folder, 'dist/.content-hash')
const SOURCES = ['console/index.html', 'console/src', 'scripts/build-console.mjs', 'package-lock.json']

const hash = contentHash()
const isCurrent = fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash
if (isCurrent && !process.argv.includes('--force')) console.log('console/dist is up to date')
else await build()

async function build() {
  const started = Date.now()
  const [{ build: viteBuild }, { default: vue }] = await Promise.all([import('vite'), import('@vitejs/plugin-vue')])
  await viteBuild({
    root: folder,
    base: '/console/',
    configFile: false,
    logLevel: 'warn',
    plugins: [vue()],
    build: { outDir: 'dist', emptyOutDir: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1_500 },
  })
  fs.writeFileSync(stamp, hash) // last: a build that broke off is not current
  console.log(`console/dist: ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function contentHash() {
  const digest = createHash('sha256')
  for (const file of SOURCES.flatMap(filesOf)) digest.update(`${file}\0`).update(fs.readFileSync(path.join(root, file)))
  return digest.digest('hex')
}

function filesOf(name) {
  const full = path.join(root, name)
  if (!fs.statSync(full).isDirectory()) return [name]
  return fs
    .readdirSync(full)
    .sort()
    .flatMap(entry => filesOf(path.join(name, entry)))
}
