import { setImmediate as nextTurn } from 'node:timers/promises'
import { RULES } from '../../config/rules'
import type { Context } from '../context'
import { activeMemberIds } from './active-member-ids'
import { findDuplicates } from './find-duplicates'
import { type CheckedRow, checkRow, type ImportLine } from './import-row'
import { type Candidate, writeTurn } from './import-turn'
import { decide, type RuleSet } from './match-rules'
import { rulesInForce } from './rules-in-force'
import { SmallIndex } from './small-index'
import { readWatermark, type Watermark } from './watermark'

export type { ImportLine, ImportRow } from './import-row'

export interface ImportProgress {
  /** Lines read so far. */
  lines: number
  imported: number
  duplicates: number
  rejected: number
}

export interface ImportOptions {
  onProgress?: (progress: ImportProgress) => void
  /** `report`: a row like a customer of the registry or an earlier row is left out and reported. `keep`: stock is taken as it is. */
  duplicates?: 'report' | 'keep'
}

export interface ImportResult {
  imported: number
  duplicates: { line: number; name: string; reason: string; customerName: string }[]
  rejected: { line: number; reason: string }[]
  /** Imported into the pool, because nobody of that userid is an active member. */
  withoutOwner: { line: number; name: string; ownerUserId: string }[]
}

/** Rows compared and written per turn: small, so that reports in between hardly wait. */
const BATCH = 100
/** Rows compared between two chances for other requests. */
const STRIDE = 8

/**
 * Imports customers row by row from a file of any length. Comparing happens on committed data outside the gate;
 * each batch is then written in a turn of its own, so reports keep coming through.
 */
export async function importCustomers(
  context: Context,
  lines: AsyncIterable<ImportLine> | Iterable<ImportLine>,
  { onProgress, duplicates = 'report' }: ImportOptions = {},
): Promise<ImportResult> {
  const importing = context.as(context.actor, 'import')
  const run = new ImportRun(
    importing,
    duplicates === 'keep',
    await activeMemberIds(context.read),
    await rulesInForce(importing),
  )
  let batch: ImportLine[] = []
  for await (const line of lines) {
    batch.push(line)
    if (batch.length < BATCH) continue
    await run.batch(batch)
    batch = []
    onProgress?.(run.progress())
  }
  if (batch.length) await run.batch(batch)
  onProgress?.(run.progress())
  return run.result
}

class ImportRun {
  readonly result: ImportResult = { imported: 0, duplicates: [], rejected: [], withoutOwner: [] }
  private lines = 0

  constructor(
    private readonly context: Context,
    private readonly keep: boolean,
    private readonly owners: ReadonlySet<string>,
    private readonly rules: RuleSet,
  ) {}

  progress(): ImportProgress {
    const { imported, duplicates, rejected } = this.result
    return { lines: this.lines, imported, duplicates: duplicates.length, rejected: rejected.length }
  }

  async batch(lines: ImportLine[]): Promise<void> {
    this.lines += lines.length
    const rows = await this.withoutKnownRefs(this.checked(lines))
    const watermark = this.keep ? undefined : await readWatermark(this.context.read)
    const free = this.keep ? rows.map(row => this.candidate(row)) : await this.withoutDuplicates(rows)
    if (free.length) await this.write(free, watermark)
  }

  private checked(lines: ImportLine[]): CheckedRow[] {
    const rows: CheckedRow[] = []
    const refs = new Set<string>()
    for (const line of lines) {
      const row = checkRow(line)
      if ('reason' in row) this.result.rejected.push({ line: line.line, reason: row.reason })
      else if (row.row.id && refs.has(row.row.id)) this.rejectRef(row)
      else rows.push(row)
      if ('row' in row && row.row.id) refs.add(row.row.id)
    }
    return rows
  }

  /** A file imported twice, or again after a crash, changes nothing. */
  private async withoutKnownRefs(rows: CheckedRow[]): Promise<CheckedRow[]> {
    const refs = rows.flatMap(({ row }) => (row.id ? [row.id] : []))
    if (!refs.length) return rows
    const known: { ref: string }[] = await this.context.read.query(
      `SELECT external_ref AS ref FROM customer WHERE external_ref IN (${refs.map(() => '?').join(', ')})`,
      refs,
    )
    const taken = new Set(known.map(row => row.ref))
    return rows.filter(row => {
      if (row.row.id && taken.has(row.row.id)) this.rejectRef(row)
      return !row.row.id || !taken.has(row.row.id)
    })
  }

  private rejectRef({ row }: CheckedRow): void {
    this.result.rejected.push({ line: row.line, reason: `编号“${row.id}”已经导入过` })
  }

  private candidate(row: CheckedRow): Candidate {
    return { ...row, hashes: row.prepared.hardKeys.map(key => this.context.vault.blindIndex(key.kind, key.value)) }
  }

  private async withoutDuplicates(rows: CheckedRow[]): Promise<Candidate[]> {
    const earlier = new SmallIndex<Candidate>()
    const free: Candidate[] = []
    for (const [i, row] of rows.entries()) {
      if (i % STRIDE === STRIDE - 1) await nextTurn()
      const candidate = this.candidate(row)
      if (await this.inStock(candidate)) continue
      if (this.inBatch(candidate, earlier)) continue
      earlier.add(candidate, candidate.prepared, candidate.hashes)
      free.push(candidate)
    }
    return free
  }

  private async inStock({ row, name, prepared }: Candidate): Promise<boolean> {
    const { action, match } = decide(await findDuplicates(this.context, prepared, RULES.scope), this.rules)
    if (!match || (action !== 'block' && action !== 'approval')) return false
    this.result.duplicates.push({ line: row.line, name, reason: match.sentence, customerName: match.name })
    return true
  }

  private inBatch({ row, name, prepared, hashes }: Candidate, earlier: SmallIndex<Candidate>): boolean {
    const found = earlier.best(prepared, hashes)
    if (!found || !this.isSame(found.result.score)) return false
    const { item } = found
    this.result.duplicates.push({
      line: row.line,
      name,
      reason: `与第 ${item.row.line} 行是同一客户`,
      customerName: item.name,
    })
    return true
  }

  private readonly isSame = (score: number): boolean =>
    this.rules.lines.some(line => line.relation === 'same' && line.action === 'block' && score >= line.atLeast)

  private async write(batch: Candidate[], watermark: Watermark | undefined): Promise<void> {
    const { owners, isSame } = this
    const { imported, late } = await this.context.transaction(tx => writeTurn(tx, { batch, owners, watermark, isSame }))
    this.result.imported += imported.length
    for (const { candidate, customerName } of late) {
      const { row, name } = candidate
      this.result.duplicates.push({ line: row.line, name, reason: `刚刚由他人报备为「${customerName}」`, customerName })
    }
    for (const { row, name } of imported) {
      const owner = row.ownerUserId?.trim()
      if (owner && !owners.has(owner.toLowerCase()))
        this.result.withoutOwner.push({ line: row.line, name, ownerUserId: owner })
    }
  }
}
