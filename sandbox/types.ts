/** What the tenant keeps. All instants are epoch milliseconds of the tenant's clock. */

export interface Department {
  id: number
  name: string
  parentId: number
  order: number
  /** userIds of the leaders. */
  leaders: string[]
}

export interface Member {
  userId: string
  name: string
  departments: number[]
  position: string
  /** 1 active, 2 disabled, 4 not activated, 5 left (document 90196). */
  status: 1 | 2 | 4 | 5
  /** Inside the app's visible range. */
  visible: boolean
  /** Has the 客户联系 function (document 92571). */
  serves: boolean
  /** Plain words about the person for the page, e.g. 销售 or 销售经理. */
  role: string
  isAdmin?: boolean
}

/** A WeChat person, or a WeCom user of another company. */
export interface External {
  id: string
  nickname: string
  /** 1 WeChat user, 2 WeCom user of another company (document 92114). */
  type: 1 | 2
  gender: 0 | 1 | 2
  unionid?: string
  corpName?: string
  position?: string
  /** A hint for the page who this really is, invisible to the API. */
  hint?: string
}

/** One member's relation to one external contact (an element of follow_user, document 92114). */
export interface Follow {
  userId: string
  externalId: string
  remark: string
  description: string
  remarkCompany: string
  remarkMobiles: string[]
  createdAt: number
  addWay: number
  operUserId: string
  state: string
  /** The customer has deleted the member; the member still keeps the customer (document 92130). */
  deletedByCustomer: boolean
}

export type ChatKind = 'internal' | 'customer' | 'app' | 'bot' | 'external'

export interface ChatPerson {
  id: string
  joinedAt: number
  invitor?: string
  joinScene: number
}

export interface Chat {
  /** Case-sensitive (document 100719). */
  id: string
  kind: ChatKind
  name: string
  owner: string
  people: ChatPerson[]
  /** The bot is a member of this group. */
  hasBot: boolean
  /** Someone has written to the bot here before: the condition of a push (846607). */
  botOpened: boolean
  webhookKey?: string
  webhookName?: string
  /** Made through appchat/create. */
  byApp: boolean
  createdAt: number
  /** member_version of a customer group (document 92122). */
  version: string
  dismissed: boolean
}

export type SenderKind = 'member' | 'external' | 'app' | 'bot' | 'webhook' | 'system'
export interface Sender {
  kind: SenderKind
  id: string
  name: string
}

/** One template card as one reader sees it. */
export interface CardView {
  card: CardBody
  /** Set when the buttons are grey. */
  replaced?: string
}

export type CardBody = Record<string, unknown> & { card_type: string; task_id?: string }

export interface CardState extends CardView {
  taskId: string
  /** The send this card belongs to; app cards of one send share it. */
  sendId: string
  /** Bot cards in a group can differ by reader (document 101031, userids). */
  byUser?: Record<string, CardView>
}

export interface Message {
  id: string
  seq: number
  chatId: string
  at: number
  from: Sender
  type: string
  /** The body as it was sent, e.g. {content} for text and markdown. */
  content: Record<string, unknown>
  /** Plain text of the message for lists and checkers. */
  text: string
  card?: CardState
  quote?: string
  /** Display limits of the documents that this message exceeds. */
  warnings?: string[]
}

/** One message/send call. */
export interface Sending {
  id: string
  agentId: number
  taskId?: string
  receivers: string[]
  at: number
}

export interface ResponseCode {
  code: string
  sendId: string
  at: number
  /** Who clicked, empty for the code of the send. */
  clicker: string
  used: boolean
}

export interface LoginCode {
  code: string
  userId: string
  kind: 'oauth' | 'mini'
  at: number
  used: boolean
}

export interface Transfer {
  id: string
  handover: string
  takeover: string
  externalId: string
  at: number
  /** 1 done, 2 waiting, 3 refused, 4 taker limit (document 94088). */
  status: 1 | 2 | 3 | 4
}

export interface Attempt {
  at: number
  ms: number
  status?: number
  error?: string
}

export interface Delivery {
  id: string
  at: number
  /** Short description for the log, e.g. change_external_contact/add_external_contact. */
  title: string
  /** Inner XML, plain. */
  xml: string
  status: 'waiting' | 'delivered' | 'dropped'
  attempts: Attempt[]
  /** Text of a passive reply, when there was one. */
  reply?: string
  /** Who shall see the passive reply. */
  replyTo?: string
}

export interface Media {
  id: string
  type: string
  filename: string
  contentType: string
  at: number
  base64: string
}

export interface Settings {
  /** false: this address is not in 企业可信IP, every API call answers 60020. */
  trustedIp: boolean
  /** The app has a callback URL; without one interactive cards answer 43012. */
  callbackConfigured: boolean
  /** Whether an answer other than 200 is tried again: the documents contradict each other (90930, 90238). */
  retryNon200: boolean
  /** change_contact goes to the 通讯录同步 helper only, so it is off (document 90970). */
  contactEvents: boolean
  /** enter_agent is ticked in the callback configuration. */
  enterAgentEvents: boolean
  botMode: 'ws' | 'http'
  /** The companies' mini-program is bound to the app (miniprogram_notice, jscode2session). */
  miniProgramBound: boolean
}
