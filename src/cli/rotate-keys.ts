import { type RotationProgress, rotateKeys } from './key-rotation/rotate-keys'
import { withContext } from './with-context'

/**
 * npm run keys:rotate: with the new key as DATA_KEY and the old one as DATA_KEY_PREVIOUS, everything sealed is sealed anew.
 * May be interrupted and run again.
 */
void withContext(
  async context => {
    const changed = await rotateKeys(context, { onProgress: show })
    const total = Object.values(changed).reduce((sum, rows) => sum + rows, 0)
    process.stdout.write(`已用新密钥重新加密 ${total} 行。现在请去掉 DATA_KEY_PREVIOUS，再启动服务。\n`)
    return 0
  },
  { alone: true },
)

const REPORT_MS = 1_000
let last = { table: '', at: 0 }

function show({ table, seen, changed }: RotationProgress): void {
  if (table === last.table && Date.now() - last.at < REPORT_MS) return
  last = { table, at: Date.now() }
  process.stderr.write(`${table}：已看 ${seen} 行，换密钥 ${changed} 行\n`)
}
