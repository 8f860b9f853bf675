// Puts the preview together: graph → templates, styles, icons → one bundle with the runtime of ../runtime.
import fs from 'node:fs'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { walkApp } from './graph.mjs'
import { usedIcons } from './icons.mjs'
import { compileStyles } from './styles.mjs'
import { compileTemplates } from './templates.mjs'

/**
 * @param {{ root: string, outDir: string }} options root: the project's folder
 * @returns {Promise<{ units: number, icons: number, bytes: number, warnings: string[] }>}
 */
export async function buildPreview({ root, outDir }) {
  const source = path.join(root, 'miniprogram')
  const { app, units, resolve } = walkApp(source)
  const scopes = new Map(units.filter(u => !u.isPage).map((u, i) => [u.id, `c${i}`]))
  const templates = compileTemplates(units, resolve)
  const icons = usedIcons(units, source, path.join(root, 'node_modules/tdesign-icons-svg/src'))

  fs.rmSync(outDir, { recursive: true, force: true })
  fs.mkdirSync(path.join(outDir, 'icons'), { recursive: true })
  for (const [name, svg] of icons) fs.writeFileSync(path.join(outDir, 'icons', `${name}.svg`), svg)
  const css = compileStyles(units, source, scopes, name => (icons.has(name) ? `icons/${name}.svg` : null))
  const base = fs.readFileSync(path.join(root, 'preview/runtime/base.css'), 'utf8')
  fs.writeFileSync(path.join(outDir, 'preview.css'), `${base}\n${css}`)
  fs.copyFileSync(path.join(root, 'preview/runtime/index.html'), path.join(outDir, 'index.html'))
  fs.cpSync(path.join(source, 'assets'), path.join(outDir, 'assets'), { recursive: true })

  const result = await esbuild.build({
    stdin: {
      contents: entry({ app, units, scopes, templates: templates.source, source }),
      resolveDir: root,
      loader: 'ts',
    },
    outfile: path.join(outDir, 'preview.js'),
    bundle: true,
    minify: true,
    metafile: true,
    format: 'iife',
    target: 'chrome100',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [tdesignDependencies(root)],
    logLevel: 'error',
  })
  const bytes = Object.values(result.metafile.outputs).reduce((sum, file) => sum + file.bytes, 0)
  return { units: units.length, icons: icons.size, bytes, warnings: templates.warnings }
}

/** The bundle's entry: tables of what was compiled, and a call that starts the runtime with them. */
function entry({ app, units, scopes, templates, source }) {
  const rows = units.map(unit => {
    const script = ['.ts', '.js'].map(e => unit.base + e).find(fs.existsSync)
    if (!script) throw new Error(`${unit.id} has no script`)
    const { id, isPage, json } = unit
    // require() of an ES module runs it at the moment of the call, which is when Page and Component are defined.
    return `{ id: ${q(id)}, isPage: ${isPage}, scope: ${q(scopes.get(id) ?? '')}, json: ${q(json)}, load: () => require(${q(script)}) }`
  })
  return `import './preview/runtime/wxs-globals'
import { start } from './preview/runtime/start'
start({
  config: ${q(app)},
  loadApp: () => require(${q(path.join(source, 'app.ts'))}),
  units: [${rows.join(',\n')}],
  templates: ${templates},
})`
}

/** Packages that TDesign ships inside its own folder (dayjs, tslib) are found there, as the client finds them. */
function tdesignDependencies(root) {
  const dist = path.join(root, 'node_modules/tdesign-miniprogram/miniprogram_dist')
  return {
    name: 'tdesign-dependencies',
    setup(build) {
      build.onResolve({ filter: /^(dayjs|tslib|tinycolor2|marked)/ }, ({ path: name, importer }) => {
        if (!importer.startsWith(dist)) return undefined
        const base = path.join(dist, 'miniprogram_npm', name)
        const file = [`${base}.js`, path.join(base, 'index.js'), path.join(base, 'esm/index.js')].find(fs.existsSync)
        return file ? { path: file } : undefined
      })
    },
  }
}

const q = value => JSON.stringify(value)
