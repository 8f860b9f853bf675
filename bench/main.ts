import { benchCallback } from './callback'
import { benchAblation } from './matching/ablation'
import { benchMatching } from './matching/compare'
import { benchHostile } from './matching/hostile'
import { benchScan } from './mention/scan'
import { benchReport } from './report'
import { benchWarning } from './warning'

/** `npm run bench -- <name> …`: each prints a Markdown table; every figure stands beside its baseline from the same run. */
const BENCHES: Record<string, (args: string[]) => Promise<void>> = {
  ablation: benchAblation,
  callback: benchCallback,
  hostile: benchHostile,
  matching: benchMatching,
  report: benchReport,
  scan: benchScan,
  warning: benchWarning,
}

async function main([name, ...args]: string[]): Promise<void> {
  const chosen = name ? BENCHES[name] : undefined
  if (name && !chosen) throw new Error(`unknown benchmark ${name}; there are: ${Object.keys(BENCHES).join(', ')}`)
  // A second "--" is what people write who are used to npm swallowing one.
  const given = args[0] === '--' ? args.slice(1) : args
  for (const bench of chosen ? [chosen] : Object.values(BENCHES)) await bench(given)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
