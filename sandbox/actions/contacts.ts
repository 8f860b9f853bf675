import { check } from '../core/errors'
import { randomId } from '../core/random'
import type { Tenant } from '../tenant'
import type { External, Follow, Member } from '../types'
import type { World } from '../world'
import { note } from './append'
import { externalChat } from './chats'

export interface NewContact {
  /** An existing WeChat person; without it a stranger is made. */
  externalId?: string
  nickname?: string
  /** 1 QR, 2 mobile search, 3 card, 4 group, … (document 92114); default 1. */
  addWay?: number
  state?: string
  remark?: string
  remarkCompany?: string
  remarkMobiles?: string[]
  /** The customer asked and the member has not confirmed yet (add_half_external_contact). */
  half?: boolean
  /** For histories: when it was added; then no event is raised. */
  at?: number
}

/** Makes a WeChat person whom nobody holds yet. */
export function newExternal(world: World, nickname: string, more: Partial<External> = {}): External {
  const type = more.type ?? 1
  const id = more.id ?? randomId(type === 1 ? 'wm' : 'wo', 20)
  return world.externals.put(id, { gender: 0, ...more, id, nickname, type })
}

/** A member adds a WeChat person: the event of the whole product. */
export function addContact(tenant: Tenant, member: Member, input: NewContact): Follow {
  const { world, events } = tenant
  check(member.serves, `${member.name} 没有客户联系功能`)
  check(input.externalId || input.nickname?.trim(), '请选择微信联系人或填写昵称')
  const external = input.externalId ? world.externals.get(input.externalId) : newExternal(world, input.nickname!.trim())
  check(external, '没有这位微信联系人')
  const old = world.follow(member.userId, external.id)
  check(!old || old.deletedByCustomer, `${member.name} 已经添加过 ${external.nickname}`)
  const follow = world.putFollow({
    userId: member.userId,
    externalId: external.id,
    remark: input.remark ?? external.nickname,
    description: '',
    remarkCompany: input.remarkCompany ?? '',
    remarkMobiles: input.remarkMobiles ?? [],
    createdAt: input.at ?? world.now(),
    addWay: input.addWay ?? 1,
    operUserId: input.half ? external.id : member.userId,
    state: input.state ?? '',
    deletedByCustomer: false,
  })
  if (input.at !== undefined) return follow
  const chat = externalChat(world, member, external.id)
  note(world, chat, `你已添加了 ${external.nickname}，现在可以开始聊天了`)
  const extra = { State: follow.state || undefined, WelcomeCode: randomId('WELCOME') }
  const change = input.half ? 'add_half_external_contact' : 'add_external_contact'
  events.externalContact(change, member.userId, external.id, extra)
  world.changed('contact', { userId: member.userId, externalId: external.id })
  return follow
}

/** The member confirms a half-added contact: the second event of one relation. */
export function confirmContact(tenant: Tenant, member: Member, externalId: string): void {
  check(tenant.world.follow(member.userId, externalId), '没有这位客户')
  tenant.events.externalContact('add_external_contact', member.userId, externalId)
}

export interface RemarkChange {
  remark?: string
  description?: string
  remarkCompany?: string
  remarkMobiles?: string[]
}

/**
 * The member edits the remark in the client.
 * A change of the mobiles alone raises no event (as the platform is believed to do), so that reconciliation has something to find.
 */
export function editRemark(tenant: Tenant, member: Member, externalId: string, change: RemarkChange): Follow {
  const { world } = tenant
  const old = world.follow(member.userId, externalId)
  check(old, `${member.name} 没有这位客户`)
  const follow = world.putFollow({ ...old, ...definedOnly(change) })
  const speaks =
    old.remark !== follow.remark || old.remarkCompany !== follow.remarkCompany || old.description !== follow.description
  if (speaks) tenant.events.externalContact('edit_external_contact', member.userId, externalId)
  world.changed('contact', { userId: member.userId, externalId })
  return follow
}

const definedOnly = (change: RemarkChange): RemarkChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

/** The member deletes the customer (del_external_contact). */
export function deleteContact(tenant: Tenant, member: Member, externalId: string, byTransfer = false): void {
  const { world } = tenant
  check(world.follows.delete(`${member.userId}/${externalId}`), `${member.name} 没有这位客户`)
  const extra = byTransfer ? { Source: 'DELETE_BY_TRANSFER' } : {}
  tenant.events.externalContact('del_external_contact', member.userId, externalId, extra)
  world.changed('contact', { userId: member.userId, externalId })
}

/** The customer deletes the member (del_follow_user): the member still has the customer in the list. */
export function customerDeletes(tenant: Tenant, member: Member, externalId: string): void {
  const { world } = tenant
  const follow = world.follow(member.userId, externalId)
  check(follow && !follow.deletedByCustomer, `${member.name} 没有这位客户，或已被删除`)
  world.putFollow({ ...follow, deletedByCustomer: true })
  note(world, externalChat(world, member, externalId), '对方已开启联系人验证，你还不是对方的联系人')
  tenant.events.externalContact('del_follow_user', member.userId, externalId)
  world.changed('contact', { userId: member.userId, externalId })
}

/** Ends a running transfer: the customer accepts, refuses, or the taker is full (document 92125). */
export function finishTransfer(tenant: Tenant, id: string, result: 'done' | 'refused' | 'limit'): void {
  const { world } = tenant
  const transfer = world.transfers.get(id)
  check(transfer?.status === 2, '没有这个进行中的转移')
  world.transfers.put(id, { ...transfer, status: result === 'done' ? 1 : result === 'refused' ? 3 : 4 })
  if (result !== 'done') {
    const FailReason = result === 'refused' ? 'customer_refused' : 'customer_limit_exceed'
    tenant.events.externalContact('transfer_fail', transfer.takeover, transfer.externalId, { FailReason })
    return
  }
  const giver = world.member(transfer.handover)
  const taker = world.member(transfer.takeover)
  const old = world.follow(transfer.handover, transfer.externalId)
  check(giver && taker && old, '转移双方或客户已不存在')
  // No add event if the taker already is a contact.
  if (!world.follow(taker.userId, transfer.externalId)) {
    const contact = {
      externalId: transfer.externalId,
      addWay: 202,
      remark: old.remark,
      remarkCompany: old.remarkCompany,
    }
    addContact(tenant, taker, { ...contact, remarkMobiles: old.remarkMobiles })
  }
  deleteContact(tenant, giver, transfer.externalId, true)
}
