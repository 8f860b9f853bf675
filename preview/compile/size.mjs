// The size of what DevTools would upload: with ignoreUploadUnusedFiles it leaves out whatever app.json does not reach.
import fs from 'node:fs'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { walkApp } from './graph.mjs'

/**
 * @param {string} root absolute path of `miniprogram/`
 * @returns {Record<string, number>} bytes of sources by package, `main` first; unminified, so the upload is smaller
 */
export function packageSizes(root) {
  const { app, units, resolve } = walkApp(root)
  const files = new Set(['app.json', 'app.ts', 'app.wxss', 'sitemap.json'].map(name => path.join(root, name)))
  for (const { base } of units) {
    for (const extension of ['json', 'wxml', 'wxss', 'ts', 'js']) addFile(files, `${base}.${extension}`)
  }
  const scripts = [...files].filter(file => /\.[tj]s$/.test(file))
  for (const file of importedScripts(scripts, resolve('miniprogram_npm/tdesign-miniprogram/miniprogram_npm')))
    files.add(file)
  for (const file of fs.readdirSync(path.join(root, 'assets'), { recursive: true }))
    addFile(files, path.join(root, 'assets', file))

  const sizes = { main: 0 }
  for (const file of files) {
    const relative = path.relative(root, file)
    const sub = (app.subPackages ?? []).find(({ root: folder }) => relative.startsWith(`${folder}/`))
    const name = sub?.root ?? 'main'
    sizes[name] = (sizes[name] ?? 0) + fs.statSync(file).size
  }
  return sizes
}

/** A file with what it imports or includes, by the syntax of WXML, WXS and WXSS. */
function addFile(files, file) {
  if (files.has(file) || !fs.existsSync(file) || !fs.statSync(file).isFile()) return
  files.add(file)
  if (!/\.(wxml|wxss|wxs)$/.test(file)) return
  const text = fs.readFileSync(file, 'utf8')
  const pattern = /(?:@import|<(?:import|include|wxs)\b[^>]*?\bsrc=|require\()\s*["']([^"']+)["']/g
  for (const [, target] of text.matchAll(pattern)) addFile(files, path.join(path.dirname(file), target))
}

/** What the scripts import, directly or not; the packages inside TDesign are looked up where it keeps them. */
function importedScripts(entryPoints, packages) {
  const result = esbuild.buildSync({
    entryPoints,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'unused',
    logLevel: 'error',
    nodePaths: [packages],
  })
  return Object.keys(result.metafile.inputs).map(file => path.resolve(file))
}
