import { IsNull, MoreThan } from 'typeorm'
import type { Context } from '../context'
import { AuditEntity } from './audit.entity'
import { chainHash, GENESIS } from './chain'

const PAGE = 1000

export interface ChainReport {
  /** Entries whose hash was checked. */
  sealed: number
  /** Written but not sealed yet: normal for a few seconds. */
  unsealed: number
  head: string
  /** First place where the chain does not hold, with the reason; undefined when it is whole. */
  broken?: { position: number; id: string; reason: string }
}

/** Recomputes the whole chain, page by page. */
export async function verifyAudit(context: Context): Promise<ChainReport> {
  const report: ChainReport = {
    sealed: 0,
    unsealed: await context.read.countBy(AuditEntity, { position: IsNull() }),
    head: GENESIS,
  }
  for (;;) {
    const page = await context.read.find(AuditEntity, {
      where: { position: MoreThan(report.sealed) },
      order: { position: 'ASC' },
      take: PAGE,
    })
    if (!page.length) return report
    for (const entry of page) {
      const expected = report.sealed + 1
      const problem =
        entry.position !== expected
          ? `entry ${expected} is missing`
          : entry.hash !== chainHash(report.head, expected, entry)
            ? 'the content does not match its hash'
            : undefined
      if (problem) return { ...report, broken: { position: expected, id: entry.id, reason: problem } }
      report.sealed = expected
      report.head = entry.hash!
    }
  }
}
