import { EventEmitter } from 'node:events'
import { CallLog } from './core/calls'
import { Clock } from './core/clock'
import { Faults } from './core/faults'
import { Messages } from './core/messages'
import { Collection, Store } from './core/store'
import type { Credentials } from './credentials'
import type {
  Chat,
  Delivery,
  Department,
  External,
  Follow,
  LoginCode,
  Media,
  Member,
  ResponseCode,
  Sending,
  Settings,
  Transfer,
} from './types'

export interface WorldOptions {
  credentials: Credentials
  /** A file, or ':memory:'. */
  stateFile: string
  /** Where callbacks go, without a slash at the end; '' for nowhere. */
  serverUrl: string
  now?: () => number
  /** How long an answer to a callback may take; 5,000 as in document 90930, shorter in tests. */
  callbackTimeoutMs?: number
  /** From the start of one attempt to the start of the next after a failure. */
  callbackRetryMs?: number
}

const defaultSettings: Settings = {
  trustedIp: true,
  callbackConfigured: true,
  retryNon200: true,
  contactEvents: false,
  enterAgentEvents: true,
  botMode: 'ws',
  miniProgramBound: true,
}

/** Everything the tenant knows. Behaviour lives in the folders beside this file; this holds state and says when it changes. */
export class World {
  readonly credentials: Credentials
  readonly clock: Clock
  readonly store: Store
  readonly faults: Faults
  readonly calls = new CallLog()
  readonly departments: Collection<Department>
  readonly members: Collection<Member>
  readonly externals: Collection<External>
  readonly follows: Collection<Follow>
  readonly chats: Collection<Chat>
  readonly messages: Messages
  readonly sendings: Collection<Sending>
  readonly responseCodes: Collection<ResponseCode>
  readonly loginCodes: Collection<LoginCode>
  readonly transfers: Collection<Transfer>
  readonly deliveries: Collection<Delivery>
  readonly media: Collection<Media>
  /** Last sequence number read, by `userId/chatId`. */
  readonly reads: Collection<{ seq: number }>
  /** Task ids in use, `app/…` and `bot/…`. */
  readonly taskIds: Collection<{ at: number }>
  /** Small facts: settings, demo state, tokens. */
  readonly facts: Collection<Record<string, unknown>>
  readonly settings: Settings
  readonly changes = new EventEmitter().setMaxListeners(0)
  serverUrl: string

  constructor(readonly options: WorldOptions) {
    this.credentials = options.credentials
    this.serverUrl = options.serverUrl.replace(/\/+$/, '')
    this.clock = new Clock(options.now)
    this.faults = new Faults(() => this.clock.now())
    this.store = new Store(options.stateFile)
    this.departments = new Collection(this.store, 'department')
    this.members = new Collection(this.store, 'member')
    this.externals = new Collection(this.store, 'external')
    this.follows = new Collection(this.store, 'follow')
    this.chats = new Collection(this.store, 'chat')
    this.messages = new Messages(this.store)
    this.sendings = new Collection(this.store, 'sending')
    this.responseCodes = new Collection(this.store, 'response-code')
    this.loginCodes = new Collection(this.store, 'login-code')
    this.transfers = new Collection(this.store, 'transfer')
    this.deliveries = new Collection(this.store, 'delivery')
    this.media = new Collection(this.store, 'media')
    this.reads = new Collection(this.store, 'read')
    this.taskIds = new Collection(this.store, 'task-id')
    this.facts = new Collection(this.store, 'fact')
    this.settings = { ...defaultSettings, ...this.facts.get('settings') }
  }

  now(): number {
    return this.clock.now()
  }

  saveSettings(change: Partial<Settings>): Settings {
    Object.assign(this.settings, change)
    this.facts.put('settings', { ...this.settings })
    this.changed('settings')
    return this.settings
  }

  /** Tells the page that something is new. */
  changed(topic: string, detail: Record<string, unknown> = {}): void {
    this.changes.emit('change', { topic, ...detail })
  }

  /** A member by userid; ids are case-insensitive on input (api.md 3). */
  member(userId: string | undefined): Member | undefined {
    if (!userId) return undefined
    return this.members.get(userId) ?? this.members.values().find(m => m.userId.toLowerCase() === userId.toLowerCase())
  }

  follow(userId: string, externalId: string): Follow | undefined {
    return this.follows.get(`${userId}/${externalId}`)
  }

  putFollow(follow: Follow): Follow {
    return this.follows.put(`${follow.userId}/${follow.externalId}`, follow)
  }

  /** Everyone of the company who holds this contact, earliest first. */
  followers(externalId: string): Follow[] {
    return this.follows
      .values()
      .filter(follow => follow.externalId === externalId)
      .sort((a, b) => a.createdAt - b.createdAt)
  }
}
