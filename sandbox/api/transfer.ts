import { finishTransfer } from '../actions/contacts'
import { str } from '../cards/read'
import { must } from '../core/errors'
import { randomId } from '../core/random'
import type { Tenant } from '../tenant'
import { serving } from './customers'
import { page } from './paging'
import { post } from './request'

const DAY = 86_400_000

/** On-job transfers (documents 92125, 94088). */
export const transferEndpoints = [
  post('externalcontact/transfer_customer', (tenant, { body }) => {
    const { world } = tenant
    const handover = serving(world, str(body.handover_userid)).userId
    const takeover = serving(world, str(body.takeover_userid)).userId
    must(handover !== takeover, 40130, 'handover and takeover are the same member')
    const ids = Array.isArray(body.external_userid) ? body.external_userid.map(String) : []
    must(ids.length >= 1 && ids.length <= 100, 40058, 'external_userid: 1 to 100')
    const customer = ids.map(id => ({ external_userid: id, errcode: start(tenant, handover, takeover, id) }))
    return { customer }
  }),
  post('externalcontact/transfer_result', (tenant, { body }) => {
    const { world } = tenant
    const handover = serving(world, str(body.handover_userid)).userId
    const takeover = serving(world, str(body.takeover_userid)).userId
    settleOld(tenant)
    const found = world.transfers.values().filter(t => t.handover === handover && t.takeover === takeover)
    const { items, next } = page(found, t => t.id, body.cursor, 1000)
    const customer = items.map(t => ({
      external_userid: t.externalId,
      status: t.status,
      takeover_time: t.status === 1 ? Math.floor(t.at / 1000) : 0,
    }))
    return { customer, next_cursor: next }
  }),
]

function start(tenant: Tenant, handover: string, takeover: string, externalId: string): number {
  const { world } = tenant
  if (!world.externals.has(externalId)) return 40096
  if (!world.follow(handover, externalId)) return 40131
  const earlier = world.transfers.values().filter(t => t.externalId === externalId)
  if (earlier.some(t => t.status === 2)) return 40129
  if (earlier.filter(t => world.now() - t.at < 90 * DAY).length >= 2) return 40128
  const id = randomId('tr')
  world.transfers.put(id, { id, handover, takeover, externalId, at: world.now(), status: 2 })
  world.changed('transfer', { id })
  return 0
}

/** A customer who does not refuse within 24 h is handed over. */
function settleOld(tenant: Tenant): void {
  for (const transfer of tenant.world.transfers.values()) {
    if (transfer.status === 2 && tenant.world.now() - transfer.at >= DAY) finishTransfer(tenant, transfer.id, 'done')
  }
}
