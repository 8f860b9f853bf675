// Builds preview-dist/ from miniprogram/ and preview/. Does nothing when neither has changed since the last build.
//   node scripts/build-preview.mjs [--force]
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPreview } from '../preview/compile/build.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const outDir = path.join(root, 'preview-dist')
const stamp = path.join(outDir, '.content-hash')

const hash = contentHash()
const isCurrent = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash

if (process.argv.includes('--force')) fs.rmSync(stamp, { force: true })
if (!isCurrent()) await alone(async () => (isCurrent() ? undefined : build()))
else console.log('preview-dist is up to date')

async function build() {
  const started = Date.now()
  const { units, icons, bytes, warnings } = await buildPreview({ root, outDir })
  fs.writeFileSync(stamp, hash) // last: a build that broke off is not current
  for (const warning of warnings) console.warn(`note: ${warning}`)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(
    `preview-dist: ${units} pages and components, ${icons} icons, ${Math.round(bytes / 1024)} KiB script, ${seconds} s`,
  )
}

/** One build at a time: test files that run side by side all ask for it. A lock older than a minute is a dead one's. */
async function alone(work) {
  const lock = path.join(root, 'node_modules/.preview-build')
  for (;;) {
    try {
      fs.mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (age > 60_000) fs.rmSync(lock, { recursive: true, force: true })
      else await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  try {
    await work()
  } finally {
    fs.rmSync(lock, { recursive: true, force: true })
  }
}

/** Over every file that goes in, and the versions of the packages that do the work. */
function contentHash() {
  const sum = createHash('sha256')
  for (const folder of ['miniprogram', 'preview']) {
    const files = fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    const names = files.filter(f => f.isFile()).map(f => path.join(f.parentPath ?? f.path, f.name))
    for (const file of names.filter(name => !name.includes('miniprogram_npm')).sort()) {
      sum.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
    }
  }
  for (const name of [
    'glass-easel',
    'glass-easel-template-compiler',
    'tdesign-miniprogram',
    'tdesign-icons-svg',
    'esbuild',
  ]) {
    sum.update(JSON.parse(fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version)
  }
  return sum.digest('hex')
}
