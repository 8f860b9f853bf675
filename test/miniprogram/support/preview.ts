// Opens the preview in Chromium at the size of a phone, with its own stub server.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { StubServer } from './stub-server'

const ROOT = path.join(__dirname, '../../..')
const ARGS = `--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
  --disable-component-update --disable-sync`.split(/\s+/)

export interface Preview {
  server: StubServer
  /** Opens a page of the mini-program as that member. */
  open(userId: string, page?: string): Promise<Page>
  /** Errors of scripts and of the console, in order. */
  problems: string[]
  close(): Promise<void>
}

/** Builds the preview when its sources changed. */
export function buildPreview(): void {
  execFileSync(process.execPath, [path.join(ROOT, 'scripts/build-preview.mjs')], { stdio: 'pipe' })
}

export async function startPreview(): Promise<Preview> {
  const server = new StubServer()
  const base = await server.start()
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'preview-'))
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ARGS,
    viewport: { width: 375, height: 750 },
    hasTouch: true,
    isMobile: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(10_000)
  const problems: string[] = []
  return {
    server,
    problems,
    async open(userId, page = 'pages/report/report') {
      const tab = await context.newPage()
      tab.on('pageerror', error => problems.push(String(error)))
      tab.on('console', message => {
        const isExpected = /Failed to load resource/.test(message.text()) // answers of 4xx and 5xx that a test asked for
        if (['error', 'warning'].includes(message.type()) && !isExpected) problems.push(message.text())
      })
      await tab.goto(`${base}/preview/?userid=${userId}&page=${encodeURIComponent(page)}`)
      return tab
    },
    async close() {
      await context.close()
      await server.stop()
      fs.rmSync(profile, { recursive: true, force: true })
    },
  }
}
