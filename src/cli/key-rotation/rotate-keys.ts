import type { Context } from '../../context'
import { execute } from '../../db/execute'
import { holdLease, releaseLease } from '../../db/lease'
import { writeSetting } from '../../db/settings'
import type { Vault } from '../../privacy/vault'
import { DATA_KEY_PROBE } from '../../setup/checks/data-key'
import { CommandError } from '../command-error'
import { type Cell, type Row, SEALED_PLACES, type SealedColumn, type SealedPlace } from './sealed-places'

const LEASE = 'keys-rotate'
const LEASE_MS = 15_000
/** Rows of one transaction. */
const PAGE = 200

export interface RotationProgress {
  table: string
  /** Rows looked at and rows sealed anew so far. */
  seen: number
  changed: number
}

interface Options {
  onProgress?(progress: RotationProgress): void
  /** Rows of one transaction, at most 200. */
  pageSize?: number
}

/**
 * Seals everything anew with DATA_KEY that was sealed with DATA_KEY_PREVIOUS, and computes the blind indexes beside it.
 * A page a transaction; what is sealed with the new key already is passed over, so that an interrupted run is repeated.
 * @returns rows changed, by table
 * @throws CommandError when DATA_KEY_PREVIOUS is missing or another rotation runs
 */
export async function rotateKeys(context: Context, options: Options = {}): Promise<Record<string, number>> {
  if (!context.config.dataKeyPrevious) throw new CommandError('请把旧密钥设为 DATA_KEY_PREVIOUS，新密钥设为 DATA_KEY')
  const holder = context.newId()
  const renew = async () => {
    if (!(await holdLease(context, LEASE, holder, LEASE_MS)))
      throw new CommandError('另一个 keys:rotate 正在运行；若刚被中断，请等 15 秒再执行')
  }
  await renew()
  const changed: Record<string, number> = {}
  for (const place of SEALED_PLACES) {
    const total = await rotatePlace(context, place, renew, options)
    changed[place.table] = (changed[place.table] ?? 0) + total
  }
  await context.transaction(async tx => {
    // Fetched anew from WeCom by the first server that needs one.
    await execute(tx.manager, 'DELETE FROM wecom_token')
    await writeSetting(tx, DATA_KEY_PROBE, tx.vault.seal('baobei'))
    await tx.audit({ action: 'data_key.rotated', subject: 'setting:data-key', data: changed })
  })
  await releaseLease(context, LEASE, holder)
  return changed
}

async function rotatePlace(
  context: Context,
  place: SealedPlace,
  renew: () => Promise<void>,
  { onProgress, pageSize = PAGE }: Options,
): Promise<number> {
  const progress: RotationProgress = { table: place.table, seen: 0, changed: 0 }
  for (let last: Row | undefined; ; ) {
    const rows = await page(context, place, last, pageSize)
    const changes = rows.flatMap(row => changeOf(context.vault, place, row))
    if (changes.length)
      await context.transaction(async tx => {
        for (const { sql, values } of changes) await execute(tx.manager, sql, values)
      })
    await renew()
    progress.seen += rows.length
    progress.changed += changes.length
    if (rows.length) onProgress?.({ ...progress })
    if (rows.length < pageSize) return progress.changed
    last = rows.at(-1)
  }
}

/** The next rows below the last one, newest first. */
function page(context: Context, place: SealedPlace, last: Row | undefined, size: number): Promise<Row[]> {
  const { table, key, columns, also = [], where = '1 = 1' } = place
  const names = [...key, ...also, ...columns.map(column => column.name)].join(', ')
  // (a, b) < (?, ?), spelled so that every database finds its place in the primary key.
  const below = key.map((name, i) => `(${[...key.slice(0, i).map(k => `${k} = ?`), `${name} < ?`].join(' AND ')})`)
  const values = last ? key.flatMap((_, i) => key.slice(0, i + 1).map(k => last[k]!)) : []
  return context.read.query(
    `SELECT ${names} FROM ${table} WHERE ${where}${last ? ` AND (${below.join(' OR ')})` : ''}
     ORDER BY ${key.map(name => `${name} DESC`).join(', ')} LIMIT ${Math.trunc(size)}`,
    values,
  )
}

/** The statement that brings a row to the new key; none when it is there. */
function changeOf(vault: Vault, place: SealedPlace, row: Row): { sql: string; values: Cell[] }[] {
  const set = new Map<string, Cell>()
  for (const column of place.columns) {
    const sealed = sealedIn(column, row[column.name] ?? null)
    if (!sealed || !vault.isOld(sealed)) continue
    const plain = vault.open(sealed)
    set.set(column.name, cellWith(column, row[column.name]!, vault.seal(plain)))
    if (column.index) set.set(column.index.column, column.index.compute(vault, plain, row))
  }
  if (!set.size) return []
  const sql = `UPDATE ${place.table} SET ${[...set.keys()].map(name => `${name} = ?`).join(', ')} WHERE ${place.key.map(name => `${name} = ?`).join(' AND ')}`
  return [{ sql, values: [...set.values(), ...place.key.map(name => row[name]!)] }]
}

function sealedIn({ json }: SealedColumn, cell: Cell): string | undefined {
  if (cell === null || cell === '') return undefined
  if (!json) return String(cell)
  const value: unknown = JSON.parse(String(cell))
  const sealed = json.key ? (value as Record<string, unknown>)[json.key] : value
  return typeof sealed === 'string' ? sealed : undefined
}

function cellWith({ json }: SealedColumn, before: Cell, sealed: string): string {
  if (!json) return sealed
  return JSON.stringify(json.key ? { ...JSON.parse(String(before)), [json.key]: sealed } : sealed)
}
