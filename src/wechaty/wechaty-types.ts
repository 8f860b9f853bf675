/**
 * The little of wechaty that is used, described here: the package is optional and its own types would be missing where it is
 * left out.
 */
interface WechatyContact {
  readonly id: string
  name(): string
}

interface WechatyRoom {
  readonly id: string
  topic(): Promise<string>
  say(text: string): Promise<unknown>
}

export interface WechatyMessage {
  readonly id: string
  /** 7 is text. */
  type(): number
  text(): string
  /** Without the mention of the account itself, when the puppet knows who is mentioned. */
  mentionText(): Promise<string>
  mentionSelf(): Promise<boolean>
  self(): boolean
  date(): Date
  talker(): WechatyContact
  room(): WechatyRoom | undefined
}

export interface WechatyBot {
  on(event: 'message', listener: (message: WechatyMessage) => void): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
  on(event: 'login' | 'logout', listener: (account: WechatyContact) => void): unknown
  start(): Promise<void>
  stop(): Promise<void>
  readonly isLoggedIn: boolean
  readonly Room: { find(query: { id: string }): Promise<WechatyRoom | undefined> }
}
