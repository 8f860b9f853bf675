import { say } from '../actions/say'
import type { Tenant } from '../tenant'
import { preparedCustomers } from './contacts'
import { groupIds } from './people'
import { type DemoCustomer, demoCustomers } from './registry'
import { Person } from './server'

type Log = (line: string) => void

interface RegistrationResult {
  kind: 'registered' | 'collided' | 'pending' | 'yours'
  collision?: { id: string }
}

/**
 * Plays what happened in the demo company before the visitor came: groups bound, customers reported, three disputes, follow-ups.
 * With `whole` false only the groups are bound that the bot does not know yet. Every step is done once: what succeeded is remembered in the sandbox's state, what failed is told and tried again next time.
 */
export async function playStory(tenant: Tenant, log: Log, whole = true): Promise<void> {
  const persons = new Map<string, Person>()
  const as = (userId: string) => {
    const person = persons.get(userId) ?? new Person(tenant, userId)
    persons.set(userId, person)
    return person
  }
  const done = new Set((tenant.world.facts.get('story')?.done as string[] | undefined) ?? [])
  const step = async (name: string, work: () => Promise<void>) => {
    if (done.has(name)) return
    try {
      await work()
      done.add(name)
      if (whole) tenant.world.facts.put('story', { done: [...done] })
    } catch (error) {
      log(`演示剧情“${name}”没有完成：${error instanceof Error ? error.message : String(error)}`)
    }
  }

  for (const [name, chatId, leader] of groups) {
    const known = !whole && tenant.world.chats.get(chatId)?.botOpened
    if (!known) await step(`绑定${name}`, () => bind(tenant, chatId, leader, name))
  }
  if (!whole) return
  for (const [userId, name, contact, phone] of newCustomers) {
    const report = { name, contact, phone, requestKey: `demo-${userId}-${phone}` }
    await step(`报备 ${name}`, async () => void (await as(userId).call('POST', '/registrations', report)))
  }
  const all = demoCustomers(tenant.world.now())
  const { prepared, strangers } = preparedCustomers(all, tenant.world.now())
  // a visitor who follows the hints should meet a fresh collision, not a running dispute
  const customers = all.filter(c => !prepared.includes(c) && !strangers.includes(c))
  for (const plot of plots) {
    await step(`争议 ${plot.claimant}`, () => dispute(as, plot, customers, tenant.world.now()))
  }
  for (const [userId, text] of followUps) {
    await step(`跟进 ${userId}`, async () => {
      const { items } = await as(userId).call<{ items: { id: string }[] }>('GET', '/customers')
      if (items[0]) await as(userId).call('POST', `/customers/${items[0].id}/follow-ups`, { text })
    })
  }
}

const groups: [string, string, string][] = [
  ['销售大群', groupIds.all, 'zhouhai'],
  ['华东销售群', groupIds.east, 'wanglei'],
  ['华北销售群', groupIds.north, 'liuyang'],
  ['华南销售群', groupIds.south, 'chenjing'],
]

async function bind(tenant: Tenant, chatId: string, leader: string, name: string): Promise<void> {
  const member = tenant.world.member(leader)
  if (!member) throw new Error(`没有 ${leader}`)
  for (let i = 0; i < 50 && !tenant.bot.connected; i++) await new Promise(done => setTimeout(done, 200))
  if (!tenant.bot.connected) throw new Error('机器人没有连上')
  say(tenant, member, chatId, `@${tenant.world.credentials.botName} 绑定 ${name}`)
}

const newCustomers: [userId: string, name: string, contact: string, phone: string][] = [
  ['zhaomin', '杭州澄观数据科技有限公司', '陆思远', '14500109001'],
  ['sunhao', '苏州砺行精密机械有限公司', '高明辉', '14500109002'],
  ['fengxue', '天津渡口供应链管理有限公司', '宋文静', '14500109003'],
  ['jiangbo', '济南知微生物技术有限公司', '傅建国', '14500109004'],
  ['zhuli', '厦门南屿国际贸易有限公司', '曾晓东', '14500109005'],
  ['heping', '长沙岳色食品有限公司', '彭雪梅', '14500109006'],
]

const followUps: [userId: string, text: string][] = [
  ['zhangwei', '电话沟通，客户确认下周二上午演示，参加人：信息部主管和采购。'],
  ['lina', '上门拜访，客户希望先试用一个月。'],
  ['qianfeng', '已发报价单，客户反馈价格偏高，需申请折扣。'],
  ['hanbing', '客户内部立项通过，等待招标公告。'],
]

interface Plot {
  owner: string
  claimant: string
  statement: string
  ownerEvidence: string
  claimantEvidence?: string
}

const plots: Plot[] = [
  {
    owner: 'zhangwei',
    claimant: 'zhengkai',
    statement: '我上个月在展会上与采购负责人当面沟通并留了联系方式，客户主动约我报价。',
    ownerEvidence: '该客户去年由我报备并签过一期合同，上周还在沟通二期。',
  },
  {
    owner: 'weilan',
    claimant: 'chuyang',
    statement: '客户换了负责人，新负责人是我多年的老客户，请经理协调。',
    ownerEvidence: '我一直在跟进，最近一次拜访是本月初。',
    claimantEvidence: '新负责人明确表示希望由我继续对接。',
  },
  {
    owner: 'xuhui',
    claimant: 'shenyue',
    statement: '客户总部在北京，采购由总部统一决策，我已对接总部信息中心。',
    ownerEvidence: '项目在深圳实施，预算在深圳公司，我已提交两轮方案。',
  },
]

async function dispute(as: (id: string) => Person, plot: Plot, customers: DemoCustomer[], now: number): Promise<void> {
  const target = customers.find(
    c => c.ownerUserId === plot.owner && Date.parse(c.protectedUntil) > now + 20 * 86_400_000 && c.uscc !== undefined,
  )
  if (!target) throw new Error(`${plot.owner} 没有合适的客户`)
  const { name, phone } = target
  const requestKey = `demo-${plot.claimant}-${phone}`
  const result = await as(plot.claimant).call<RegistrationResult>('POST', '/registrations', { name, phone, requestKey })
  if (!result.collision) throw new Error(`报备 ${name} 的结果是 ${result.kind}，没有撞单`)
  const opened = await as(plot.claimant).call<{ id: string }>('POST', `/collisions/${result.collision.id}/dispute`, {
    statement: plot.statement,
  })
  await as(plot.owner).call('POST', `/disputes/${opened.id}/evidence`, { text: plot.ownerEvidence })
  if (plot.claimantEvidence) {
    await as(plot.claimant).call('POST', `/disputes/${opened.id}/evidence`, { text: plot.claimantEvidence })
  }
}
