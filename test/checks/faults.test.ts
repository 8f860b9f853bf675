import type { FaultInput } from '../../sandbox/core/faults'
import { seeded } from '../../sandbox/core/random'
import { assertInvariants } from '../support/invariants'
import { ENGINES } from '../support/world'
import { type FaultStage, numbered, openFaultStage, outcomeOf } from './faults'
import { pick, report } from './size'

const MESSAGES = pick(30, 900)
const CLEAN = { lost: [], doubled: [], member: [], overLimit: 0, disorder: [] }
const all = (count: number) => Array.from({ length: count }, (_, i) => numbered(i))

jest.setTimeout(pick(120_000, 1_200_000))

describe.each(ENGINES)('faults of WeCom, on %s', engine => {
  let stage: FaultStage
  beforeEach(async () => {
    stage = await openFaultStage(engine)
  })
  afterEach(async () => {
    await assertInvariants(stage.world)
    await stage.close()
  })

  const sends: FaultInput[] = [
    { endpoint: 'message/send', kind: 'errcode', errcode: -1 },
    { endpoint: 'message/send', kind: 'errcode', errcode: 45009 },
    { endpoint: 'message/send', kind: 'errcode', errcode: 42001 },
    { endpoint: 'message/send', kind: 'html' },
    { endpoint: 'message/send', kind: 'empty' },
    { endpoint: 'message/send', kind: 'http', status: 502 },
    { endpoint: 'message/send', kind: 'reset' },
    { endpoint: 'message/send', kind: 'reset-after' },
  ]

  it.each(sends.map(fault => [fault.errcode ?? fault.kind, fault] as const))(
    '%s while sending to members: everything arrives once',
    async (_name, fault) => {
      await stage.fault({ ...fault, probability: 0.4, seed: 3, count: pick(5, 200) })
      await stage.say(...all(MESSAGES).filter(message => message.type === 'notice' && message.to.kind === 'member'))
      await stage.run()
      expect(await outcomeOf(stage)).toMatchObject({ ...CLEAN, uncertain: 0 })
    },
  )

  it('no answer, before and after the delivery: everything arrives once', async () => {
    await stage.fault({ endpoint: 'message/send', kind: 'timeout', count: 1 })
    await stage.fault({ endpoint: 'message/send', kind: 'timeout-after', count: 1, skip: 1 })
    await stage.say(...all(8))
    await stage.run()
    expect(await outcomeOf(stage)).toMatchObject({ ...CLEAN, uncertain: 0 })
  })

  it.each(['reset', 'reset-after', 'html'] as const)(
    '%s while sending into groups: never twice, and what is unknown is counted',
    async kind => {
      await stage.fault({ endpoint: 'webhook/send', kind, count: 2, skip: 3 })
      await stage.say(...all(MESSAGES))
      await stage.run()
      const outcome = await outcomeOf(stage)
      expect(outcome).toMatchObject(CLEAN)
      expect(outcome.uncertain).toBeLessThanOrEqual(2)
      expect(outcome.uncertain).toBeGreaterThan(0)
    },
  )

  it('ten minutes of silence: nothing is lost, order and limits are kept', async () => {
    await stage.fault({ endpoint: '*', kind: 'outage', minutes: 10 })
    await stage.say(...all(pick(24, 900)))
    await stage.run()
    const outcome = await outcomeOf(stage)
    expect(outcome).toMatchObject(CLEAN)
    // What was in flight when the silence began; the rest waits until WeCom can be reached again.
    expect(outcome.uncertain).toBeLessThanOrEqual(4)
  })

  it('far more than the limits allow: neither WeCom refuses anything, nor is anything dropped', async () => {
    const burst = Array.from({ length: pick(100, 400) }, (_, i) => numbered(i * 6 + 1)).concat(
      Array.from({ length: pick(50, 200) }, (_, i) => numbered(i * 9)),
    )
    await stage.say(...burst)
    await stage.run()
    const outcome = await outcomeOf(stage)
    expect(outcome).toMatchObject({ ...CLEAN, uncertain: 0 })
    expect(outcome.mostPerMinute).toBeLessThanOrEqual(30)
  })

  it('a token that ran out is fetched once for 50 callers on two servers', async () => {
    const { sandbox, clients } = stage
    await Promise.all(clients.map(client => client.checkToken()))
    const fetched = () => sandbox.tenant.world.calls.totals()['GET gettoken']?.calls ?? 0
    const before = fetched()
    await sandbox.control('POST', '/token/revoke', { expired: true })
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => clients[i % 2]!.directory.listDepartments()),
    )
    expect(answers.filter(answer => answer.status === 'rejected')).toEqual([])
    expect(fetched() - before).toBe(1)
  })

  it('all of it at once, by seed', async () => {
    const seed = Number(process.env.CHECK_SEED ?? 11)
    {
      const draw = seeded(seed)
      for (const fault of sends)
        await stage.fault({ ...fault, probability: 0.08, seed: Math.floor(draw() * 1e6), count: pick(5, 60) })
      for (const kind of ['reset', 'reset-after', 'html', 'empty'] as const)
        await stage.fault({
          endpoint: 'webhook/send',
          kind,
          probability: 0.05,
          seed: Math.floor(draw() * 1e6),
          count: pick(2, 20),
        })
      await stage.say(...all(MESSAGES))
      await stage.run()
      const outcome = await outcomeOf(stage)
      report(`faults ${engine} seed ${seed}: ${MESSAGES} messages, ${outcome.uncertain} uncertain`)
      expect({ seed, ...outcome }).toMatchObject({ seed, lost: [], member: [], overLimit: 0, disorder: [] })
    }
  })
})
