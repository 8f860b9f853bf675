import type { Actor, Context } from '../context'
import { AppError } from '../errors'
import { actorFor } from '../member/members'

/** A member who left, or whose role changed, notices within this time. */
const KEEP_MS = 30_000
const MOST = 10_000

/** Who a userid is now, remembered for half a minute so that not every request asks the directory. */
export class Actors {
  private readonly known = new Map<string, { actor: Actor; until: number }>()

  /** @throws unauthenticated when the member left or is no longer visible to the app */
  async get(context: Context, userId: string): Promise<Actor> {
    const known = this.known.get(userId)
    if (known && known.until > context.now()) return known.actor
    this.known.delete(userId)
    try {
      const actor = await actorFor(context, userId)
      if (this.known.size >= MOST) this.known.clear()
      this.known.set(userId, { actor, until: context.now() + KEEP_MS })
      return actor
    } catch (error) {
      if (error instanceof AppError && error.code === 'forbidden')
        throw new AppError('unauthenticated', '你的账号已不能使用本应用，请联系管理员')
      throw error
    }
  }
}
