import { phoneText } from '../../miniprogram/core/phone'
import { customerRow } from '../../miniprogram/services/customers'
import { disputeView } from '../../miniprogram/services/disputes'
import {
  emptyFields,
  isWorthChecking,
  newRequestKey,
  problemOf,
  questionOf,
} from '../../miniprogram/services/registration'
import { viewOfCheck, viewOfResult } from '../../miniprogram/services/result-view'
import { choicesFor, moveShare, requestOf } from '../../miniprogram/services/ruling'
import * as demo from './support/fixtures'

const keys = (view: { actions: { key: string }[] }) => view.actions.map(action => action.key)

describe('the result sheet', () => {
  it('shows a colleague only as far as the server does', () => {
    const [match] = viewOfCheck(demo.collidedCheck).matches
    expect(match).toMatchObject({ ownerText: '李* · 华南销售部', stateText: '跟进中', customerId: '' })
    expect(match?.protection).toMatch(/^保护至.+（剩39天）$/)
  })

  it('gives the reasons, the strongest first, and says which speak against it', () => {
    const rows = viewOfCheck(demo.collidedCheck).matches[0]?.rows
    expect(rows?.map(row => [row.label, row.judgement, row.tone])).toEqual([
      ['手机', '一致', 'same'],
      ['字号', '一致', 'same'],
      ['组织形式', '未写', 'near'],
      ['联系人', '不同', 'different'],
    ])
  })

  it('says the verdict once and every reason once', () => {
    const doubled = demo.collidedCheck.matches.map(match => ({
      ...match,
      explanation: [...match.explanation, ...match.explanation],
    }))
    const view = viewOfCheck({ ...demo.collidedCheck, matches: doubled })
    expect(view.sentence).toBe('撞单：华南销售部 李*已报备「杭州云启信息技术有限公司」。')
    expect(view.matches[0]?.rows.map(row => row.label)).toEqual(['手机', '字号', '组织形式', '联系人'])
  })

  it('offers what can be done', () => {
    expect(keys(viewOfCheck(demo.freeCheck))).toEqual(['register'])
    expect(keys(viewOfCheck(demo.collidedCheck))).toEqual(['appeal', 'register'])
    expect(keys(viewOfCheck(demo.similarCheck))).toEqual(['register'])
    expect(viewOfCheck({ ...demo.similarCheck, action: 'approval' }).actions[0]?.text).toBe('提交主管审批')
    const pool = demo.similarCheck.matches.map(match => ({ ...match, state: 'pool' as const, owner: undefined }))
    expect(viewOfCheck({ ...demo.similarCheck, matches: pool }).actions[0]?.text).toBe('报备，归我跟进')
  })

  it('leads on from a submitted report', () => {
    const collided = viewOfResult({ kind: 'collided', collision: { id: 'C' }, check: demo.collidedCheck })
    expect(collided).toMatchObject({ tone: 'danger', collisionId: 'C' })
    expect(keys(collided)).toEqual(['appeal', 'open-collision'])
    const registered = viewOfResult({ kind: 'registered', customer: { id: 'X', name: '某某' }, check: demo.freeCheck })
    expect(registered).toMatchObject({ title: '报备成功', customerId: 'X' })
  })
})

describe('the report form', () => {
  it('asks the server only when there is something to ask', () => {
    expect(isWorthChecking({ ...emptyFields(), name: '杭' })).toBe(false)
    expect(isWorthChecking({ ...emptyFields(), name: '杭州' })).toBe(true)
    expect(isWorthChecking({ ...emptyFields(), phone: '138 00' })).toBe(false)
    expect(isWorthChecking({ ...emptyFields(), phone: '138 0000' })).toBe(true)
  })

  it('does not ask again when only the note has changed', () => {
    const fields = { ...emptyFields(), name: '某某公司' }
    expect(questionOf({ ...fields, note: '要报价' })).toBe(questionOf(fields))
    expect(questionOf({ ...fields, phone: '13800000000' })).not.toBe(questionOf(fields))
  })

  it('says what is missing', () => {
    expect(problemOf(emptyFields())).toBe('请填写公司名称')
    expect(problemOf({ ...emptyFields(), name: '某某公司', phone: '138' })).toBe('手机号不完整，请检查')
    expect(problemOf({ ...emptyFields(), name: '某某公司', email: 'a@b' })).toBe('邮箱格式不对，请检查')
    expect(problemOf({ ...emptyFields(), name: '某某公司', uscc: '123' })).toBe('统一社会信用代码应为 18 位')
    expect(problemOf({ ...emptyFields(), name: '某某公司', phone: '+86 138-0000-0000' })).toBe('')
  })

  it('has a new key for every report', () => {
    expect(new Set(Array.from({ length: 500 }, newRequestKey)).size).toBe(500)
  })
})

describe('a ruling', () => {
  const { parties } = disputeView(demo.openDispute('wangwu'))
  const choices = choicesFor(parties)

  it('can go to either party, to both, to the pool, or leave everything as it is', () => {
    expect(choices.map(choice => choice.title)).toEqual(['判给李四', '判给张三', '联合跟进', '退回公海', '驳回申诉'])
  })

  it('on an appeal does not say who has the customer now: the first ruling may have moved it', () => {
    const appealed = disputeView({ ...demo.openDispute('wangwu'), status: 'appealed' })
    const effects = choicesFor(appealed.parties, appealed.isAppeal).map(choice => choice.effect)
    expect(effects.at(-1)).toBe('维持原裁决')
    expect(effects.join()).not.toContain('仍归')
    expect(appealed.parties.map(party => party.roleText)).not.toContain('现负责人')
  })

  it('moves shares so that they stay 100 % and nobody gets nothing', () => {
    let shares = parties.map(({ userId, name }) => ({ userId, name, percent: 50 }))
    shares = moveShare(shares, 5)
    expect(shares.map(share => share.percent)).toEqual([55, 45])
    for (let i = 0; i < 20; i += 1) shares = moveShare(shares, 5)
    expect(shares.map(share => share.percent)).toEqual([95, 5])
  })

  it('sends only what belongs to the choice', () => {
    const shares = parties.map(({ userId, name }) => ({ userId, name, percent: 50 }))
    const request = (key: string, reason = '') => requestOf(choices.find(choice => choice.key === key)!, shares, reason)
    expect(request('award:zhangsan', ' 先报备 ')).toEqual({ outcome: 'award', awardTo: 'zhangsan', reason: '先报备' })
    expect(request('joint')).toEqual({ outcome: 'joint', shares: { lisi: 50, zhangsan: 50 } })
    expect(request('dismiss')).toEqual({ outcome: 'dismiss' })
  })
})

describe('phone numbers', () => {
  it.each([
    ['+8614500003150', '145 0000 3150'],
    ['138****0000', '138 **** 0000'],
    ['0571-88888888', '0571-88888888'],
    ['+14155550100', '+14155550100'],
    ['', ''],
  ])('%s → %s', (phone, text) => expect(phoneText(phone)).toBe(text))
})

describe('lists', () => {
  it('puts both sides of a dispute into one line of time', () => {
    const { evidence } = disputeView(demo.openDispute('zhangsan'))
    expect(evidence.map(entry => entry.who)).toEqual(['李四', '李四', '张三', '张三'])
    expect(evidence.map(entry => entry.kind)).toEqual(['报备', '跟进', '添加客户', '陈述'])
  })

  it('names the owner only where others than the reader may own', () => {
    expect(customerRow(demo.customer).ownerText).toBe('')
    expect(customerRow(demo.customer, true).ownerText).toBe('张三')
  })
})
