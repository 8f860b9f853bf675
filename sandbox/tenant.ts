import { append, senders } from './actions/append'
import { appChat } from './actions/chats'
import { BotGateway } from './bot/gateway'
import { Events } from './callbacks/events'
import { CallbackQueue } from './callbacks/queue'
import { World, type WorldOptions } from './world'

/** The whole stand-in: state, the callbacks that leave it and the bot's connection. */
export class Tenant {
  readonly world: World
  readonly queue: CallbackQueue
  readonly events: Events
  readonly bot: BotGateway

  constructor(options: WorldOptions) {
    this.world = new World(options)
    this.queue = new CallbackQueue(this.world)
    this.events = new Events(this.world, this.queue)
    this.bot = new BotGateway(this.world)
    this.queue.onReply = (userId, text) => {
      const member = this.world.member(userId)
      if (member) append(this.world, appChat(this.world, member), senders.app(this.world), 'text', { content: text })
    }
  }

  close(): void {
    this.queue.close()
    this.bot.close()
    this.world.store.close()
  }
}
