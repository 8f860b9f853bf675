// What the result sheet says and offers, for a check and for a submitted report. Pure: no requests, no screen.
import { dateText, protectionText } from '../core/time'
import type { RegistrationResult } from './registration'
import type { CheckResult, Explanation, MatchView } from './types'

export type Tone = 'success' | 'brand' | 'warning' | 'danger'
export type SheetAction = 'appeal' | 'register' | 'open-customer' | 'open-collision' | 'again' | 'close'

export interface ExplanationRow {
  field: string
  label: string
  mine: string
  theirs: string
  /** 相符, 不同, or 相近 when it is only a hint. */
  judgement: string
  tone: 'same' | 'near' | 'different'
}

export interface MatchRow {
  customerId: string
  name: string
  /** 王** · 华东销售部 */
  ownerText: string
  stateText: string
  tone: Tone
  protection: string
  sentence: string
  rows: ExplanationRow[]
}

export interface ResultView {
  tone: Tone
  icon: string
  title: string
  sentence: string
  matches: MatchRow[]
  actions: { key: SheetAction; text: string; primary: boolean }[]
  customerId: string
  collisionId: string
}

const VERDICTS: Record<CheckResult['verdict'], Pick<ResultView, 'tone' | 'icon' | 'title'>> = {
  free: { tone: 'success', icon: 'check-circle-filled', title: '可以报备' },
  yours: { tone: 'brand', icon: 'user-checked-1-filled', title: '已经是你的客户' },
  similar: { tone: 'warning', icon: 'error-circle-filled', title: '有相似的客户' },
  collided: { tone: 'danger', icon: 'error-triangle-filled', title: '撞单了' },
}

/** Before the report is submitted. */
export function viewOfCheck(check: CheckResult): ResultView {
  const view = { ...base(check), ...VERDICTS[check.verdict] }
  return { ...view, actions: checkActions(check, view.customerId) }
}

/** After it was submitted. */
export function viewOfResult(result: RegistrationResult): ResultView {
  switch (result.kind) {
    case 'registered': {
      const until = result.customer.protectedUntil
      return {
        ...base(undefined),
        ...VERDICTS.free,
        title: '报备成功',
        sentence: until
          ? `${result.customer.name}归你跟进，保护至${dateText(until)}`
          : `${result.customer.name}归你跟进`,
        customerId: result.customer.id,
        actions: [action('open-customer', '查看客户', true), action('again', '继续报备')],
      }
    }
    case 'yours':
      return {
        ...base(undefined),
        ...VERDICTS.yours,
        sentence: `${result.customer.name}已在你名下，无需重复报备`,
        customerId: result.customer.id,
        actions: [action('open-customer', '查看客户', true)],
      }
    case 'pending':
      return {
        ...base(result.check),
        ...VERDICTS.similar,
        icon: 'time-filled',
        title: '已提交主管审批',
        sentence: '和已有客户相似，主管确认后会通知你',
        actions: [action('close', '知道了', true)],
      }
    case 'collided':
      return {
        ...base(result.check),
        ...VERDICTS.collided,
        collisionId: result.collision.id,
        actions: [action('appeal', '我要申诉', true), action('open-collision', '查看撞单')],
      }
  }
}

function checkActions({ verdict, action: allowed }: CheckResult, customerId: string): ResultView['actions'] {
  const look = customerId ? [action('open-customer', '查看客户')] : []
  if (verdict === 'free') return [action('register', '报备', true)]
  if (verdict === 'yours')
    return customerId ? [action('open-customer', '查看客户', true)] : [action('close', '知道了', true)]
  if (verdict === 'collided') return [action('appeal', '我要申诉', true), action('register', '仍要报备'), ...look]
  if (allowed === 'block') return [action('close', '知道了', true), ...look]
  return [action('register', allowed === 'approval' ? '提交主管审批' : '仍要报备', true), ...look]
}

const action = (key: SheetAction, text: string, primary = false) => ({ key, text, primary })

function base(check: CheckResult | undefined): ResultView {
  const matches = (check?.matches ?? []).map(matchRow)
  return {
    tone: 'brand',
    icon: '',
    title: '',
    sentence: check?.sentence ?? '',
    matches,
    actions: [],
    customerId: matches.find(match => match.customerId)?.customerId ?? '',
    collisionId: '',
  }
}

const STATES: Record<MatchView['state'], { stateText: string; tone: Tone }> = {
  owned: { stateText: '跟进中', tone: 'danger' },
  pool: { stateText: '公海', tone: 'success' },
  frozen: { stateText: '争议冻结', tone: 'warning' },
}

function matchRow(match: MatchView): MatchRow {
  const { owner } = match
  const state = owner?.isMe ? { stateText: '我的客户', tone: 'brand' as const } : STATES[match.state]
  return {
    customerId: match.customerId ?? '',
    name: match.name,
    ownerText: owner ? (owner.isMe ? '你本人' : [owner.name, owner.department].filter(Boolean).join(' · ')) : '',
    ...state,
    protection: protectionText(match.protectedUntil),
    sentence: match.sentence,
    rows: explanationRows(match.explanation),
  }
}

/** Strongest reasons first. */
export function explanationRows(explanation: Explanation[]): ExplanationRow[] {
  return [...explanation]
    .sort((a, b) => b.weight - a.weight)
    .map(({ field, label, mine, theirs, weight }) => ({
      field,
      label,
      mine: mine || '未填',
      theirs: theirs || '未登记',
      ...judge(weight, mine, theirs),
    }))
}

function judge(weight: number, mine: string, theirs: string): Pick<ExplanationRow, 'judgement' | 'tone'> {
  if (weight < 0) return { judgement: '不同', tone: 'different' }
  if (weight > 0 && mine === theirs) return { judgement: '一致', tone: 'same' }
  return weight > 0 ? { judgement: '相符', tone: 'same' } : { judgement: '参考', tone: 'near' }
}
