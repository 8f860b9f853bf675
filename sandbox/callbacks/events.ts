import type { Chat, Delivery } from '../types'
import type { World } from '../world'
import type { CallbackQueue } from './queue'
import type { XmlObject } from './xml'

/** Writes the events of events.md. Changes made through the API raise none (document 92130): only the actions call this. */
export class Events {
  private lastMessage = 0

  constructor(
    private readonly world: World,
    private readonly queue: CallbackQueue,
  ) {}

  /** change_external_contact (document 92130); no AgentID in the documented samples. */
  externalContact(change: string, userId: string, externalId: string, extra: XmlObject = {}): Delivery {
    return this.queue.emit(`change_external_contact/${change}`, {
      MsgType: 'event',
      Event: 'change_external_contact',
      ChangeType: change,
      UserID: userId,
      ExternalUserID: externalId,
      ...extra,
    })
  }

  /** change_external_chat (document 92130): only customer groups. */
  externalChat(chat: Chat, change: 'create' | 'update' | 'dismiss', extra: XmlObject = {}): Delivery {
    return this.queue.emit(`change_external_chat/${change}`, {
      MsgType: 'event',
      Event: 'change_external_chat',
      ChatId: chat.id,
      ChangeType: change,
      ...extra,
    })
  }

  /** change_contact (document 90970): to the 通讯录同步 helper only, so nothing unless switched on. */
  contact(change: string, extra: XmlObject): void {
    if (!this.world.settings.contactEvents) return
    this.queue.emit(`change_contact/${change}`, {
      MsgType: 'event',
      Event: 'change_contact',
      ChangeType: change,
      ...extra,
    })
  }

  /** subscribe, unsubscribe, enter_agent (document 90240). */
  app(event: 'subscribe' | 'unsubscribe' | 'enter_agent', userId: string): Delivery {
    const AgentID = this.world.credentials.agentId
    return this.queue.emit(event, { MsgType: 'event', Event: event, EventKey: '', AgentID }, userId, userId)
  }

  /** A text from a member to the app (document 90239). */
  text(userId: string, content: string): Delivery {
    // 64-bit and unlike any other, also across restarts.
    this.lastMessage = (this.lastMessage + 1) % 1000
    const MsgId = `${7_000_000_000_000_000_000n + BigInt(Date.now()) * 1000n + BigInt(this.lastMessage)}`
    const AgentID = this.world.credentials.agentId
    return this.queue.emit('text', { MsgType: 'text', Content: content, MsgId, AgentID }, userId, userId)
  }

  /** A tap on an app card (document 90240). */
  card(
    event: 'template_card_event' | 'template_card_menu_event',
    userId: string,
    tap: { key: string; taskId: string; cardType: string; responseCode: string; selections: Record<string, string[]> },
  ): Delivery {
    const chosen = Object.entries(tap.selections).map(([QuestionKey, ids]) => ({
      QuestionKey,
      OptionIds: { OptionId: ids },
    }))
    return this.queue.emit(
      event,
      {
        MsgType: 'event',
        Event: event,
        EventKey: tap.key,
        TaskId: tap.taskId,
        CardType: tap.cardType,
        ResponseCode: tap.responseCode,
        AgentID: this.world.credentials.agentId,
        ...(chosen.length > 0 ? { SelectedItems: { SelectedItem: chosen } } : {}),
      },
      userId,
    )
  }
}
