import parsePhone from 'libphonenumber-js/max'
import { type Sandbox, startSandbox } from '../../sandbox/app'
import { demoCustomers, registryLines } from '../../sandbox/demo/registry'
import { makeUscc, usccCheck } from '../../sandbox/demo/uscc'

describe('the demo company', () => {
  const now = Date.UTC(2026, 10, 22, 1)

  describe('its customers', () => {
    const customers = demoCustomers(now)

    it('are the same each time, and a later day only moves their dates', () => {
      expect(demoCustomers(now + 3_600_000)).toEqual(customers)
      const later = demoCustomers(now + 86_400_000)
      expect(later.map(c => [c.name, c.phone, c.ownerUserId])).toEqual(
        customers.map(c => [c.name, c.phone, c.ownerUserId]),
      )
      expect(later[0]?.protectedUntil).not.toBe(customers[0]?.protectedUntil)
    })

    it('have names, telephones, codes and mail domains of their own', () => {
      expect(customers).toHaveLength(3000)
      for (const field of ['name', 'phone', 'uscc', 'email', 'wechat'] as const) {
        const values = customers.map(c => c[field]).filter(value => value !== undefined)
        expect(new Set(values).size).toBe(values.length)
      }
    })

    it('have telephones that a parser accepts and nobody answers, and right check digits', () => {
      for (const customer of customers) {
        expect(customer.phone).toMatch(/^1450000\d{4}$/)
        if (customer.uscc) expect(customer.uscc[17]).toBe(usccCheck(customer.uscc.slice(0, 17)))
        if (customer.email) expect(customer.email).toMatch(/\.example\.com$/)
      }
      expect(parsePhone(customers[0]!.phone, 'CN')?.isValid()).toBe(true)
      // the code of a real authority as a fixed point of the check digits (GB 32100-2015, appendix)
      expect(usccCheck('91350100M000100Y4')).toBe('3')
      expect(makeUscc('330108', 12345678)).toHaveLength(18)
    })

    it('are one JSON object a line', () => {
      const lines = [...registryLines(now)]
      expect(lines).toHaveLength(3000)
      expect(JSON.parse(lines[7]!)).toEqual(JSON.parse(JSON.stringify(customers[7])))
    })
  })

  describe('its people and chats', () => {
    let sandbox: Sandbox
    beforeAll(async () => {
      sandbox = await startSandbox({ port: 0, demo: 'company', now: () => now })
    })
    afterAll(() => sandbox.close())

    it('has departments with leaders, about 25 members and 300 contacts, and raises no event for its history', () => {
      const { world } = sandbox.tenant
      expect(world.departments.get('3')?.leaders).toEqual(['wanglei'])
      expect(world.members.size).toBe(25)
      expect(
        world.members
          .values()
          .filter(m => m.isAdmin)
          .map(m => m.userId),
      ).toEqual(['admin'])
      expect(world.externals.size).toBeGreaterThanOrEqual(295)
      expect(world.deliveries.size).toBe(0)
    })

    it('has prepared collisions that fit the customers', () => {
      const { world } = sandbox.tenant
      const customers = demoCustomers(now)
      const prepared = world.follow('zhangwei', 'wmDEMOprepared1')
      const registered = customers.find(c => c.phone === prepared?.remarkMobiles[0])
      expect(registered).toMatchObject({ ownerUserId: 'zhangwei', name: prepared?.remarkCompany })
      const hint = world.externals.get('wmDEMOknown1')?.hint ?? ''
      const named = customers.find(c => hint.includes(c.name))
      expect(named?.ownerUserId).toBe('zhangwei')
      expect(hint).toContain(named?.phone)
      expect(world.followers('wmDEMOknown1')).toHaveLength(0)
    })

    it('has some contacts that two people have held for long', () => {
      const { world } = sandbox.tenant
      const shared = world.externals.values().filter(external => world.followers(external.id).length > 1)
      expect(shared).toHaveLength(6)
    })

    it('has internal groups with the bot, and customer groups without', () => {
      const chats = sandbox.tenant.world.chats.values()
      expect(chats.filter(c => c.kind === 'internal').map(c => [c.name, c.hasBot])).toEqual([
        ['销售大群', true],
        ['华东销售群', true],
        ['华北销售群', true],
        ['华南销售群', true],
      ])
      expect(chats.filter(c => c.kind === 'customer').every(c => !c.hasBot && c.people.length >= 3)).toBe(true)
    })

    it('remarks companies within the 20 characters of the client', () => {
      for (const follow of sandbox.tenant.world.follows.values()) {
        expect([...follow.remarkCompany].length).toBeLessThanOrEqual(20)
        expect([...follow.remark].length).toBeLessThanOrEqual(20)
      }
    })
  })
})
