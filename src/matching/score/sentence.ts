import type { Evidence, Relation } from '../types'

const VERDICT: Record<Relation, string> = {
  same: '很可能是同一客户',
  related: '可能是关联企业，不是同一客户',
  distinct: '不像同一客户',
}

/** How a kind is said; `mine` and `theirs` are put in where needed. */
const PHRASE: Record<string, (e: Evidence) => string> = {
  'name:equal': e => `名称“${e.theirs}”完全相同`,
  'brand:equal': e => `字号“${e.theirs}”相同`,
  'alias:equal': e => `与别名“${e.theirs}”相同`,
  homophone: e => `${e.label}“${e.mine}”与“${e.theirs}”读音相同（同音字）`,
  'near-homophone': e => `${e.label}“${e.mine}”与“${e.theirs}”读音相近`,
  'look-alike': e => `${e.label}“${e.mine}”与“${e.theirs}”字形相近`,
  swapped: e => `${e.label}“${e.mine}”与“${e.theirs}”只是字序不同`,
  doubled: e => `${e.label}“${e.mine}”与“${e.theirs}”只差一个叠字`,
  lost: e => `${e.label}“${e.mine}”比“${e.theirs}”少字`,
  extra: e => `${e.label}“${e.mine}”比“${e.theirs}”多字`,
  replaced: e => `${e.label}“${e.mine}”与“${e.theirs}”有一字不同`,
  'short-name': e => `“${e.mine}”像是“${e.theirs}”的简称`,
  pinyin: e => `“${e.mine}”是字号“${e.theirs}”的拼音`,
  initials: e => `“${e.mine}”可以是“${e.theirs}”的首字母`,
  english: e => `英文名“${e.mine}”与字号“${e.theirs}”对应`,
  'trade:equal': () => '行业一致',
  'name:different': e => `名称不同（${e.mine}、${e.theirs}）`,
  'trade:short': e => `行业“${e.mine}”是“${e.theirs}”的简写`,
  'trade:typo': e => `行业“${e.mine}”与“${e.theirs}”只差一字`,
  'trade:reordered': () => '行业词序不同',
  'trade:weak': e => `行业相近（${e.mine}、${e.theirs}）`,
  'trade:synonym': e => `行业相近（${e.mine}、${e.theirs}）`,
  'trade:missing': () => '一方未写行业',
  'region:missing': () => '一方未写地区',
  'trade:conflict': e => `行业不同（${e.mine}、${e.theirs}）`,
  'trade:partial': e => `行业不完全一致（${e.mine}、${e.theirs}）`,
  'region:equal': () => '地区一致',
  'region:inside': () => '地区一致',
  'region:conflict': e => `地区不同（${e.mine}、${e.theirs}）`,
  'region:province': e => `同省不同地（${e.mine}、${e.theirs}）`,
  'form:conflict': e => `组织形式不同（${e.mine}、${e.theirs}）`,
  'branch:same-entity': e => `分支机构与总公司是同一主体（${e.mine || e.theirs}）`,
  'number:conflict': e => `序号不同（${e.mine}、${e.theirs}）`,
}

/** One Chinese sentence that says why, for example “字号‘海康威视’相同，地区一致，很可能是同一客户。” */
export function explainSentence(evidence: Evidence[], relation: Relation): string {
  // name and alias can say the same words
  const reasons = new Set<string>()
  for (const e of evidence) {
    if (e.kind === 'same-entity' && relation !== 'same') continue
    const phrase =
      PHRASE[`${e.field}:${e.kind}`] ?? PHRASE[e.kind] ?? (e.kind === 'equal' ? () => `${e.label}相同` : undefined)
    if (phrase) reasons.add(phrase(e))
  }
  const verdict =
    relation !== 'same' && evidence.some(e => e.kind === 'initials') ? '可能是同一客户，请核对' : VERDICT[relation]
  return `${reasons.size ? `${[...reasons].join('，')}，` : ''}${verdict}。`
}
