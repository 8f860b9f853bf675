import type { Notice } from '../delivery/messages'
import type { Person } from '../member/members'
import { personLine, shorten } from './text'

export interface MergeFacts {
  customerId: string
  keptName: string
  goneName: string
  by: Person
  /** Who has the customer now. */
  owner?: Person
}

/** For everybody who owned one of two customers that became one. */
export function mergeNotice(facts: MergeFacts, readerId: string): Notice {
  const { owner, by } = facts
  const mine = owner?.userId === readerId
  return {
    kind: 'customers-merged',
    tone: mine ? 'success' : 'info',
    title: `客户已合并：${shorten(facts.keptName, 20)}`,
    subtitle: `「${shorten(facts.goneName, 26)}」并入其中`,
    lines: [...(owner ? [personLine('归属', owner)] : []), personLine('操作人', by, by.name)],
    body: mine
      ? '两个客户确认为同一家，合并后归你，联系方式和跟进记录都已并入。'
      : `两个客户确认为同一家，合并后归 ${owner?.name ?? '公海'}。请把联系人和进展交接给对方；有异议请联系 ${by.name}。`,
    page: mine ? `pages/customer/customer?id=${facts.customerId}` : undefined,
  }
}

/** When a merge is taken back. */
export function mergeUndone({ keptName, goneName, by }: Pick<MergeFacts, 'keptName' | 'goneName' | 'by'>): Notice {
  return {
    kind: 'merge-undone',
    tone: 'info',
    title: `合并已撤销：${shorten(keptName, 20)}`,
    subtitle: `「${shorten(goneName, 26)}」重新成为单独的客户`,
    lines: [personLine('操作人', by, by.name)],
    body: '归属已恢复到合并之前，请在「我的客户」里核对。',
    page: 'pages/customers/customers',
  }
}
