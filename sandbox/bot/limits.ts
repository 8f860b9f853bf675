import { must } from '../core/errors'
import { SlidingWindow } from '../core/limits'

/** 30 a minute and 1,000 an hour per chat, answers and pushes together (document 101463). */
export class ChatLimits {
  private readonly minute = new SlidingWindow(30, 60_000)
  private readonly hour = new SlidingWindow(1000, 3_600_000)

  /** Counts one message. @throws 846607 when the chat has had enough */
  take(chatId: string, now: number): void {
    const fits = this.minute.fits(chatId, now) && this.hour.fits(chatId, now)
    must(fits, 846607, 'aibot send msg frequency limit exceeded')
    this.minute.add(chatId, now)
    this.hour.add(chatId, now)
  }
}
