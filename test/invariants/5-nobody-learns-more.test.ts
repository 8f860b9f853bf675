/**
 * Invariant 5: nobody learns more than needed; personal values are sealed at rest, look-ups are counted, limited and audited.
 *
 * It could break when an answer, a card for a group, evidence, an audit entry, an error or a table carries a value as it was
 * typed. Provoked: marked values in every input; then every answer for others, every message and the whole database are searched.
 */
import { RULES } from '../../config/rules'
import { handleText } from '../../src/chat/handle-text'
import { checkCustomer } from '../../src/customer/check-customer'
import { addEvidence } from '../../src/dispute/add-evidence'
import { disputeView } from '../../src/dispute/dispute-view'
import { openDispute } from '../../src/dispute/open-dispute'
import { ruleDispute } from '../../src/dispute/rule-dispute'
import { addFollowUp } from '../../src/follow-up/add-follow-up'
import { customerDetail } from '../../src/portfolio/customer-detail'
import { listCustomers } from '../../src/portfolio/list-customers'
import { submitRegistration } from '../../src/registration/submit-registration'
import { openGroups, outbox, received, recordingHandler, store, workerOn } from '../delivery/rig'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const SECRET = { phone: '13987654321', email: 'geheimnis@qinghe.example', wechat: 'wx_geheimnis', contact: '欧阳秘密' }
const NAME = '杭州青禾智能科技有限公司'
/** As typed, and the parts that masking has to hide. */
const MARKS = ['13987654321', '139-8765-4321', '8765', 'geheimnis', '欧阳秘密', '秘密']

describe.each(ENGINES)('personal values on %s', engine => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
    await openGroups(world, 'g1')
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })

  const expectNone = (what: unknown, marks = MARKS) => {
    const text = typeof what === 'string' ? what : JSON.stringify(what)
    expect(marks.filter(mark => text.includes(mark))).toEqual([])
  }
  const report = async (userId: string) =>
    submitRegistration(await world.as(userId), {
      ...SECRET,
      name: NAME,
      note: '联系 139-8765-4321',
      requestKey: userId,
    })

  it('do not reach a colleague, a group, the other party or a table', async () => {
    const { customer } = await report('zhangsan')
    await addFollowUp(await world.as('zhangsan'), { customerId: customer!.id, text: '打 13987654321 找欧阳秘密' })
    for (const input of [{ name: NAME }, { phone: SECRET.phone }, { wechat: SECRET.wechat }]) {
      const { matches, ...rest } = await checkCustomer(await world.as('wangwu'), input)
      const typed = Object.values(input).join()
      expectNone(rest)
      expectNone(
        matches.map(({ explanation, ...match }) => [match, explanation.map(item => item.theirs)]),
        MARKS.filter(mark => !typed.includes(mark)),
      )
      expect(matches[0]?.customerId).toBeUndefined()
    }
    const { collision } = await report('wangwu')
    const dispute = await openDispute(await world.as('wangwu'), {
      collisionId: collision!.id,
      statement: '我有 13987654321 的聊天记录',
    })
    await addEvidence(await world.as('zhangsan'), { disputeId: dispute.id, text: '合同邮件 geheimnis@qinghe.example' })
    await (await world.as('lisi', 'bot')).transaction(tx => handleText(tx, `查 ${NAME}`, { kind: 'single' }))
    const groups = (await outbox(world)).filter(row => row.orderKey.startsWith('group:'))
    expect(groups.length).toBeGreaterThan(0)
    expectNone(groups.map(row => row.message))
    // The arbiter reads what was said for the case; the other party gets it without numbers and addresses.
    const { parties } = await disputeView(await world.as('wangwu'), dispute.id)
    const others = parties.filter(party => party.person.userId === 'zhangsan').map(party => party.evidence)
    expect(others.flat().length).toBeGreaterThan(0)
    expectNone(others, ['8765-4321', '13987654321', 'geheimnis@'])
    await expectSealed()
  })

  it('are masked for the leader of the owner, in notes and lists too', async () => {
    const { customer } = await report('zhangsan')
    await addFollowUp(await world.as('zhangsan'), {
      customerId: customer!.id,
      text: '打 139-8765-4321 或 geheimnis@qinghe.example',
    })
    const east = await world.as('east')
    expectNone(await customerDetail(east, customer!.id))
    const { items } = await listCustomers(east, { team: true })
    expect(items).toHaveLength(1)
    expectNone(items)
  })

  it('in the reason of a ruling do not reach the groups', async () => {
    await report('zhangsan')
    const { collision } = await report('wangwu')
    const { id } = await openDispute(await world.as('wangwu'), { collisionId: collision!.id })
    const reason = '客户 13987654321 说先找的张三'
    await ruleDispute(await world.as('director'), { disputeId: id, outcome: 'dismiss', reason })
    const messages = (await outbox(world)).filter(
      row => row.orderKey.startsWith('group:') || row.orderKey.startsWith('card:'),
    )
    expect(JSON.stringify(messages)).toContain('说先找的张三')
    expectNone(messages.map(row => row.message))
  })

  it('of an event that failed are not in its error', async () => {
    const failing = recordingHandler({
      async apply(_tx, payload) {
        throw new Error(`cannot read ${payload}`)
      },
    })
    await store(world, [received('id:1', `报备 ${NAME} 13987654321`)])
    await workerOn(world, [], failing).drain()
    await expectSealed()
  })

  it('are counted when looked up: the limit holds, refusals are audited, what was told is too', async () => {
    await report('zhangsan')
    const asker = await world.as('wangwu')
    let refused = 0
    for (let i = 0; i < RULES.lookupsPerMinute + 5; i++)
      await checkCustomer(asker, { name: NAME }).catch(error => {
        expect(error.code).toBe('too_many')
        refused++
      })
    expect(refused).toBe(5)
    const [told] = await world.database.read.query(
      "SELECT COUNT(*) AS n FROM audit WHERE action = 'lookup.revealed' AND actor_id = 'wangwu'",
    )
    expect(Number(told.n)).toBe(RULES.lookupsPerMinute)
    const [audited] = await world.database.read.query("SELECT COUNT(*) AS n FROM audit WHERE action = 'lookup.refused'")
    expect(Number(audited.n)).toBe(5)
  })

  /** Every column of every table, as somebody with a copy of the database would read it. */
  async function expectSealed(): Promise<void> {
    const { dataSource, read } = world.database
    const found: string[] = []
    for (const { tableName } of dataSource.entityMetadatas)
      for (const row of await read.query(`SELECT * FROM ${tableName}`))
        for (const [column, value] of Object.entries(row))
          for (const mark of ['13987654321', '139-8765-4321', 'geheimnis', '欧阳秘密'])
            if (String(value).includes(mark)) found.push(`${tableName}.${column}: ${String(value).slice(0, 160)}`)
    expect(found).toEqual([])
  }
})
