import { addContact, newExternal } from '../actions/contacts'
import { chars } from '../cards/read'
import { seeded } from '../core/random'
import type { Tenant } from '../tenant'
import type { External } from '../types'
import { reps } from './people'
import { type DemoCustomer, demoCustomers } from './registry'
import * as words from './words'

const DAY = 86_400_000
const REGISTERED = 210
const UNKNOWN = 78
const SHARED = 6

/** Owners of the customers that a newcomer is invited to collide with, the first two in one team. */
const preparedOwners = ['zhangwei', 'lina', 'qianfeng', 'hanbing', 'zhaomin', 'fengxue']

/** The customers that are kept free for the visitor: contacts of `prepared` are held by their owner, those of `strangers` by nobody. */
export function preparedCustomers(customers: DemoCustomer[], now: number) {
  const fits = (c: DemoCustomer) => Date.parse(c.protectedUntil) > now + 30 * DAY && chars(c.name) <= 18
  const own = preparedOwners.map(owner => customers.filter(c => c.ownerUserId === owner && fits(c)))
  return { prepared: own.map(list => list[0]!), strangers: own.map(list => list[1]!) }
}

/**
 * About 300 WeChat people held by the reps, most of them contacts of registered customers, and some whom nobody holds.
 * Named for tests: `wmDEMOprepared1`… are held by the prepared owners in order, `wmDEMOknown1`… are strangers who belong to a
 * registered customer of that owner, `wmDEMOnew1`… are nobody's.
 */
export function seedContacts(tenant: Tenant, now: number): void {
  const { world } = tenant
  const random = seeded(42)
  const customers = demoCustomers(now)
  const member = (id: string) => world.member(id)!
  const { prepared, strangers } = preparedCustomers(customers, now)

  prepared.forEach((customer, i) => {
    const owner = member(customer.ownerUserId)
    const hint = `${customer.name}的${customer.contact}，${owner.name}已添加。换一位销售再添加，就会撞单`
    const external = person(tenant, `prepared${i + 1}`, `${customer.contact[0]}经理`, { hint })
    addContact(tenant, owner, { externalId: external.id, ...remarkOf(customer, 0), at: now - (40 + i) * DAY })
  })
  strangers.forEach((customer, i) => {
    const owner = member(customer.ownerUserId).name
    const hint = `还没有人添加。添加后把备注企业写成“${customer.name}”或手机写成 ${customer.phone}：那是${owner}的客户`
    person(tenant, `known${i + 1}`, `${customer.contact[0]}总`, { hint })
  })
  for (let i = 0; i < 6; i++) {
    const hint = '全新的微信联系人，没有人报备过'
    person(tenant, `new${i + 1}`, words.nicknames[(i * 3 + 1) % words.nicknames.length]!, { hint })
  }

  const others = customers.filter(c => !prepared.includes(c) && !strangers.includes(c)).slice(0, REGISTERED)
  others.forEach((customer, i) => {
    const external = person(tenant, `registered${i}`, nickname(customer.contact, random()))
    const contact = { externalId: external.id, ...remarkOf(customer, random()) }
    addContact(tenant, member(customer.ownerUserId), { ...contact, at: now - (20 + Math.floor(random() * 280)) * DAY })
    if (i < REGISTERED - SHARED) return
    // Held by two since long ago: the first synchronisation must list these and warn nobody.
    const second = reps[(reps.indexOf(customer.ownerUserId) + 7) % reps.length]!
    addContact(tenant, member(second), { ...contact, at: now - (5 + (i % 10)) * DAY })
  })
  for (let i = 0; i < UNKNOWN; i++) {
    const external = person(
      tenant,
      `unknown${i}`,
      words.nicknames[i % words.nicknames.length]! + (i < 20 ? '' : String(i)),
    )
    const at = now - Math.floor(random() * 200) * DAY
    addContact(tenant, member(reps[i % reps.length]!), { externalId: external.id, at })
  }
}

function person(tenant: Tenant, key: string, name: string, more: Partial<External> = {}): External {
  return newExternal(tenant.world, name, {
    ...more,
    id: `wmDEMO${key}`,
    unionid: `oDEMO${key}`,
  })
}

function nickname(contact: string, draw: number): string {
  if (draw < 0.3) return contact
  if (draw < 0.6) return `${contact[0]}经理`
  if (draw < 0.8) return contact.slice(1)
  return words.nicknames[Math.floor(draw * 997) % words.nicknames.length]!
}

/** What the rep wrote beside the contact: mostly company and mobile, sometimes little. */
function remarkOf(customer: DemoCustomer, draw: number) {
  // the client takes at most 20 characters for the company
  const company = chars(customer.name) <= 20 ? customer.name : [...customer.name].slice(0, 20).join('')
  const remark = draw < 0.8 ? `${customer.contact} ${shortName(customer.name)}` : customer.contact
  return {
    remark: [...remark].slice(0, 20).join(''),
    remarkCompany: draw < 0.75 ? company : '',
    remarkMobiles: draw < 0.6 || draw > 0.9 ? [customer.phone] : [],
  }
}

/** The word by which colleagues call a company: without place and organisation form. */
function shortName(name: string): string {
  const place = words.cities.find(city => name.startsWith(city.name))?.name ?? ''
  return name
    .slice(place.length)
    .replace(/（.*?）/, '')
    .slice(0, 4)
}
