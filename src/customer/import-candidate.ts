import { blockingKeys, type HardKey, indexKeys, storedForm } from '../matching'
import type { Vault } from '../privacy/vault'
import type { CheckedRow, ImportRow } from './import-row'

/** A row with all that is stored and locked for it: plain data, so that a thread can hand it over. */
export interface ImportCandidate {
  row: ImportRow
  name: string
  remark: string
  /** What the customer's row keeps for matching. */
  form: string
  softKeys: number[]
  hardKeys: HardKey[]
  /** Blind index of each hard key. */
  hashes: string[]
  blockingKeys: string[]
}

export function candidateOf({ row, name, prepared, remark }: CheckedRow, vault: Vault): ImportCandidate {
  const { hardKeys } = prepared
  return {
    row,
    name,
    remark,
    form: storedForm(prepared),
    softKeys: indexKeys(prepared),
    hardKeys,
    hashes: hardKeys.map(key => vault.blindIndex(key.kind, key.value)),
    blockingKeys: blockingKeys(prepared),
  }
}
