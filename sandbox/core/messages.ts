import type { Message } from '../types'
import { Collection, type Store } from './store'

/** All messages of all chats, in order of arrival. */
export class Messages {
  private readonly all: Collection<Message>
  private readonly byChat = new Map<string, Message[]>()
  private lastSeq = 0

  constructor(store: Store) {
    this.all = new Collection<Message>(store, 'message')
    for (const message of this.all.values().sort((a, b) => a.seq - b.seq)) this.index(message)
  }

  append(message: Omit<Message, 'seq'>): Message {
    const stored: Message = { ...message, seq: this.lastSeq + 1 }
    this.index(stored)
    return this.all.put(stored.id, stored)
  }

  get(id: string): Message | undefined {
    return this.all.get(id)
  }

  edit(id: string, change: (message: Message) => void): Message | undefined {
    return this.all.edit(id, change)
  }

  /** Messages of one chat, oldest first. */
  ofChat(chatId: string): readonly Message[] {
    return this.byChat.get(chatId) ?? []
  }

  /** Messages of all chats after a sequence number, oldest first. */
  since(seq: number): Message[] {
    return this.all.values().filter(message => message.seq > seq)
  }

  /** Every message whose card belongs to a send. */
  ofSending(sendId: string): Message[] {
    return this.all.values().filter(message => message.card?.sendId === sendId)
  }

  private index(message: Message): void {
    const list = this.byChat.get(message.chatId)
    if (list) list.push(message)
    else this.byChat.set(message.chatId, [message])
    this.lastSeq = Math.max(this.lastSeq, message.seq)
  }
}
