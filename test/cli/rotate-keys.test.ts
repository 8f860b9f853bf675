import { loadConfig } from '../../config'
import { rotateKeys } from '../../src/cli/key-rotation/rotate-keys'
import { SEALED_PLACES } from '../../src/cli/key-rotation/sealed-places'
import { LateFindingEntity } from '../../src/contact/contact.entity'
import { withoutUnchanged } from '../../src/contact/unchanged-contacts'
import { type Context, SYSTEM } from '../../src/context'
import { contextFactory, type MakeContext } from '../../src/create-context'
import { checkCustomer } from '../../src/customer/check-customer'
import type { CustomerInput } from '../../src/customer/customer-input'
import { confirmDistinct } from '../../src/customer/judge-name'
import { createReceiver } from '../../src/delivery/receive'
import { resolveDestination } from '../../src/delivery/resolve-destination'
import { disputeView } from '../../src/dispute/dispute-view'
import { openDispute } from '../../src/dispute/open-dispute'
import { addFollowUp } from '../../src/follow-up/add-follow-up'
import { addGroup } from '../../src/group/manage-groups'
import { createLogger } from '../../src/log'
import { actorFor } from '../../src/member/members'
import { customerDetail } from '../../src/portfolio/customer-detail'
import { createVault } from '../../src/privacy/vault'
import { submitRegistration } from '../../src/registration/submit-registration'
import { ENTITIES } from '../../src/schema/entities'
import { examineDataKey } from '../../src/setup/checks/data-key'
import { databaseTokenStore } from '../../src/wecom/token-store'
import { type ContactWorld, contactWorld, DAY } from '../contact/contact-world'
import { assertInvariants } from '../support/invariants'
import { ENGINES, seededBytes, TEST_ENV } from '../support/world'

const NEW_KEY = Buffer.alloc(32, 9).toString('base64')
const UNIONID = 'ozynqsulJFCZ2z1aYeS8h-nuasdAAA'

let servers = 0
/** The server as it is configured during (`previous`) and after the change of keys. */
function withNewKey({ world }: ContactWorld, previous: boolean): MakeContext {
  const env = {
    ...TEST_ENV,
    DATA_KEY: NEW_KEY,
    ...(previous && { DATA_KEY_PREVIOUS: TEST_ENV.DATA_KEY }),
    DATABASE_URL: world.databaseUrl,
  }
  return contextFactory({
    config: loadConfig(env),
    database: world.database,
    log: createLogger('silent'),
    now: () => world.clock.now,
    randomBytes: seededBytes(`server ${servers++}`),
  })
}

/** Every cell of every table that was sealed with this key, also inside JSON. */
async function sealedWith(context: Context, key: string): Promise<string[]> {
  const vault = createVault(Buffer.from(key, 'base64'), undefined, seededBytes('probe'))
  const opens = (text: string): boolean => {
    if (text.length < 40 || !/^[\w-]+$/.test(text)) return false
    try {
      vault.open(text)
      return true
    } catch {
      return false
    }
  }
  const found = new Set<string>()
  for (const { options } of ENTITIES) {
    const rows: Record<string, unknown>[] = await context.read.query(`SELECT * FROM ${options.tableName}`)
    for (const row of rows)
      for (const [column, cell] of Object.entries(row))
        if (String(cell).split('"').some(opens)) found.add(`${options.tableName}.${column}`)
  }
  return [...found].sort()
}

