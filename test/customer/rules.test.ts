import { type Action, actionFor, type JudgedMatch, type RuleSet } from '../../src/customer/match-rules'
import { READY_MADE } from '../../src/customer/ready-made-rules'
import { getRules, rulesInForce, setRules } from '../../src/customer/rules-in-force'
import { createWorld, type TestWorld } from '../support/world'

const match = (score: number, relation: JudgedMatch['relation'], field = 'brand', kind = 'equal'): JudgedMatch => ({
  score,
  relation,
  evidence: [{ field, label: '', mine: '', theirs: '', kind, weight: 0.6 }],
})
const set = (name: string) => READY_MADE.sets.find(rules => rules.name === name)!

describe('rule sets', () => {
  it.each<[string, number, JudgedMatch['relation'], Action]>([
    ['balanced', 0.5, 'same', 'block'],
    ['balanced', 0.2, 'same', 'warn'],
    ['balanced', 0.2, 'related', 'warn'],
    ['balanced', 0.19, 'same', 'allow'],
    ['strict', 0.1, 'same', 'approval'],
    ['strict', 0.06, 'related', 'approval'],
    ['loose', 0.6, 'same', 'warn'],
    ['loose', 0.8, 'same', 'block'],
    ['loose', 0.9, 'related', 'allow'],
  ])('%s answers a score of %d (%s) with %s', (name, score, relation, action) => {
    expect(actionFor(match(score, relation), set(name))).toBe(action)
  })

  it('combines conditions with AND and OR over fields and kinds', () => {
    const rules: RuleSet = {
      name: 'x',
      title: 'x',
      lines: [
        {
          when: {
            all: [
              { relation: 'same', atLeast: 0.4 },
              { any: [{ field: 'phone' }, { field: 'brand', kinds: ['homophone'] }] },
            ],
          },
          action: 'block',
        },
      ],
    }
    expect(actionFor(match(0.4, 'same', 'brand', 'homophone'), rules)).toBe('block')
    expect(actionFor(match(0.4, 'same', 'brand', 'look-alike'), rules)).toBe('allow')
    expect(actionFor(match(0.4, 'same', 'phone'), rules)).toBe('block')
    expect(actionFor(match(0.39, 'same', 'phone'), rules)).toBe('allow')
  })

  it('shifts the score for a field that counts less or more, and for no other', () => {
    const rules = (weights: Record<string, number>): RuleSet => ({ ...set('balanced'), weights })
    expect(actionFor(match(0.7, 'same', 'phone'), rules({ phone: 0 }))).toBe('allow')
    expect(actionFor(match(0.3, 'same', 'phone'), rules({ phone: 2 }))).toBe('block')
    expect(actionFor(match(0.7, 'same', 'phone'), rules({ wechat: 0 }))).toBe('block')
  })
})

describe('rules as versioned data', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld()
  })
  afterEach(() => world.close())

  it('holds balanced until an administrator chooses per entrance, and keeps every version', async () => {
    const admin = await world.as('admin')
    expect((await rulesInForce(admin)).name).toBe('balanced')
    const { sets, version } = await getRules(admin)
    await setRules(admin, { sets, inForce: { default: 'loose', import: 'strict' } }, version)
    expect((await rulesInForce(admin)).name).toBe('loose')
    expect((await rulesInForce(admin.as(admin.actor, 'import'))).name).toBe('strict')
    await setRules(admin, { sets, inForce: { default: 'balanced' } }, 1)
    expect(await getRules(admin)).toMatchObject({ version: 2, setBy: 'admin', inForce: { default: 'balanced' } })
    expect(await world.database.read.query('SELECT version FROM rule_version')).toHaveLength(2)
    expect(await world.database.read.query("SELECT 1 FROM audit WHERE action = 'rules.set'")).toHaveLength(2)
  })

  it('refuses others, stale versions and rules that make no sense', async () => {
    const admin = await world.as('admin')
    const { sets } = await getRules(admin)
    await expect(setRules(await world.as('east'), { sets, inForce: { default: 'loose' } }, 0)).rejects.toThrow(
      '只有管理员',
    )
    await setRules(admin, { sets, inForce: { default: 'loose' } }, 0)
    await expect(setRules(admin, { sets, inForce: { default: 'strict' } }, 0)).rejects.toThrow('刚刚被别人改过')
    for (const bad of [
      null,
      { sets: [], inForce: { default: 'x' } },
      { sets, inForce: { default: 'nobody' } },
      { sets: [...sets, sets[0]], inForce: { default: 'loose' } },
      {
        sets: [{ ...sets[0], lines: [{ when: { relation: 'same', atLeast: 2 }, action: 'block' }] }],
        inForce: { default: 'strict' },
      },
      { sets, inForce: { default: 'loose', elsewhere: 'loose' } },
    ])
      await expect(setRules(admin, bad, 1)).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
