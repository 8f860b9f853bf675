import { randomBytes as nodeRandomBytes } from 'node:crypto'
import { monotonicFactory } from 'ulid'
import type { Config } from '../config'
import { recordAudit } from './audit/record'
import type { Actor, AuditEvent, Context, Entrance, Tx } from './context'
import type { Database, Patience } from './db/unit-of-work'
import type { OutgoingMessage } from './delivery/messages'
import { queueMessage } from './delivery/queue-message'
import type { Logger } from './log'
import { createVault, type Vault } from './privacy/vault'

export interface World {
  config: Config
  database: Database
  log: Logger
  now(): number
  randomBytes(size: number): Buffer
}

export type MakeContext = (
  actor: Actor,
  entrance: Entrance,
  options?: { requestId?: string; patience?: Patience },
) => Context

/** The real world: system clock and system randomness. Tests pass their own. */
export const realTime = { now: () => Date.now(), randomBytes: (size: number) => nodeRandomBytes(size) }

/** Builds contexts for one server. Everything that varies from run to run enters here. */
export function contextFactory(world: World): MakeContext {
  const vault = createVault(world.config.dataKey, world.config.dataKeyPrevious, world.randomBytes)
  const ulid = monotonicFactory(pooledRandom(world.randomBytes))
  const newId = () => ulid(world.now())
  return (actor, entrance, options = {}) =>
    new RootContext(world, vault, newId, actor, entrance, options.requestId ?? newId(), options.patience ?? 'request')
}

const POOL_BYTES = 1024

/** Random fractions out of a pool: an id takes sixteen of them, and asking the system each time is slow. */
function pooledRandom(randomBytes: (size: number) => Buffer): () => number {
  let pool: Buffer = Buffer.alloc(0)
  let at = 0
  return () => {
    if (at >= pool.length) {
      pool = randomBytes(POOL_BYTES)
      at = 0
    }
    return pool[at++]! / 256
  }
}

class RootContext implements Context {
  readonly log: Logger
  constructor(
    private readonly world: World,
    readonly vault: Vault,
    readonly newId: () => string,
    readonly actor: Actor,
    readonly entrance: Entrance,
    readonly requestId: string,
    private readonly patience: Patience,
  ) {
    this.log = world.log
  }
  get config() {
    return this.world.config
  }
  get read() {
    return this.world.database.read
  }
  now() {
    return this.world.now()
  }
  randomBytes(size: number) {
    return this.world.randomBytes(size)
  }
  as(actor: Actor, entrance = this.entrance): Context {
    return new RootContext(this.world, this.vault, this.newId, actor, entrance, this.requestId, this.patience)
  }
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.world.database.transaction(manager => work(openTx(this, manager)), this.patience)
  }
}

/** The context inside a transaction: reads see its own writes, and `transaction` joins. */
function openTx(context: Context, manager: Tx['manager']): Tx {
  const tx: Tx = Object.create(context, {
    manager: { value: manager, enumerable: true },
    read: { value: manager, enumerable: true },
  })
  return Object.assign(tx, {
    transaction: <T>(work: (inner: Tx) => Promise<T>) => work(tx),
    as: (actor: Actor, entrance?: Entrance) => openTx(context.as(actor, entrance), manager),
    send: (message: OutgoingMessage) => queueMessage(tx, message),
    audit: (...events: AuditEvent[]) => recordAudit(tx, events),
  })
}
