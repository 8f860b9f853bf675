import { setImmediate as nextTurn } from 'node:timers/promises'
import { RULES } from '../../config/rules'
import type { Context } from '../context'
import type { PairScore } from '../matching'
import { activeMemberIds } from './active-member-ids'
import { findDuplicates } from './find-duplicates'
import { type CheckedRow, checkRow, type ImportLine } from './import-row'
import { type Candidate, writeTurn } from './import-turn'
import type { KeyBuffer } from './key-buffer'
import { knownRefs } from './known-refs'
import { actionFor, decide, type RuleSet } from './match-rules'
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
  /** More when nobody else uses the database. */
  rowsPerTurn?: number
  /** For a load into a database that nobody else uses and that is thrown away on a crash; the caller flushes it. */
  keyBuffer?: KeyBuffer
}

export interface ImportResult {
  imported: number
  duplicates: { line: number; name: string; reason: string; customerName: string }[]
  rejected: { line: number; reason: string }[]
  /** Imported into the pool, because nobody of that userid is an active member. */
  withoutOwner: { line: number; name: string; ownerUserId: string }[]
}

/** Rows compared and written per turn: small, so that reports in between hardly wait. */
const ROWS_PER_TURN = 100
/** Rows compared between two chances for other requests. */
const STRIDE = 8

/**
 * Imports customers row by row from a file of any length. Comparing happens on committed data outside the gate;
 * each batch is then written in a turn of its own, so reports keep coming through.
 */
export async function importCustomers(
  context: Context,
  lines: AsyncIterable<ImportLine> | Iterable<ImportLine>,
  { onProgress, duplicates = 'report', rowsPerTurn = ROWS_PER_TURN, keyBuffer }: ImportOptions = {},
): Promise<ImportResult> {
  const importing = context.as(context.actor, 'import')
  const run = new ImportRun(
    importing,
    duplicates === 'keep',
    await activeMemberIds(context.read),
    await rulesInForce(importing),
    keyBuffer,
  )
  let batch: ImportLine[] = []
  for await (const line of lines) {
    batch.push(line)
    if (batch.length < rowsPerTurn) continue
    await run.batch(batch)
    batch = []
    onProgress?.(run.progress())
  }
  if (batch.length) await run.batch(batch)
  onProgress?.(run.progress())
  return inFileOrder(run.result)
}

function inFileOrder(result: ImportResult): ImportResult {
  for (const list of [result.duplicates, result.rejected, result.withoutOwner])
    list.sort((a: { line: number }, b: { line: number }) => a.line - b.line)
  return result
}

class ImportRun {
  readonly result: ImportResult = { imported: 0, duplicates: [], rejected: [], withoutOwner: [] }
  private lines = 0

  constructor(
    private readonly context: Context,
    private readonly keep: boolean,
    private readonly owners: ReadonlySet<string>,
    private readonly rules: RuleSet,
    private readonly keyBuffer: KeyBuffer | undefined,
  ) {}

  progress(): ImportProgress {
    const { imported, duplicates, rejected } = this.result
    return { lines: this.lines, imported, duplicates: duplicates.length, rejected: rejected.length }
  }

  async batch(lines: ImportLine[]): Promise<void> {
    await nextTurn()
    this.lines += lines.length
    const rows = this.checked(await this.withoutKnownRefs(lines))
    const watermark = this.keep ? undefined : await readWatermark(this.context.read)
    const free = this.keep ? rows.map(row => this.candidate(row)) : await this.withoutDuplicates(rows)
    if (free.length) await this.write(free, watermark)
  }

  /** A file imported twice, or again after a crash, changes nothing; an id comes once in a file. */
  private async withoutKnownRefs(lines: ImportLine[]): Promise<ImportLine[]> {
    const taken = await knownRefs(
      this.context.read,
      lines.flatMap(line => refOf(line) ?? []),
    )
    return lines.filter(line => {
      const ref = refOf(line)
      if (ref === undefined) return true
      const known = taken.has(ref)
      if (known) this.result.rejected.push({ line: line.line, reason: `编号“${ref}”已经导入过` })
      taken.add(ref)
      return !known
    })
  }

  private checked(lines: ImportLine[]): CheckedRow[] {
    return lines.flatMap(line => {
      const row = checkRow(line)
      if (!('reason' in row)) return row
      this.result.rejected.push({ line: line.line, reason: row.reason })
      return []
    })
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
    if (!found || !this.isSame(found.result)) return false
    const { item } = found
    this.result.duplicates.push({
      line: row.line,
      name,
      reason: `与第 ${item.row.line} 行是同一客户`,
      customerName: item.name,
    })
    return true
  }

  private readonly isSame = (result: PairScore): boolean => actionFor(result, this.rules) === 'block'

  private async write(batch: Candidate[], watermark: Watermark | undefined): Promise<void> {
    const { owners, isSame, keyBuffer } = this
    const { imported, late } = await this.context.transaction(tx =>
      writeTurn(tx, { batch, owners, watermark, isSame, keyBuffer }),
    )
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

const refOf = (line: ImportLine): string | undefined => ('problem' in line ? undefined : line.id || undefined)
