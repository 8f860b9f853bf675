import { append, note } from '../actions/append'
import { addContact, newExternal } from '../actions/contacts'
import { newCustomerGroup, newInternalGroup } from '../actions/groups'
import { addMember, putDepartment } from '../actions/people'
import { stableId } from '../core/random'
import type { Tenant } from '../tenant'
import type { Chat } from '../types'
import { seedContacts } from './contacts'
import { departments, groupIds, members } from './people'
import { smallTalk } from './talk'

export type DemoSize = 'company' | 'small' | 'none'

/** Fills an empty tenant with the demo company, silently: it is history, so no event is raised. */
export function seedCompany(tenant: Tenant, size: DemoSize): void {
  if (size === 'none') return
  tenant.world.store.batch(() => {
    for (const department of departments)
      putDepartment(tenant, { ...department, leaders: [...department.leaders] }, true)
    for (const member of members) addMember(tenant, { ...member }, true)
    seedGroups(tenant)
    if (size === 'small') seedFew(tenant)
    else {
      const now = tenant.world.now()
      seedContacts(tenant, now)
      seedCustomerGroups(tenant, now)
      smallTalk(tenant, now)
    }
  })
}

function seedGroups(tenant: Tenant): void {
  const { world } = tenant
  const at = world.now() - 300 * 86_400_000
  const inDepartment = (id: number) => members.filter(m => m.departments[0] === id).map(m => m.userId)
  const make = (id: string, name: string, owner: string, people: string[], key: string) => {
    const chat = newInternalGroup(world, { id, name, owner, people, withBot: true, webhookKey: `sandbox-${key}`, at })
    greet(tenant, chat)
  }
  const sales = [2, 3, 4, 5].flatMap(inDepartment)
  make(groupIds.all, '销售大群', 'zhouhai', sales, 'webhook-all')
  make(groupIds.east, '华东销售群', 'wanglei', [...inDepartment(3), 'zhouhai'], 'webhook-east')
  make(groupIds.north, '华北销售群', 'liuyang', [...inDepartment(4), 'zhouhai'], 'webhook-north')
  make(groupIds.south, '华南销售群', 'chenjing', [...inDepartment(5), 'zhouhai'], 'webhook-south')
}

function greet(tenant: Tenant, chat: Chat): void {
  note(tenant.world, chat, `${tenant.world.credentials.botName} 已加入群聊，@它 就能查重、报备`)
}

function seedCustomerGroups(tenant: Tenant, now: number): void {
  const holders = ['zhangwei', 'qianfeng', 'hanbing', 'lina']
  const names = ['项目沟通群', '售前交流群', '实施对接群', '合作洽谈群']
  holders.forEach((userId, i) => {
    const held = tenant.world.follows
      .values()
      .filter(f => f.userId === userId && f.remarkCompany)
      .slice(0, 2)
    const company = held[0]?.remarkCompany.slice(0, 8) ?? '客户'
    const chat = newCustomerGroup(tenant, {
      id: stableId('wrDEMO', `customer-group-${i}`, 26),
      name: `${company}${names[i]}`,
      owner: userId,
      people: ['luyao', ...held.map(f => f.externalId)],
      at: now - (30 + i) * 86_400_000,
    })
    const customer = tenant.world.externals.get(held[0]?.externalId ?? '')
    if (customer) {
      const from = { kind: 'external' as const, id: customer.id, name: customer.nickname }
      append(
        tenant.world,
        chat,
        from,
        'text',
        { content: '方案收到了，我们内部先看一下。' },
        { at: now - 2 * 86_400_000 },
      )
    }
  })
}

/** A few contacts for tests: `wmSMALL0001`… held by zhangwei and qianfeng, `wmSMALL0009` by nobody. */
function seedFew(tenant: Tenant): void {
  const { world } = tenant
  const at = world.now() - 30 * 86_400_000
  const holders = ['zhangwei', 'zhangwei', 'qianfeng', 'hanbing']
  holders.forEach((userId, i) => {
    const external = newExternal(world, `小客户${i + 1}`, { id: `wmSMALL000${i + 1}`, unionid: `oSMALL000${i + 1}` })
    addContact(tenant, world.member(userId)!, { externalId: external.id, remark: `小客户${i + 1}`, at })
  })
  newExternal(world, '陌生人', { id: 'wmSMALL0009' })
}
