import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const CRUISE = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const RULES = '.dependency-cruiser.cjs'
const CRUISED = ['src', 'config', 'sandbox', 'bench']

/** Runs the import rules in a folder. @returns the names of the rules that were broken */
function broken(folder: string): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISE, '--config', RULES, '--output-type', 'json', ...CRUISED],
    { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  if (!stdout) throw new Error(`the rules did not run: ${stderr}`)
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalCruised: number }
  }
  if (summary.totalCruised < 100) throw new Error(`only ${summary.totalCruised} files were looked at`)
  return summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => join(folder, path))

describe('the architecture', () => {
  it('imports go one way only', () => {
    expect(broken('.')).toEqual([])
  })

  describe('the rules notice', () => {
    const planted: [what: string, path: string, imported: string, rule: string][] = [
      ['a feature that knows WeCom', 'src/collision/planted.ts', '../wecom/client', 'wecom-is-known-in-one-place'],
      ['a feature that knows HTTP', 'src/dispute/planted.ts', '../http/health', 'layer-'],
      ['a lower layer that knows a higher one', 'src/db/planted.ts', '../dispute/rule-dispute', 'layer-'],
      ['the program knowing the sandbox', 'src/http/planted.ts', '../../sandbox/credentials', 'sandbox-stays-outside'],
      ['the sandbox knowing the program', 'sandbox/planted.ts', '../src/errors', 'sandbox-knows-no-source'],
      ['a feature that opens the database itself', 'src/group/planted.ts', '../db/open', 'transactions-only-through'],
    ]
    let found: string[]
    beforeAll(() => {
      const copy = mkdtempSync(join(tmpdir(), 'baobei-architecture-'))
      try {
        for (const part of [...CRUISED, RULES, 'tsconfig.json', 'package.json'])
          cpSync(part, join(copy, part), { recursive: true })
        symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
        for (const [, path, imported] of planted)
          writeFileSync(join(copy, path), `import * as planted from '${imported}'\nexport default planted\n`)
        found = broken(copy)
      } finally {
        rmSync(copy, { recursive: true, force: true })
      }
    })

    it.each(planted)('%s', (_what, path, _imported, rule) => {
      expect(found.some(line => line.startsWith(rule) && line.includes(path))).toBe(true)
    })
  })

  it('files are small: half of them under 80 lines, none over 300', () => {
    const lengths = filesOf('src')
      .filter(path => !path.includes('/data/'))
      .map(path => ({ path, lines: readFileSync(path, 'utf8').split('\n').length }))
      .sort((a, b) => a.lines - b.lines)
    expect(lengths.length).toBeGreaterThan(150)
    expect(lengths[Math.floor(lengths.length / 2)]!.lines).toBeLessThan(80)
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([])
  })
})