describe.each(ENGINES)('a change of DATA_KEY on %s', engine => {
  let company: ContactWorld
  let customerId: string
  let disputeId: string
  let groupId: string
  const world = () => company.world

  beforeEach(async () => {
    company = await contactWorld(engine)
    await examineDataKey(world().system)
    const report = async (userId: string, input: CustomerInput) =>
      submitRegistration(await world().as(userId), { ...input, requestKey: userId })
    const first = await report('zhangsan', {
      name: '杭州青禾智能科技有限公司',
      contact: '王女士',
      phone: '0571-88001234 转 801',
      email: 'Wang@qinghe.example.com',
      wechat: 'QingHe_wang',
    })
    customerId = first.customer!.id
    const second = await report('wangwu', { name: '杭州青禾智能科技有限公司' })
    disputeId = (
      await openDispute(await world().as('wangwu'), { collisionId: second.collision!.id, statement: '我先拜访' })
    ).id
    await addFollowUp(await world().as('zhangsan'), { customerId, text: '寄了样品' })
    await confirmDistinct(await world().as('director'), { customerId, name: '杭州青禾智能装备有限公司' })
    const admin = await world().as('admin')
    groupId = (await addGroup(admin, { name: '华东群', webhookKey: '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa' })).id
    company.directory.hold(
      { externalUserId: 'wmWang', name: '王', unionid: UNIONID },
      { userId: 'zhangsan', addedAt: world().clock.now, remark: '青禾王', remarkMobiles: ['0571-88001234'] },
    )
    await company.tell({ userId: 'zhangsan', externalUserId: 'wmWang' })
    // Long ago and unknown: waits sealed for the digest.
    company.directory.hold(
      { externalUserId: 'wmLate', name: '迟到' },
      { userId: 'lisi', addedAt: world().clock.now - 2 * DAY },
    )
    await company.tell({ userId: 'lisi', externalUserId: 'wmLate' })
    await createReceiver(world().system)({ source: 'app', dedupeKey: 'm1', kind: 'text', payload: '查 青禾' })
    await databaseTokenStore(world().system).write('token:ww:1', { value: 'secret', expiresAt: world().clock.now })
    await world().system.transaction(tx =>
      tx.manager.query('UPDATE customer SET sealed_remark = ? WHERE sealed_contact IS NOT NULL', [
        tx.vault.seal('老客户'),
      ]),
    )
  })
  afterEach(async () => {
    await assertInvariants(world())
    await world().close()
  })

  async function everythingWorks(): Promise<void> {
    const make = withNewKey(company, false)
    const system = make(SYSTEM, 'cli')
    const as = async (userId: string) => make(await actorFor(system, userId), 'api')
    expect(await sealedWith(system, TEST_ENV.DATA_KEY)).toEqual([])

    const detail = await customerDetail(await as('zhangsan'), customerId)
    expect(JSON.stringify(detail)).toContain('+8657188001234')
    expect(JSON.stringify(detail)).toContain('寄了样品')
    const evidence = await disputeView(await as('wangwu'), disputeId)
    expect(JSON.stringify(evidence)).toContain('我先拜访')
    expect(await resolveDestination(system, { kind: 'group', groupId })).toMatchObject({
      webhookKey: '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa',
    })
    const late = await system.read.find(LateFindingEntity)
    expect(late.map(row => system.vault.open(String(row.data.sealedName)))).toEqual(['微信联系人 迟*'])

    for (const input of [
      { phone: '0571 8800 1234' },
      { email: 'wang@qinghe.example.com' },
      { wechat: 'qinghe_wang' },
      { name: '杭州青禾智能科技有限公司' },
    ])
      expect(await checkCustomer(await as('zhaoliu'), input)).toMatchObject({ verdict: 'collided' })
    const apart = await checkCustomer(await as('zhaoliu'), { name: '杭州青禾智能装备有限公司' })
    expect(apart.matches).toEqual([])
    const again = await submitRegistration(await as('zhaoliu'), {
      name: '青禾',
      phone: '057188001234',
      requestKey: 'after',
    })
    expect(again.kind).toBe('collided')
    const { items } = await company.directory.listContactsOf(['zhangsan'])
    expect(items).toHaveLength(1)
    expect(await withoutUnchanged(system, items, world().clock.now)).toEqual([])
    expect(await databaseTokenStore(system).read('token:ww:1')).toBeUndefined()
  }

  it('the company of this test has something in every sealed column', async () => {
    const columns = SEALED_PLACES.flatMap(place => place.columns.map(column => `${place.table}.${column.name}`))
    expect(await sealedWith(world().system, TEST_ENV.DATA_KEY)).toEqual([...columns, 'wecom_token.sealed_value'].sort())
  })

  it('everything opens with the new key alone, and duplicates are still found', async () => {
    const changed = await rotateKeys(withNewKey(company, true)(SYSTEM, 'cli'))
    expect(Object.values(changed).every(rows => rows > 0)).toBe(true)
    await everythingWorks()
    const again = await rotateKeys(withNewKey(company, true)(SYSTEM, 'cli'))
    expect(Object.values(again).every(rows => rows === 0)).toBe(true)
  })

  it('stopped after any page it leaves what opens with both keys, and the next run completes it', async () => {
    const make = withNewKey(company, true)
    for (let stopAfter = 0; stopAfter < 4; stopAfter++) {
      let pages = 0
      const stopped = rotateKeys(make(SYSTEM, 'cli'), {
        pageSize: 1,
        onProgress({ changed }) {
          if (changed && pages++ === stopAfter) throw new Error('killed')
        },
      })
      await expect(stopped).rejects.toThrow('killed')
      expect(await examineDataKey(make(SYSTEM, 'cli'))).toMatchObject({ status: 'warn' })
      const detail = await customerDetail(make(await actorFor(world().system, 'zhangsan'), 'api'), customerId)
      expect(JSON.stringify(detail)).toContain('寄了样品')
      world().clock.advance(16_000)
    }
    await rotateKeys(make(SYSTEM, 'cli'))
    expect(await examineDataKey(make(SYSTEM, 'cli'))).toMatchObject({ status: 'ok' })
    await everythingWorks()
  })

  it('is done by one at a time, and asks for the old key', async () => {
    await expect(rotateKeys(world().system)).rejects.toThrow('DATA_KEY_PREVIOUS')
    const make = withNewKey(company, true)
    const both = await Promise.allSettled([rotateKeys(make(SYSTEM, 'cli')), rotateKeys(make(SYSTEM, 'cli'))])
    expect(both.filter(run => run.status === 'fulfilled')).toHaveLength(1)
    await everythingWorks()
  })
})

it('every column that is named sealed is among those that change', () => {
  const known = SEALED_PLACES.flatMap(place => place.columns.map(column => `${place.table}.${column.name}`))
  const named = ENTITIES.flatMap(({ options }) =>
    Object.values(options.columns).flatMap(column =>
      column?.name?.startsWith('sealed') ? [`${options.tableName}.${column.name}`] : [],
    ),
  )
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter(name => !known.includes(name))).toEqual(['wecom_token.sealed_value'])
})
