// Walks the mini-program as the client does: app.json → pages → usingComponents, and tells which files are reachable.
import fs from 'node:fs'
import path from 'node:path'

/** Where a bare component name such as `tdesign-miniprogram/cell/cell` is looked up, and the virtual folder it gets. */
const NPM_PACKAGES = { 'tdesign-miniprogram': 'miniprogram_dist' }

/**
 * @typedef {object} Unit One page or component.
 * @property {string} id      path without extension, as in app.json or `miniprogram_npm/…`
 * @property {string} base    absolute path on disk without extension
 * @property {boolean} isPage
 * @property {Record<string, unknown>} json its own json with `usingComponents` made absolute (`/components/a/a`)
 */

/**
 * @param {string} root absolute path of `miniprogram/`
 * @returns {{ app: any, units: Unit[], resolve(id: string): string }} units in order of discovery, pages first
 */
export function walkApp(root) {
  const nodeModules = path.join(root, '../node_modules')
  const app = readJson(path.join(root, 'app.json'))

  const resolve = id => {
    for (const [name, dist] of Object.entries(NPM_PACKAGES)) {
      const prefix = `miniprogram_npm/${name}/`
      if (id.startsWith(prefix)) return path.join(nodeModules, name, dist, id.slice(prefix.length))
    }
    return path.join(root, id)
  }

  const componentId = (name, from) => {
    if (name.startsWith('.')) return path.posix.join(path.posix.dirname(from), name)
    if (name.startsWith('/')) return name.slice(1)
    return `miniprogram_npm/${name}`
  }

  const pages = pagePaths(app)
  const units = new Map()
  const visit = (id, isPage) => {
    if (units.has(id)) return
    const base = resolve(id)
    if (!fs.existsSync(`${base}.wxml`)) throw new Error(`${id}.wxml does not exist (used from app.json or a component)`)
    const json = readJson(`${base}.json`)
    // Components named in app.json are global in the client; here each of our own units simply names them itself.
    const using = { ...(id.startsWith('miniprogram_npm/') ? {} : app.usingComponents), ...json.usingComponents }
    const absolute = {}
    for (const [tag, name] of Object.entries(using))
      absolute[tag] = `/${componentId(name, using[tag] === json.usingComponents?.[tag] ? id : 'app')}`
    units.set(id, { id, base, isPage, json: { ...json, usingComponents: absolute } })
    for (const target of Object.values(absolute)) visit(target.slice(1), false)
  }
  for (const id of pages) visit(id, true)
  return { app, units: [...units.values()], resolve }
}

/** All pages, those of subpackages with their root in front. */
export function pagePaths(app) {
  const sub = (app.subPackages ?? app.subpackages ?? []).flatMap(({ root, pages }) =>
    pages.map(page => path.posix.join(root, page)),
  )
  return [...app.pages, ...sub]
}

export function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}
