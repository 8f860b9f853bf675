import type { EntityManager } from 'typeorm'
import type { Config } from '../config'
import type { OutgoingMessage } from './delivery/messages'
import type { Logger } from './log'
import type { Vault } from './privacy/vault'

export type Role = 'rep' | 'manager' | 'admin'

export interface Actor {
  kind: 'member' | 'system'
  /** Lower-cased WeCom userid; `system` for the system itself. */
  userId: string
  name: string
  roles: readonly Role[]
}

/** Where a request came in. Rules may differ by entrance; the audit records it. */
export type Entrance = 'callback' | 'bot' | 'app-message' | 'wechaty' | 'api' | 'import' | 'schedule' | 'cli'

export const SYSTEM: Actor = { kind: 'system', userId: 'system', name: '系统', roles: [] }

/**
 * Everything a use case may touch: who asks, what time it is, the data, and how to say and record things.
 * Time, ids and randomness come only from here, so that every run can be repeated.
 */
export interface Context {
  readonly actor: Actor
  readonly entrance: Entrance
  readonly requestId: string
  readonly config: Config
  readonly log: Logger
  readonly vault: Vault
  /** Epoch milliseconds. */
  now(): number
  /** A fresh ULID. */
  newId(): string
  randomBytes(size: number): Buffer
  /** Committed data only; refuses writes on SQLite. */
  readonly read: EntityManager
  /**
   * Runs `work` in one transaction, or joins the one that is open. The whole of `work` is repeated on
   * conflicts, so it must not do anything but statements: no network, no timers, nothing to undo.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same context for somebody else. */
  as(actor: Actor, entrance?: Entrance): Context
}

export interface AuditEvent {
  /** `<noun>.<past participle>`, e.g. `dispute.ruled`. */
  action: string
  /** `<table>:<id>` */
  subject: string
  /** No personal data: ids, states and counts. */
  data?: Record<string, unknown>
}

/** A context inside an open transaction. Rows, messages and audit entries commit together or not at all. */
export interface Tx extends Context {
  readonly manager: EntityManager
  send(message: OutgoingMessage): Promise<void>
  audit(...events: AuditEvent[]): Promise<void>
}
