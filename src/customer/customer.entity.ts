import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

export type CustomerStatus = 'active' | 'merged' | 'erased'

/** A customer of the registry. The company name stays readable; personal data stands sealed in contacts and hard keys. */
export interface CustomerRow {
  /** Row number, only for the key table and joins. */
  seq: number
  id: string
  name: string
  /** What matching needs of name and aliases, parsed once when saved. */
  matchForm: string
  /** Id in the system the customer was imported from. */
  externalRef: string | null
  /** Name of the contact person, sealed. */
  sealedContact: string | null
  /** Free remark that came with an import, sealed. */
  sealedRemark: string | null
  status: CustomerStatus
  /** The customer that this one became part of; set while `status` is `merged`. */
  mergedInto: string | null
  createdBy: string
  createdAt: number
  updatedAt: number
}

export const CustomerEntity = entity<CustomerRow>({
  table: 'customer',
  columns: {
    seq: column.serial(),
    id: column.text(26),
    name: column.text(200),
    matchForm: column.long(),
    externalRef: optional(column.text(64)),
    sealedContact: optional(column.long()),
    sealedRemark: optional(column.long()),
    status: column.text(8),
    mergedInto: optional(column.text(26)),
    createdBy: column.ref(),
    createdAt: column.instant(),
    updatedAt: column.instant(),
  },
  unique: [['id'], ['externalRef']],
})

/**
 * A value that identifies a customer: phone, e-mail, USCC, WeChat id, full name … It belongs to one customer:
 * the unique index decides between two that come at the same instant. `exception` is empty but for a personal
 * key that a manager has allowed to serve another customer too; then it is that customer's id.
 */
export interface HardKeyRow {
  id: string
  kind: string
  /** Blind index of kind and canonical value, so it needs no kind beside it to be unique. */
  hash: string
  exception: string
  customerId: string
  /** The value as entered, sealed. */
  sealed: string
  createdAt: number
}

export const HardKeyEntity = entity<HardKeyRow>({
  table: 'hard_key',
  columns: {
    id: column.id(),
    kind: column.text(16),
    hash: column.text(32),
    exception: column.text(26),
    customerId: column.text(26),
    sealed: column.long(),
    createdAt: column.instant(),
  },
  unique: [['hash', 'exception']],
  index: [['customerId']],
})

/** 简称、英文名、曾用名、品牌. */
export const ALIAS_KINDS = ['short', 'english', 'former', 'brand'] as const
export type AliasKind = (typeof ALIAS_KINDS)[number]

/** Another name of a customer: entered, imported, learned from a manager or a ruling, or from a customer that was merged. */
export interface AliasRow {
  id: string
  customerId: string
  name: string
  /** What kind of name it is, where somebody said so. */
  kind: AliasKind | null
  source: 'entered' | 'imported' | 'ruling' | 'confirmed' | 'merged'
  createdBy: string
  createdAt: number
}

export const AliasEntity = entity<AliasRow>({
  table: 'customer_alias',
  columns: {
    id: column.id(),
    customerId: column.text(26),
    name: column.text(200),
    kind: optional(column.text(8)),
    source: column.text(12),
    createdBy: column.ref(),
    createdAt: column.instant(),
  },
  index: [['customerId']],
})

/** "Is not the same", said by a manager or a ruling: `nameKey` is the canonical name (or customer id) that is not this customer. */
export interface DistinctRow {
  id: string
  customerId: string
  otherKey: string
  /** The name behind `otherKey`, sealed: a change of keys computes the index anew. */
  sealedName: string | null
  createdBy: string
  createdAt: number
}

export const DistinctEntity = entity<DistinctRow>({
  table: 'distinct_pair',
  columns: {
    id: column.id(),
    customerId: column.text(26),
    otherKey: column.text(40),
    sealedName: optional(column.long()),
    createdBy: column.ref(),
    createdAt: column.instant(),
  },
  unique: [['customerId', 'otherKey']],
})
