import { setImmediate as nextTurn } from 'node:timers/promises'
import { RULES } from '../../config/rules'
import { loadStored, queryKeys } from '../matching'
import { type Checking, findAmong, withoutSharedDomains } from './find-duplicates'
import { candidateOf, type ImportCandidate } from './import-candidate'
import { type CheckedRow, checkRow, type ImportLine } from './import-row'
import { knownRefs } from './known-refs'
import { decide, type JudgedMatch, type RuleSet } from './match-rules'
import { SmallIndex } from './small-index'
import { readWatermark, type Watermark } from './watermark'

export interface CompareOptions {
  /** Stock is taken as it is: rows are checked, not compared. */
  keep: boolean
  rules: RuleSet
}

export interface DuplicateRow {
  line: number
  name: string
  reason: string
  customerName: string
}

/** What a batch of lines turned out to be. */
export interface ComparedRows {
  free: ImportCandidate[]
  duplicates: DuplicateRow[]
  rejected: { line: number; reason: string }[]
  /** Which customers the rows were compared with; absent when they were not. */
  watermark?: Watermark
}

/** Rows compared between two chances for others. */
const STRIDE = 8

/**
 * Compares the rows of a file batch by batch with committed customers, and with the rows of its own batch and of the
 * one before: that one may still be on its way into the database. Reads only.
 */
export class RowComparison {
  private before = new Batch()
  private current = new Batch()

  constructor(
    private readonly context: Checking,
    private readonly options: CompareOptions,
  ) {}

  async compare(lines: ImportLine[]): Promise<ComparedRows> {
    this.before = this.current
    this.current = new Batch()
    const result: ComparedRows = { free: [], duplicates: [], rejected: [] }
    const rows = this.checked(await this.withoutKnownRefs(lines, result), result)
    if (!this.options.keep) result.watermark = await readWatermark(this.context.read)
    for (const [i, row] of rows.entries()) {
      if (i % STRIDE === STRIDE - 1) await nextTurn()
      const candidate = candidateOf(row, this.context.vault)
      const duplicate = result.watermark && (await this.duplicate(row, candidate, result.watermark.rows))
      if (duplicate) result.duplicates.push(duplicate)
      else result.free.push(candidate)
    }
    for (const { row } of result.free) if (row.id) this.current.refs.add(row.id)
    return result
  }

  /** A file imported twice, or again after a crash, changes nothing; an id comes once in a file. */
  private async withoutKnownRefs(lines: ImportLine[], { rejected }: ComparedRows): Promise<ImportLine[]> {
    const refs = lines.flatMap(line => refOf(line) ?? [])
    const taken = new Set([...(await knownRefs(this.context.read, refs)), ...this.before.refs])
    return lines.filter(line => {
      const ref = refOf(line)
      if (ref === undefined) return true
      const known = taken.has(ref)
      if (known) rejected.push({ line: line.line, reason: `编号“${ref}”已经导入过` })
      taken.add(ref)
      return !known
    })
  }

  private checked(lines: ImportLine[], { rejected }: ComparedRows): CheckedRow[] {
    return lines.flatMap(line => {
      const row = checkRow(line)
      if (!('reason' in row)) return row
      rejected.push({ line: line.line, reason: row.reason })
      return []
    })
  }

  private async duplicate(
    { row: { line }, name, prepared }: CheckedRow,
    candidate: ImportCandidate,
    rows: number,
  ): Promise<DuplicateRow | undefined> {
    const keys = queryKeys(prepared)
    const stock = this.taken(await findAmong(this.context, prepared, { scope: RULES.scope, rows, keys }))
    if (stock) return { line, name, reason: stock.sentence, customerName: stock.name }
    const { hashes, softKeys, form } = candidate
    const among = { keys: [...keys.stage1, ...keys.stage2], hashes }
    const telling = withoutSharedDomains(this.context.read, prepared)
    const similar = [this.current, this.before].flatMap(batch => batch.index.similar(telling, among))
    const taken = this.taken(similar.map(({ result }) => result))
    const earlier = taken && similar.find(({ result }) => result === taken)
    if (earlier)
      return { line, name, reason: `与第 ${earlier.item.row.line} 行是同一客户`, customerName: earlier.item.name }
    this.current.index.add(candidate, loadStored(form), softKeys, hashes)
    return undefined
  }

  /** The match for which the rules in force want the row left out. */
  private taken<M extends JudgedMatch>(matches: M[]): M | undefined {
    const { action, match } = decide(matches, this.options.rules)
    return action === 'block' || action === 'approval' ? match : undefined
  }
}

/** Rows found free, and their ids. */
class Batch {
  readonly index = new SmallIndex<ImportCandidate>()
  readonly refs = new Set<string>()
}

const refOf = (line: ImportLine): string | undefined => ('problem' in line ? undefined : line.id || undefined)
