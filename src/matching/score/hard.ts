import type { Evidence, HardKey, HardKeyKind } from '../types'

export const HARD_LABELS: Record<HardKeyKind, string> = {
  name: '名称',
  phone: '电话',
  email: '邮箱',
  uscc: '统一社会信用代码',
  wechat: '微信号',
  external_userid: '企业微信联系人',
  unionid: '微信联系人',
}

/** Evidence for a hard key that both sides share. */
export function hardEvidence(key: HardKey): Evidence {
  return {
    field: key.kind,
    label: key.kind === 'uscc' && key.display === key.value ? '组织机构代码' : HARD_LABELS[key.kind],
    mine: key.display,
    theirs: key.display,
    kind: 'equal',
    weight: 1,
  }
}
