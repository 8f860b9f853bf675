import type { Context } from '../context'
import type { PairScore } from '../matching'
import { activeMemberIds } from './active-member-ids'
import type { ComparedRows, DuplicateRow } from './compare-rows'
import type { ImportLine } from './import-row'
import { type SharedRow, writeTurn } from './import-turn'
import type { KeyBuffer } from './key-buffer'
import { actionFor, type RuleSet } from './match-rules'
import { createRowComparer, type RowComparer } from './row-comparer'
import { rulesInForce } from './rules-in-force'

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
  duplicates: DuplicateRow[]
  rejected: { line: number; reason: string }[]
  /** Imported into the pool, because nobody of that userid is an active member. */
  withoutOwner: { line: number; name: string; ownerUserId: string }[]
  /** Imported as customers of their own although a number of theirs belongs to another one (`keep`). */
  shared: SharedRow[]
}

/** Rows compared and written per turn: small, so that reports in between hardly wait. */
const ROWS_PER_TURN = 100

/**
 * Imports customers row by row from a file of any length. While one batch is written in a turn of its own, so that
 * reports keep coming through, the next one is compared on committed data, in a thread where there is one.
 */
export async function importCustomers(
  context: Context,
  lines: AsyncIterable<ImportLine> | Iterable<ImportLine>,
  { onProgress, duplicates = 'report', rowsPerTurn = ROWS_PER_TURN, keyBuffer }: ImportOptions = {},
): Promise<ImportResult> {
  const importing = context.as(context.actor, 'import')
  const rules = await rulesInForce(importing)
  const owners = await activeMemberIds(context.read)
  const comparer = createRowComparer(importing, { keep: duplicates === 'keep', rules })
  const run = new ImportRun(importing, comparer, owners, rules, keyBuffer)
  try {
    for await (const batch of batches(lines, rowsPerTurn)) {
      await run.batch(batch)
      onProgress?.(run.progress())
    }
    await run.written()
  } finally {
    await run.written().catch(() => {})
    await comparer.close()
  }
  onProgress?.(run.progress())
  return inFileOrder(run.result)
}

async function* batches<T>(items: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    if (batch.push(item) < size) continue
    yield batch
    batch = []
  }
  if (batch.length) yield batch
}

function inFileOrder(result: ImportResult): ImportResult {
  for (const list of [result.duplicates, result.rejected, result.withoutOwner, result.shared])
    list.sort((a: { line: number }, b: { line: number }) => a.line - b.line)
  return result
}

class ImportRun {
  readonly result: ImportResult = { imported: 0, duplicates: [], rejected: [], withoutOwner: [], shared: [] }
  private lines = 0
  /** Row numbers of the batch that is being written. */
  private writing: Promise<number[]> = Promise.resolve([])

  constructor(
    private readonly context: Context,
    private readonly comparer: RowComparer,
    private readonly owners: ReadonlySet<string>,
    private readonly rules: RuleSet,
    private readonly keyBuffer: KeyBuffer | undefined,
  ) {}

  progress(): ImportProgress {
    const { imported, duplicates, rejected } = this.result
    return { lines: this.lines, imported, duplicates: duplicates.length, rejected: rejected.length }
  }

  /** Compares a batch while the one before is written, and begins to write it. */
  async batch(lines: ImportLine[]): Promise<void> {
    const compared = await this.comparer.compare(lines)
    const comparedAlready = new Set(await this.writing)
    this.lines += lines.length
    this.result.duplicates.push(...compared.duplicates)
    this.result.rejected.push(...compared.rejected)
    this.writing = this.write(compared, comparedAlready)
    // Whoever waits for the end of it hears of a failure.
    this.writing.catch(() => {})
  }

  /** Resolves when everything compared is written. */
  async written(): Promise<void> {
    await this.writing
  }

  private readonly isSame = (result: PairScore): boolean => actionFor(result, this.rules) === 'block'

  private async write(
    { free: batch, watermark }: ComparedRows,
    comparedAlready: ReadonlySet<number>,
  ): Promise<number[]> {
    if (!batch.length) return []
    const { owners, isSame, keyBuffer } = this
    const { imported, seqs, late, shared } = await this.context.transaction(tx =>
      writeTurn(tx, { batch, owners, watermark, comparedAlready, isSame, keyBuffer }),
    )
    this.result.imported += imported.length
    this.result.shared.push(...shared)
    for (const { candidate, customerName } of late) {
      const { row, name } = candidate
      this.result.duplicates.push({
        line: row.line,
        name,
        reason: `刚刚由他人报备为「${customerName}」`,
        customerName,
      })
    }
    for (const { row, name } of imported) {
      const owner = row.ownerUserId?.trim()
      if (owner && !owners.has(owner.toLowerCase()))
        this.result.withoutOwner.push({ line: row.line, name, ownerUserId: owner })
    }
    return seqs
  }
}
