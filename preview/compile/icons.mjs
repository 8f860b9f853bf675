// Only the icons that the reachable source can ask for are copied: TDesign has more than two thousand.
import fs from 'node:fs'
import path from 'node:path'

/**
 * @param {import('./graph.mjs').Unit[]} units
 * @param {string} source absolute path of `miniprogram/`: names may also be in files that units import
 * @param {string} iconDir folder of `tdesign-icons-svg`
 * @returns {Map<string, string>} icon name → SVG text
 */
export function usedIcons(units, source, iconDir) {
  const available = new Set(fs.readdirSync(iconDir).map(file => path.basename(file, '.svg')))
  const used = new Map()
  const own = fs
    .readdirSync(source, { recursive: true })
    .filter(name => /\.(ts|wxml)$/.test(name) && !name.startsWith('miniprogram_npm'))
  const files = [
    ...own.map(name => path.join(source, name)),
    ...units.flatMap(({ base }) => [`${base}.wxml`, `${base}.js`]),
  ]
  for (const file of files.filter(name => fs.existsSync(name))) {
    // Any quoted word that is the name of an icon: a few too many, never one too few.
    for (const [, name] of fs.readFileSync(file, 'utf8').matchAll(/['"`]([a-z][a-z0-9-]+)['"`]/g)) {
      if (available.has(name) && !used.has(name)) used.set(name, readIcon(path.join(iconDir, `${name}.svg`)))
    }
  }
  return used
}

/** The published files say `view-box`, which no browser knows. */
const readIcon = file => fs.readFileSync(file, 'utf8').replace('view-box', 'viewBox')
