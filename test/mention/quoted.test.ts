import type { Place } from '../../src/chat/commands'
import { handleText } from '../../src/chat/handle-text'
import { CollisionEntity } from '../../src/collision/collision.entity'
import { recogniseMentions } from '../../src/mention'
import { quotedIn } from '../../src/mention/quoted'
import { submitRegistration } from '../../src/registration/submit-registration'
import { assertInvariants } from '../support/invariants'
import { createWorld, ENGINES, type TestWorld } from '../support/world'

const RULE = '- - - - - - - - - - - - - - -'

describe('quoted and forwarded parts', () => {
  const CASES: [title: string, text: string, quoted: string][] = [
    ['an answer to a message', `「张三：云帆谁在跟？」\n${RULE}\n我在跟`, '「张三：云帆谁在跟？」'],
    ['… of several lines', `「张三：云帆\n谁在跟？」\n${RULE}\n我在跟`, '「张三：云帆\n谁在跟？」'],
    ['… with straight dashes and quotation marks', '“小周：云帆有人跟吗”\n------\n我', '“小周：云帆有人跟吗”'],
    [
      '… as the archive writes it',
      '这是一条引用/回复消息：\n"陈晨：\n图纸"\n------\n发你了',
      '这是一条引用/回复消息：\n"陈晨：\n图纸"',
    ],
    ['lines behind >', '> 云帆到了吗\n>> 更早\n到了', '> 云帆到了吗>> 更早'],
    ['forwarded talk', '大家看\n[聊天记录]\n张三：云帆\n李四：收到', '[聊天记录]\n张三：云帆\n李四：收到'],
    [
      '… up to the empty line behind it',
      '群聊的聊天记录\n\n小马: 云帆\n\n以上是昨天的',
      '群聊的聊天记录\n\n小马: 云帆',
    ],
    ['… on the same line', '转发：王总说云帆暂停', '转发：王总说云帆暂停'],
    ['a line of dashes alone quotes nothing', '云帆\n----------\n瑞隆', ''],
    ['the word 转发 in talk quotes nothing', '转发一下云帆的报价', ''],
    ['plain talk', '云帆那边说可以', ''],
  ]
  it.each(CASES)('%s', (_, text, quoted) => {
    expect(
      quotedIn(text)
        .map(({ start, end }) => text.slice(start, end))
        .join(''),
    ).toBe(quoted)
  })
})

describe.each(ENGINES)('a customer in a quotation, on %s', engine => {
  const NAME = '杭州青禾智能科技有限公司'
  const QUOTED = `「张三：${NAME}退款了吗」\n${RULE}\n处理完了`
  const overheard: Place = { kind: 'group', chatId: 'chat-1' }
  let world: TestWorld
  beforeEach(async () => {
    world = await createWorld(engine)
    await submitRegistration(await world.as('zhangsan'), { name: NAME, requestKey: 'a' })
  })
  afterEach(async () => {
    await assertInvariants(world)
    await world.close()
  })
  const says = async (text: string, place: Place) =>
    (await world.as('wangwu', 'bot')).transaction(tx => handleText(tx, text, place))
  const collisions = () => world.database.read.count(CollisionEntity)

  it('is found and marked', async () => {
    const spans = await recogniseMentions(world.system, `${QUOTED}，${NAME}昨天退的`)
    expect(spans.map(span => span.quoted)).toEqual([true, false])
  })

  it('warns nobody when overheard: the talk had its warning when it was said', async () => {
    expect(await says(QUOTED, overheard)).toBeUndefined()
    expect(await collisions()).toBe(0)
    await says(`${NAME}处理完了`, overheard)
    expect(await collisions()).toBe(1)
  })

  it('is what the question is about when it is sent to us', async () => {
    expect(await says(QUOTED, { kind: 'single' })).toMatchObject({ kind: expect.stringContaining('collision') })
    expect(await collisions()).toBe(1)
  })

  it('leaves the question to the customer that is named outside of it', async () => {
    const other = '苏州云帆软件有限公司'
    await submitRegistration(await world.as('zhangsan'), { name: other, requestKey: 'b' })
    await says(`「张三：${NAME}退款了吗」\n${RULE}\n${other}呢`, { kind: 'single' })
    const [collision] = await world.database.read.find(CollisionEntity)
    expect(await collisions()).toBe(1)
    expect(collision!.claimedName).toBe(other)
  })
})
