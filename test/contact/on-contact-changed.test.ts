import { ContactLinkEntity, ExternalContactEntity, ReviewItemEntity } from '../../src/contact/contact.entity'
import { HardKeyEntity } from '../../src/customer/customer.entity'
import { writeSetting } from '../../src/db/settings'
import { MemberEntity } from '../../src/member/member.entity'
import { MEMBER_SCOPE } from '../../src/member/member-scope'
import { OwnershipEntity } from '../../src/ownership/ownership.entity'
import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { type ContactWorld, contactWorld, DAY, MINUTE, NOW } from './contact-world'

const X = 'wmTestContactX'
const COMPANY = '杭州云帆科技有限公司'
const PHONE = '13800000000'
const WARNED = ['collision-warning → group', 'collision-claimant → lisi', 'collision-owner → zhangsan']

describe.each(ENGINES)('a contact is added, edited, removed (%s)', engine => {
  let at: ContactWorld
  beforeEach(async () => {
    at = await contactWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(at.world)
    await at.world.close()
  })
  const db = () => at.world.database.read

  describe('who is it', () => {
    it('warns when the mobile in the remark is a colleague’s customer', async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remarkMobiles: ['+86 138 0000 0000'] })
      await at.tell({ userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(WARNED)
      expect(await at.collisions()).toMatchObject([
        { ownerId: 'zhangsan', claimantId: 'lisi', trigger: 'contact', reference: `contact:${X}`, times: 1 },
      ])
    })

    it('warns when everything stands in one remark', async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remark: '云帆-王总-13800000000' })
      await at.tell({ userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(WARNED)
    })

    it('warns when the company in the remark, or the corp of a WeCom user, is a colleague’s customer', async () => {
      await at.register('zhangsan', { name: COMPANY })
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remarkCompany: COMPANY })
      await at.tell({ userId: 'lisi', externalUserId: X })
      at.directory.hold({ externalUserId: 'woOther', type: 2, corpName: COMPANY }, { userId: 'wangwu', addedAt: NOW })
      await at.tell({ userId: 'wangwu', externalUserId: 'woOther' })
      expect((await at.collisions()).map(row => row.claimantId)).toEqual(['lisi', 'wangwu'])
    })

    it('knows a linked contact again, by external id and by unionid, whatever the remark says', async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
      at.directory.hold(
        { externalUserId: X, unionid: 'oUnion' },
        { userId: 'zhangsan', addedAt: NOW, remarkMobiles: [PHONE] },
      )
      await at.tell({ userId: 'zhangsan', externalUserId: X })
      expect(await db().findOneBy(ExternalContactEntity, { externalUserId: X })).toMatchObject({
        customerId: expect.any(String),
      })
      expect(await db().countBy(HardKeyEntity, { kind: 'unionid' })).toBe(1)
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remark: '另一个名字' })
      await at.tell({ userId: 'lisi', externalUserId: X })
      at.directory.hold({ externalUserId: 'wmAfterMigration', unionid: 'oUnion' }, { userId: 'wangwu', addedAt: NOW })
      await at.tell({ userId: 'wangwu', externalUserId: 'wmAfterMigration' })
      expect((await at.collisions()).map(row => row.claimantId)).toEqual(['lisi', 'wangwu'])
    })

    it('knows it through a colleague in follow_user whose own event never came', async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
      at.directory.hold(
        { externalUserId: X },
        { userId: 'zhangsan', addedAt: NOW - DAY, remarkMobiles: [PHONE] },
        { userId: 'lisi', addedAt: NOW },
      )
      await at.tell({ userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(WARNED)
    })

    it('asks the rep once, privately, when nothing tells who it is', async () => {
      at.directory.hold({ externalUserId: X, name: '小雨' }, { userId: 'lisi', addedAt: NOW, remark: '小雨' })
      await at.tell({ change: 'half-added', userId: 'lisi', externalUserId: X })
      await at.tell({ userId: 'lisi', externalUserId: X })
      await at.tell({ change: 'edited', userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(['contact-unknown → lisi'])
    })

    it('offers a free customer once', async () => {
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remark: '云帆科技 王总 13800000000' })
      await at.tell({ userId: 'lisi', externalUserId: X })
      await at.tell({ change: 'edited', userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(['contact-free → lisi'])
      const [message] = await at.notices()
      expect(message!.notice.actions?.[0]).toMatchObject({ key: `report:${X}`, text: '报备' })
      expect(JSON.stringify(message)).not.toContain(PHONE)
    })

    it('recognises the contact when the remark is written later', async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW })
      await at.tell({ userId: 'lisi', externalUserId: X })
      at.world.clock.advance(MINUTE)
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remarkMobiles: [PHONE] })
      await at.tell({ change: 'edited', userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(['contact-unknown → lisi', ...WARNED])
    })
  })

  it('does not open a closed case again because the same event comes again', async () => {
    await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remarkMobiles: [PHONE] })
    await at.tell({ userId: 'lisi', externalUserId: X })
    await at.world.system.transaction(tx =>
      tx.manager.query("UPDATE collision SET status = 'closed', active_key = NULL"),
    )
    at.world.clock.advance(60 * MINUTE)
    await at.tell({ userId: 'lisi', externalUserId: X, createdAt: NOW })
    expect(await at.collisions()).toHaveLength(1)
  })

  describe('who held it first, when nobody reported it', () => {
    it('makes the first holder the owner when the company is known, and warns', async () => {
      at.directory.hold(
        { externalUserId: X },
        { userId: 'zhangsan', addedAt: NOW - DAY, remark: '云帆科技-王总-13800000000' },
        { userId: 'lisi', addedAt: NOW },
      )
      await at.tell({ userId: 'lisi', externalUserId: X })
      await at.tell({ userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(['contact-claimed → zhangsan', ...WARNED])
      expect(await db().find(OwnershipEntity)).toMatchObject([
        { ownerId: 'zhangsan', source: 'contact', since: NOW - DAY },
      ])
    })

    it('tells both when nothing names the customer', async () => {
      at.directory.hold(
        { externalUserId: X },
        { userId: 'zhangsan', addedAt: NOW - DAY },
        { userId: 'lisi', addedAt: NOW },
      )
      await at.tell({ userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(['contact-unknown → lisi', 'contact-shared → zhangsan'])
      expect(await at.collisions()).toEqual([])
    })

    it('does not count service staff as first', async () => {
      await at.world.system.transaction(tx => tx.manager.update(MemberEntity, { userId: 'zhangsan' }, { exempt: 1 }))
      at.directory.hold(
        { externalUserId: X },
        { userId: 'zhangsan', addedAt: NOW - DAY, remark: '云帆科技-王总' },
        { userId: 'lisi', addedAt: NOW },
      )
      await at.tell({ userId: 'lisi', externalUserId: X })
      expect(await at.said()).toEqual(['contact-unknown → lisi'])
    })
  })

  describe('nobody is warned', () => {
    beforeEach(async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
    })
    const add = async (userId: string, change: object = {}) => {
      at.directory.hold({ externalUserId: X }, { userId, addedAt: NOW, remarkMobiles: [PHONE], ...change })
      await at.tell({ userId, externalUserId: X })
    }

    it.each([201, 202])('about a contact that was given (add_way %i)', async addWay => {
      await add('lisi', { addWay })
      expect(await at.said()).toEqual([])
    })

    it('about an exempt member', async () => {
      await at.world.system.transaction(tx => tx.manager.update(MemberEntity, { userId: 'lisi' }, { exempt: 1 }))
      await add('lisi')
      expect(await at.said()).toEqual([])
    })

    it('about a member whose department is not watched', async () => {
      await at.world.system.transaction(tx => writeSetting(tx, MEMBER_SCOPE, { departmentIds: [3] }))
      await add('wangwu')
      expect(await at.said()).toEqual([])
      await add('lisi')
      expect(await at.said()).toEqual(WARNED)
    })

    it('about what happened before installation; it goes on the review list', async () => {
      await add('lisi', { addedAt: NOW - 11 * DAY })
      expect(await at.said()).toEqual([])
      expect(await db().find(ReviewItemEntity)).toMatchObject([
        { kind: 'stock-collision', status: 'open', data: { userIds: ['lisi'], ownerId: 'zhangsan' } },
      ])
    })

    it('about the owner', async () => {
      await add('zhangsan')
      expect(await at.said()).toEqual([])
    })

    it('when a transfer failed', async () => {
      await at.tell({ change: 'transfer-failed', userId: 'lisi', externalUserId: X, failReason: 'customer_refused' })
      expect(await at.said()).toEqual([])
    })
  })

  describe('a contact is gone', () => {
    beforeEach(async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
      at.directory.hold({ externalUserId: X }, { userId: 'zhangsan', addedAt: NOW - DAY, remarkMobiles: [PHONE] })
      await at.tell({ userId: 'zhangsan', externalUserId: X, createdAt: NOW - DAY })
    })

    it('tells owner and manager, once, and keeps the ownership', async () => {
      for (let i = 0; i < 2; i++)
        await at.tell({ change: 'removed-by-customer', userId: 'zhangsan', externalUserId: X })
      expect(await at.said()).toEqual(['contact-removed → zhangsan', 'contact-removed → east'])
      expect(await db().find(OwnershipEntity)).toMatchObject([{ ownerId: 'zhangsan', endedAt: null }])
      expect(await db().find(ContactLinkEntity)).toMatchObject([{ state: 'removed-by-contact' }])
    })

    it('tells nobody when WeCom moved it to a colleague', async () => {
      await at.tell({ change: 'removed-by-member', userId: 'zhangsan', externalUserId: X, byTransfer: true })
      expect(await at.said()).toEqual([])
      expect(await db().find(ContactLinkEntity)).toMatchObject([{ state: 'removed-by-member' }])
    })

    it('is there again after being added again', async () => {
      await at.tell({ change: 'removed-by-member', userId: 'zhangsan', externalUserId: X })
      at.world.clock.advance(MINUTE)
      at.directory.hold({ externalUserId: X }, { userId: 'zhangsan', addedAt: NOW + MINUTE })
      await at.tell({ userId: 'zhangsan', externalUserId: X })
      await at.tell({ change: 'removed-by-member', userId: 'zhangsan', externalUserId: X, createdAt: NOW })
      expect(await db().find(ContactLinkEntity)).toMatchObject([{ state: 'active', addedAt: NOW + MINUTE }])
    })
  })

  it('keeps names and remarks unreadable in the database', async () => {
    at.directory.hold(
      { externalUserId: X, name: '很特别的昵称', unionid: 'oSecretUnion' },
      { userId: 'lisi', addedAt: NOW, remark: '私人备注 13911112222' },
    )
    await at.tell({ userId: 'lisi', externalUserId: X })
    for (const table of ['external_contact', 'contact_link', 'outbox', 'audit', 'late_finding', 'review_item']) {
      const text = JSON.stringify(await db().query(`SELECT * FROM ${table}`))
      for (const secret of ['很特别的昵称', 'oSecretUnion', '私人备注', '13911112222'])
        expect(text).not.toContain(secret)
    }
  })
})
