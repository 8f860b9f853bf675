// What the result sheet says and offers, for a check and for a submitted report. Pure: no requests, no screen.
import { protectionText } from '../core/time'
import type { RegistrationResult } from './registration'
import type { Assessment, CheckResult, Explanation, MatchView } from './types'

export type Tone = 'success' | 'brand' | 'warning' | 'danger'
export type SheetAction = 'appeal' | 'register' | 'open-customer' | 'open-collision' | 'again' | 'close'

export interface ExplanationRow {
  key: number
  field: string
  label: string
  mine: string
  theirs: string
  /** One word: 一致, 同音, 简称, 不同 … */
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
  /** The verdict without the reasons: those stand beside each match. */
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
export function viewOfCheck(check: Assessment): ResultView {
  const view = { ...base(check), ...VERDICTS[check.verdict] }
  return { ...view, actions: checkActions(check, view.customerId) }
}

/** After it was submitted. */
export function viewOfResult(result: RegistrationResult): ResultView {
  switch (result.kind) {
    case 'registered': {
      return {
        ...base(undefined),
        ...VERDICTS.free,
        title: '报备成功',
        sentence: registeredText(result.customer),
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

function registeredText({ name, protectedUntil }: { name: string; protectedUntil?: number }): string {
  const protection = protectionText(protectedUntil)
  return protection ? `${name}现在归你跟进，${protection}` : `${name}现在归你跟进，保护期内别人不能再报备`
}

function checkActions(check: Assessment, customerId: string): ResultView['actions'] {
  const { verdict } = check
  const look = customerId ? [action('open-customer', '查看客户')] : []
  if (verdict === 'free') return [action('register', '报备', true)]
  if (verdict === 'yours')
    return customerId ? [action('open-customer', '查看客户', true)] : [action('close', '知道了', true)]
  if (verdict === 'collided') return [action('appeal', '我要申诉', true), action('register', '仍要报备'), ...look]
  const isFree = check.matches[0]?.state === 'pool'
  const text = check.action === 'approval' ? '提交主管审批' : isFree ? '报备，归我跟进' : '仍要报备'
  return [action('register', text, true), ...look]
}

const action = (key: SheetAction, text: string, primary = false) => ({ key, text, primary })

function base(check: Assessment | undefined): ResultView {
  const matches = (check?.matches ?? []).map(matchRow)
  return {
    tone: 'brand',
    icon: '',
    title: '',
    sentence: verdictOnly(check),
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

/** The API's sentence ends with that of the match that decided. */
function verdictOnly(check: Assessment | undefined): string {
  const reasons = check?.matches.map(match => match.sentence).filter(Boolean) ?? []
  return reasons.reduce((sentence, reason) => sentence.replace(reason, ''), check?.sentence ?? '').trim()
}

/** Strongest reasons first, each once. */
export function explanationRows(explanation: Explanation[]): ExplanationRow[] {
  return [...explanation]
    .sort((a, b) => b.weight - a.weight)
    .filter(isFirst)
    .map(({ field, label, mine, theirs, kind, weight }, index) => ({
      key: index,
      field,
      label,
      mine: mine || '—',
      theirs: theirs || '—',
      judgement: KINDS[kind] ?? (weight > 0 ? '相符' : weight < 0 ? '不同' : '参考'),
      tone: weight > 0 ? 'same' : weight < 0 ? 'different' : 'near',
    }))
}

const isFirst = (entry: Explanation, index: number, all: Explanation[]) =>
  all.findIndex(
    ({ label, mine, theirs }) => label === entry.label && mine === entry.mine && theirs === entry.theirs,
  ) === index

/** How two values relate, in two characters; kinds of the matching engine. */
const KINDS: Record<string, string> = {
  equal: '一致',
  homophone: '同音',
  'near-homophone': '近音',
  'look-alike': '形近',
  swapped: '换序',
  doubled: '叠字',
  lost: '少字',
  extra: '多字',
  replaced: '改字',
  'short-name': '简称',
  short: '简称',
  pinyin: '拼音',
  english: '英文',
  reordered: '换序',
  typo: '错字',
  synonym: '近义',
  inside: '包含',
  missing: '未写',
  'same-entity': '同属',
  number: '不同',
  conflict: '不同',
}
