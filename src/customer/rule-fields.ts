/** What a rule may ask of a field, and how the field reads to people. */
export interface RuleField {
  label: string
  /** Ways in which it speaks for a match; a condition may name some of them. */
  kinds: readonly string[]
}

const NAME_KINDS = [
  'equal',
  'homophone',
  'near-homophone',
  'look-alike',
  'swapped',
  'doubled',
  'lost',
  'extra',
  'replaced',
  'short-name',
  'pinyin',
  'english',
] as const
const EQUAL = ['equal'] as const

/** Every field of an evidence. One without kinds can only speak against a match: it has a weight, and no condition. */
export const RULE_FIELDS: Record<string, RuleField> = {
  name: { label: '名称', kinds: EQUAL },
  brand: { label: '字号', kinds: NAME_KINDS },
  alias: { label: '别名', kinds: NAME_KINDS },
  trade: { label: '行业', kinds: ['equal', 'short', 'reordered', 'typo', 'weak'] },
  region: { label: '地区', kinds: ['equal', 'inside'] },
  form: { label: '组织形式', kinds: [] },
  number: { label: '序号', kinds: [] },
  phone: { label: '电话', kinds: EQUAL },
  email: { label: '邮箱', kinds: EQUAL },
  uscc: { label: '统一社会信用代码', kinds: EQUAL },
  wechat: { label: '微信号', kinds: EQUAL },
  external_userid: { label: '企业微信联系人', kinds: EQUAL },
  unionid: { label: '微信联系人', kinds: EQUAL },
  domain: { label: '域名', kinds: EQUAL },
  contact: { label: '联系人', kinds: EQUAL },
}
