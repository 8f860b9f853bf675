// Checks the mini-program as far as that is possible without WeChat DevTools:
//   1. puts TDesign where DevTools' "构建 npm" would put it   2. types   3. WXML with WeChat's own compiler
//   4. the size of what would be uploaded
// What only a phone shows (login of a real company, permissions, keyboards) it cannot say.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageSizes } from '../preview/compile/size.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const source = path.join(root, 'miniprogram')
const require = createRequire(import.meta.url)

/** Our own limit for the main package; WeChat's is 2 MB. Bytes. */
const MAIN_PACKAGE_LIMIT = 1_500_000

const steps = { 'npm packages': copyPackages, types: checkTypes, WXML: checkTemplates, size: checkSize }
let failed = false
for (const [name, step] of Object.entries(steps)) {
  try {
    console.log(`ok    ${name}: ${step()}`)
  } catch (error) {
    failed = true
    console.error(`FAIL  ${name}: ${error.stdout?.toString() ?? ''}${error.message}`)
  }
}
process.exitCode = failed ? 1 : 0

/** Byte for byte what "构建 npm" makes of a package that names its mini-program folder. */
function copyPackages() {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8'))
  for (const [name, version] of Object.entries(dependencies)) {
    const from = path.join(root, 'node_modules', name)
    const installed = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'))
    if (installed.version !== version)
      throw new Error(`${name}: ${version} is wanted, ${installed.version} is installed`)
    const to = path.join(source, 'miniprogram_npm', name)
    const stamp = path.join(to, '.version')
    if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === version) continue
    fs.rmSync(to, { recursive: true, force: true })
    fs.cpSync(path.join(from, installed.miniprogram), to, { recursive: true })
    fs.writeFileSync(stamp, version)
  }
  return Object.keys(dependencies).join(', ')
}

function checkTypes() {
  const tsc = require.resolve('typescript/bin/tsc')
  for (const project of ['miniprogram', 'preview']) {
    execFileSync(process.execPath, [tsc, '-p', path.join(root, project, 'tsconfig.json')], { stdio: 'pipe' })
  }
  return 'miniprogram (no DOM) and preview'
}

function checkTemplates() {
  const before = process.cwd()
  try {
    require('miniprogram-compiler').wxmlToJs(source) // throws with file, line and column
  } finally {
    process.chdir(before) // the compiler changes it
  }
  return 'all templates, TDesign included'
}

function checkSize() {
  const sizes = packageSizes(source)
  const text = Object.entries(sizes).map(([name, bytes]) => `${name} ${Math.round(bytes / 1000)} kB`)
  if (sizes.main > MAIN_PACKAGE_LIMIT)
    throw new Error(`${text.join(', ')}; limit of main: ${MAIN_PACKAGE_LIMIT / 1000} kB`)
  return text.join(', ')
}
