import type { Page } from '../core/paged-list'
import { agoText, protectionText } from '../core/time'
import { get, post } from '../http/request'
import type { Tag } from './customers'
import { explanationRows } from './result-view'
import type { Collision, Dispute } from './types'

const STATES: Record<Collision['status'], Tag> = {
  open: { text: '待处理', theme: 'warning' },
  disputed: { text: '争议中', theme: 'danger' },
  closed: { text: '已了结', theme: 'default' },
}

export async function listCollisions(cursor?: string): Promise<Page<ReturnType<typeof collisionView>>> {
  const page = await get<Page<Collision>>('/api/v1/collisions', { cursor })
  return { ...page, items: page.items.map(collisionView) }
}

export const getCollision = (id: string): Promise<Collision> => get(`/api/v1/collisions/${id}`)

/** 申诉: opens a dispute about a collision. */
export const openDispute = (id: string, statement: string): Promise<Dispute> =>
  post(`/api/v1/collisions/${id}/dispute`, { statement })

/** Everything as text, for the list and the page. */
export function collisionView(collision: Collision) {
  const { role, owner, claimant, status } = collision
  return {
    ...collision,
    tag: STATES[status],
    time: agoText(collision.at),
    headline: role === 'owner' ? `${claimant.name}也在跟你的客户` : `已由${owner.name}跟进`,
    protection: protectionText(collision.protectedUntil),
    rows: explanationRows(collision.explanation ?? []),
    canDispute: collision.can.dispute,
    disputeId: collision.disputeId ?? '',
  }
}
