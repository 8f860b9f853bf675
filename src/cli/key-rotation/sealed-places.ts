import { remarkIndex } from '../../contact/contact-store'
import { distinctKey } from '../../customer/find-duplicates'
import { valueOfDisplay } from '../../matching/keys/hard-keys'
import type { HardKeyKind } from '../../matching/types'
import type { Vault } from '../../privacy/vault'
import { DATA_KEY_PROBE } from '../../setup/checks/data-key'

export type Cell = string | number | null
export type Row = Record<string, Cell>

/** A blind index that stands beside the sealed value it is made of. */
export interface Index {
  column: string
  /** @param plain the opened value @param row its row, with the columns named in `also` */
  compute(vault: Vault, plain: string, row: Row): string
}

export interface SealedColumn {
  name: string
  /** The sealed text is a text inside JSON: the value of this key, or the whole of it. */
  json?: { key?: string }
  index?: Index
}

/** A table with sealed columns. */
export interface SealedPlace {
  table: string
  key: string[]
  columns: SealedColumn[]
  /** Further columns that an index needs. */
  also?: string[]
  /** Constant condition. */
  where?: string
}

/**
 * Everything sealed with DATA_KEY, but WeCom's tokens, which are fetched anew. Hard keys come last, the oldest at the very
 * end: by it and by the probe the set-up page judges whether a change of keys is finished.
 */
export const SEALED_PLACES: SealedPlace[] = [
  { table: 'inbox', key: ['id'], columns: [{ name: 'payload' }] },
  { table: 'registration', key: ['id'], columns: [{ name: 'input' }] },
  { table: 'follow_up', key: ['id'], columns: [{ name: 'sealed_text' }] },
  { table: 'dispute_evidence', key: ['id'], columns: [{ name: 'sealed' }] },
  { table: 'internal_group', key: ['id'], columns: [{ name: 'sealed_webhook_key' }] },
  { table: 'late_finding', key: ['id'], columns: [{ name: 'data', json: { key: 'sealedName' } }] },
  {
    table: 'external_contact',
    key: ['external_user_id'],
    columns: [
      { name: 'sealed_name' },
      {
        name: 'sealed_unionid',
        index: { column: 'unionid_hash', compute: (vault, plain) => vault.blindIndex('unionid', plain) },
      },
    ],
  },
  {
    table: 'contact_link',
    key: ['user_id', 'external_user_id'],
    columns: [{ name: 'sealed_remark', index: { column: 'remark_hash', compute: remarkIndex } }],
  },
  {
    table: 'distinct_pair',
    key: ['id'],
    columns: [
      {
        name: 'sealed_name',
        index: { column: 'other_key', compute: (vault, plain) => distinctKey({ vault }, plain) },
      },
    ],
  },
  { table: 'customer', key: ['seq'], columns: [{ name: 'sealed_contact' }, { name: 'sealed_remark' }] },
  {
    table: 'hard_key',
    key: ['id'],
    also: ['kind'],
    columns: [
      {
        name: 'sealed',
        index: {
          column: 'hash',
          compute: (vault, plain, { kind }) =>
            vault.blindIndex(String(kind), valueOfDisplay(kind as HardKeyKind, plain)),
        },
      },
    ],
  },
  { table: 'setting', key: ['name'], columns: [{ name: 'value', json: {} }], where: `name = '${DATA_KEY_PROBE}'` },
]
