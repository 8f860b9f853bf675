import { ContactLinkEntity, ExternalContactEntity } from '../../src/contact/contact.entity'
import { linkOwnContact } from '../../src/contact/link-contact'
import { listReviewItems } from '../../src/contact/list-review-items'
import { reportContact, reportContactByCard } from '../../src/contact/report-contact'
import { resolveReviewItem } from '../../src/contact/resolve-review-item'
import { activeOwnership } from '../../src/ownership/active-ownerships'
import { withdrawRegistration } from '../../src/registration/withdraw-registration'
import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { type ContactWorld, contactWorld, DAY, NOW } from './contact-world'

const X = 'wmTestContactX'
const COMPANY = '杭州云帆科技有限公司'
const PHONE = '13800000000'

describe.each(ENGINES)('people settle what the system leaves to them (%s)', engine => {
  let at: ContactWorld
  beforeEach(async () => {
    at = await contactWorld(engine)
  })
  afterEach(async () => {
    await assertInvariants(at.world)
    await at.world.close()
  })
  const contact = () => at.world.database.read.findOneByOrFail(ExternalContactEntity, { externalUserId: X })

  describe('the review list', () => {
    beforeEach(async () => {
      await at.register('zhangsan', { name: COMPANY, phone: PHONE })
      at.directory.hold(
        { externalUserId: X, name: '小雨' },
        { userId: 'lisi', addedAt: NOW - 20 * DAY, remarkMobiles: [PHONE] },
      )
      await at.tell({ userId: 'lisi', externalUserId: X, createdAt: NOW - 20 * DAY })
    })
    const only = async () => (await listReviewItems(await at.world.as('admin'))).items[0]!

    it('says what was found, with the contact masked', async () => {
      expect(await only()).toMatchObject({
        kind: 'stock-collision',
        sentence: `李四 在安装前已添加「${COMPANY}」的联系人，客户归属 张三`,
        contact: { name: '小*' },
        owner: { userId: 'zhangsan' },
        status: 'open',
      })
      expect(JSON.stringify(await only())).not.toContain(PHONE)
    })

    it('is for administrators', async () => {
      await expect(listReviewItems(await at.world.as('lisi'))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(
        resolveReviewItem(await at.world.as('lisi'), { id: (await only()).id, resolution: 'ignore' }),
      ).rejects.toMatchObject({ code: 'forbidden' })
    })

    it('becomes an ordinary collision on an administrator’s word, once', async () => {
      const admin = await at.world.as('admin')
      const { id } = await only()
      await resolveReviewItem(admin, { id, resolution: 'collision' })
      await resolveReviewItem(admin, { id, resolution: 'collision' })
      expect(await at.collisions()).toMatchObject([{ claimantId: 'lisi', times: 1 }])
      expect(await at.said()).toContain('collision-warning → group')
      await expect(resolveReviewItem(admin, { id, resolution: 'ignore' })).rejects.toMatchObject({ code: 'conflict' })
    })

    it('links the contact, or lets it be', async () => {
      const { id } = await only()
      await resolveReviewItem(await at.world.as('admin'), { id, resolution: 'ours' })
      expect((await contact()).customerId).not.toBeNull()
      expect(await at.said()).toEqual([])
      expect((await listReviewItems(await at.world.as('admin'), { status: 'open' })).items).toEqual([])
    })
  })

  describe('reporting a contact', () => {
    it('makes the customer the rep’s own, links the contact and changes the card', async () => {
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remark: '云帆科技-王总-13800000000' })
      await at.tell({ userId: 'lisi', externalUserId: X })
      const lisi = await at.world.as('lisi')
      for (let i = 0; i < 2; i++) {
        const { card } = await lisi.transaction(tx => reportContactByCard(tx, X))
        expect(card).toMatchObject({ title: '报备成功，客户归你', closed: '已报备' })
      }
      expect((await contact()).customerId).not.toBeNull()
      at.directory.hold({ externalUserId: X }, { userId: 'wangwu', addedAt: NOW })
      await at.tell({ userId: 'wangwu', externalUserId: X })
      expect(await at.collisions()).toMatchObject([{ ownerId: 'lisi', claimantId: 'wangwu' }])
    })

    it('can be done again after it was taken back, and says what really happened', async () => {
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW, remark: '云帆科技-王总-13800000000' })
      await at.tell({ userId: 'lisi', externalUserId: X })
      const { registration } = await reportContact(await at.world.as('lisi'), { externalUserId: X })
      await withdrawRegistration(await at.world.as('lisi'), registration.id)
      const again = await reportContact(await at.world.as('lisi'), { externalUserId: X })
      expect(again).toMatchObject({ kind: 'registered', registration: { status: 'registered' } })
      const owned = await activeOwnership(at.world.database.read, again.customer!.id, 'all')
      expect(owned?.ownerId).toBe('lisi')
    })

    it('tells the colleague who holds the same contact', async () => {
      at.directory.hold(
        { externalUserId: X },
        { userId: 'zhangsan', addedAt: NOW - DAY },
        { userId: 'lisi', addedAt: NOW },
      )
      await at.tell({ userId: 'lisi', externalUserId: X })
      await reportContact(await at.world.as('zhangsan'), { externalUserId: X, name: COMPANY })
      expect(await at.collisions()).toMatchObject([{ ownerId: 'zhangsan', claimantId: 'lisi' }])
    })

    it('is refused for contacts of others, and without a name', async () => {
      at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW })
      await at.tell({ userId: 'lisi', externalUserId: X })
      await expect(
        reportContact(await at.world.as('wangwu'), { externalUserId: X, name: COMPANY }),
      ).rejects.toMatchObject({ code: 'not_found' })
      await expect(reportContact(await at.world.as('lisi'), { externalUserId: X })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    })
  })

  it('links a contact to one of the member’s own customers only', async () => {
    const { customer } = await at.register('lisi', { name: COMPANY })
    const { customer: foreign } = await at.register('wangwu', { name: '宁波海云贸易有限公司' })
    at.directory.hold({ externalUserId: X }, { userId: 'lisi', addedAt: NOW })
    await at.tell({ userId: 'lisi', externalUserId: X })
    const lisi = await at.world.as('lisi')
    await expect(linkOwnContact(lisi, { externalUserId: X, customerId: foreign!.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await linkOwnContact(lisi, { externalUserId: X, customerId: customer!.id })
    expect((await contact()).customerId).toBe(customer!.id)
    expect(await at.world.database.read.countBy(ContactLinkEntity, { userId: 'lisi' })).toBe(1)
  })
})
