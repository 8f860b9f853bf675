// Generates src/matching/data/look-alikes.ts: which characters are easily mistaken for each other by eye.
// Draws the 6,763 characters of GB 2312 in headless Chromium in a serif and a sans-serif face (Noto CJK, SIL Open Font License),
// and compares the blurred pictures. No font data goes into the result, only the measured likeness.
// usage: node scripts/make-matching-data-glyphs.mjs [path of chromium]
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const SIZE = 24
const out = fileURLToPath(new URL('../src/matching/data/look-alikes.ts', import.meta.url))
const decoder = new TextDecoder('gb2312')
const chars = []
for (let hi = 0xb0; hi <= 0xf7; hi++) {
  for (let lo = 0xa1; lo <= 0xfe; lo++) {
    const ch = decoder.decode(new Uint8Array([hi, lo]))
    if (/^[\u4e00-\u9fff]$/.test(ch)) chars.push(ch)
  }
}

const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'glyphs-')), {
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const page = await browser.newPage()
/** Pictures of characters, scaled to a part of the square from its upper left corner. */
const draw = (list, family, scaleX, scaleY) =>
  page.evaluate(
    ([characters, font, size, sx, sy]) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = size
      const g = canvas.getContext('2d', { willReadFrequently: true })
      g.textAlign = 'center'
      g.textBaseline = 'alphabetic'
      g.font = `${size}px "${font}"`
      return characters.map(ch => {
        g.fillStyle = '#fff'
        g.fillRect(0, 0, size, size)
        g.fillStyle = '#000'
        g.setTransform(sx, 0, 0, sy, 0, 0)
        g.fillText(ch, size / 2, size * 0.87)
        g.resetTransform()
        const data = g.getImageData(0, 0, size, size).data
        const gray = []
        for (let i = 0; i < data.length; i += 4) gray.push(255 - data[i])
        return gray
      })
    },
    [list, family, SIZE, scaleX, scaleY],
  )

const crop = (gray, x0, y0, width, height) => {
  const part = []
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) part.push(gray[(y + y0) * SIZE + x + x0])
  return part
}

/** 3×3 blur, then mean 0 and length 1, so that the dot product is a correlation. */
function vector(gray, width, height) {
  const v = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      let weight = 0
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (y + dy < 0 || y + dy >= height || x + dx < 0 || x + dx >= width) continue
          const w = (dx ? 1 : 2) * (dy ? 1 : 2)
          sum += w * gray[(y + dy) * width + x + dx]
          weight += w
        }
      }
      v[y * width + x] = sum / weight
    }
  }
  const mean = v.reduce((a, c) => a + c, 0) / v.length
  let norm = 0
  for (let i = 0; i < v.length; i++) {
    v[i] -= mean
    norm += v[i] ** 2
  }
  norm = Math.sqrt(norm) || 1
  return v.map(x => x / norm)
}

const dot = (a, b) => {
  let s = 0
  for (let i = 0; i < a.length; i++) s += a[i] * b[i]
  return s
}
/** Characters of level 1 of GB 2312, the 3,755 most used ones, come first. */
const FREQUENT = 3755
const SANS = 'Noto Sans CJK SC'
const faces = []
for (const family of [SANS, 'Noto Serif CJK SC'])
  faces.push((await draw(chars, family, 1, 1)).map(g => vector(g, SIZE, SIZE)))

// A character inside another one (欣 in 掀, 仓 in 创, 金 in 鑫): narrowed or flattened, against a part of the other.
const WIDE = 15
const FLAT = 14
const common = chars.slice(0, FREQUENT)
const full = await draw(common, SANS, 1, 1)
const narrow = (await draw(common, SANS, WIDE / SIZE, 1)).map(g => vector(crop(g, 0, 0, WIDE, SIZE), WIDE, SIZE))
const flat = (await draw(common, SANS, 1, FLAT / SIZE)).map(g => vector(crop(g, 0, 0, SIZE, FLAT), SIZE, FLAT))
const sides = [SIZE - WIDE, 0].map(x => full.map(g => vector(crop(g, x, 0, WIDE, SIZE), WIDE, SIZE)))
const ends = [SIZE - FLAT, 0].map(y => full.map(g => vector(crop(g, 0, y, SIZE, FLAT), SIZE, FLAT)))
await browser.close()

const neighbours = chars.map(() => [])
const connect = (i, j, likeness) => {
  neighbours[i].push([j, likeness])
  neighbours[j].push([i, likeness])
}
for (let i = 0; i < chars.length; i++) {
  for (let j = i + 1; j < chars.length; j++) {
    const sans = dot(faces[0][i], faces[0][j])
    let likeness = sans < 0.38 ? 0 : (sans + dot(faces[1][i], faces[1][j])) / 2
    if (i < FREQUENT && j < FREQUENT && likeness < 0.6) {
      const inside = Math.max(
        ...sides.map(s => Math.max(dot(s[i], narrow[j]), dot(s[j], narrow[i]))),
        ...ends.map(e => Math.max(dot(e[i], flat[j]), dot(e[j], flat[i]))),
      )
      if (inside > 0.66) likeness = Math.max(likeness, 0.56 + (inside - 0.66) * 0.4)
    }
    if (likeness >= (i < FREQUENT && j < FREQUENT ? 0.56 : 0.62)) connect(i, j, likeness)
  }
}
const kept = new Map()
neighbours.forEach((list, i) => {
  list.sort((a, b) => b[1] - a[1])
  for (const [j, likeness] of list.slice(0, 24)) kept.set(i < j ? `${i},${j}` : `${j},${i}`, likeness)
})
// Grouped by quantised likeness, 0 to 9 from 0.55 up.
const groups = Array.from({ length: 10 }, () => '')
for (const [pair, likeness] of kept) {
  const [i, j] = pair.split(',').map(Number)
  groups[Math.min(9, Math.floor((likeness - 0.55) * 22))] += chars[i] + chars[j]
}
writeFileSync(
  out,
  `// Generated by scripts/make-matching-data-glyphs.mjs: likeness of drawn characters (drawn with Noto CJK, SIL OFL 1.1).\n\n/** Pairs of characters by likeness: group n holds likenesses from 0.55 + n/22. */\nexport const LOOK_ALIKE_GROUPS = [\n${groups.map(g => `  '${g}',`).join('\n')}\n]\n`,
)
console.log('pairs', kept.size, 'groups', groups.map(g => g.length / 2).join(' '))
