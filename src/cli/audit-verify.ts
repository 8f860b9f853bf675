import { verifyAudit } from '../audit/verify'
import { withContext } from './with-context'

/** npm run audit:verify: exit 0 when the chain is whole, 1 with the first place where it is not. */
void withContext(async context => {
  const report = await verifyAudit(context)
  process.stdout.write(`已核对 ${report.sealed} 条审计记录，链头 ${report.head}\n未封存的尾部 ${report.unsealed} 条\n`)
  if (!report.broken) return 0
  process.stdout.write(`审计链在第 ${report.broken.position} 条断开（${report.broken.id}）：${report.broken.reason}\n`)
  return 1
})
