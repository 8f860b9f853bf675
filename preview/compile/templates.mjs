// WXML and WXS through WeChat's own template compiler (WebAssembly, the same one DevTools uses for glass-easel).
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler')

/** Level at which the compiler calls something an error (4) rather than a note. */
const ERROR_LEVEL = 4

/**
 * Compiles the templates of all units with what they import and include.
 * @param {import('./graph.mjs').Unit[]} units
 * @param {(id: string) => string} resolve path on disk of a virtual path
 * @returns {{ source: string, warnings: string[] }} source: a JavaScript expression, `{ [path]: generator }`
 */
export function compileTemplates(units, resolve) {
  const group = new TmplGroup()
  const warnings = []
  const done = new Set()

  const addScript = id => {
    if (done.has(`wxs:${id}`)) return
    done.add(`wxs:${id}`)
    const source = fixWxs(fs.readFileSync(`${resolve(id)}.wxs`, 'utf8'))
    group.addScript(id, source)
    group.addScript(`${id}.wxs`, source) // a wxs that requires another one keeps the extension in the name
    for (const match of source.matchAll(/require\(['"]([^'"]+)\.wxs['"]\)/g)) addScript(join(id, match[1]))
  }

  const addTemplate = id => {
    if (done.has(id)) return
    done.add(id)
    const problems = group.addTmpl(id, fs.readFileSync(`${resolve(id)}.wxml`, 'utf8'))
    for (const problem of problems ?? []) {
      const text = `${id}.wxml:${problem.startLine}: ${problem.message}`
      // A dependency's oddity is reported; our own template must be clean.
      if (problem.level >= ERROR_LEVEL && !id.startsWith('miniprogram_npm/')) throw new Error(text)
      warnings.push(text)
    }
    for (const name of group.getInlineScriptModuleNames(id)) {
      group.setInlineScript(id, name, fixWxs(group.getInlineScript(id, name)))
    }
    for (const dependency of group.getDirectDependencies(id)) addTemplate(dependency)
    for (const dependency of group.getScriptDependencies(id)) addScript(dependency.replace(/\.wxs$/, ''))
  }

  for (const unit of units) addTemplate(unit.id)
  const source = group.getTmplGenObjectGroups()
  group.free()
  return { source, warnings }
}

/**
 * Two differences between WXS and JavaScript: `x.constructor` is the name of the type there (a helper answers instead),
 * and a pattern given to getRegExp keeps its backslashes.
 */
function fixWxs(source) {
  return source
    .replace(/([\w.[\]]+)\.constructor\b/g, 'globalThis.__wxsTypeName($1)')
    .replace(/getRegExp\('[^'\n]*'/g, pattern => pattern.replaceAll('\\', '\\\\'))
}

const join = (from, to) => path.posix.join(path.posix.dirname(from), to)
