// Prints the worked examples of docs/matching.md: a few registered customers, ten queries, what the engine says.
// usage: tsx bench/matching/examples.ts
import { type CustomerFields, explainSentence, prepare, scorePair } from '../../src/matching'

const REGISTERED: CustomerFields[] = [
  { name: '苏州润海机械设备有限公司', contact: '李小明', phones: ['13800138000'], websites: ['www.runhai.example'] },
  { name: '杭州润海机械设备有限公司' },
  { name: '润海集团股份有限公司' },
  { name: '湖北第三建筑工程有限公司' },
  { name: '无锡先导智能装备股份有限公司' },
]
const QUERIES: [string, CustomerFields][] = [
  ['remark, short', { name: '客户：苏州润海机械（重点）张总' }],
  ['traditional, moved brackets, other form', { name: '潤海機械設備（蘇州）股份有限公司' }],
  ['homophone', { name: '苏州闰海机械设备有限公司' }],
  ['look-alike in brand and trade', { name: '苏州润悔机诫设备有限公司' }],
  ['English', { name: 'Suzhou Runhai Machinery Equipment Co., Ltd.' }],
  ['branch', { name: '苏州润海机械设备有限公司上海分公司' }],
  ['sibling: another city and business', { name: '润海（无锡）新能源有限公司' }],
  ['number', { name: '湖北第二建筑工程有限公司' }],
  ['listed short name', { name: '先导智能' }],
  ['other name, same phone', { name: '海通贸易有限公司', phones: ['+86 138-0013-8000'] }],
]

const registered = REGISTERED.map(fields => prepare(fields))
for (const [title, fields] of QUERIES) {
  const query = prepare(fields)
  console.log(`\n### ${title}\nquery: ${fields.name}${fields.phones ? `, ${fields.phones[0]}` : ''}`)
  for (const v of query.names.slice(0, 2)) {
    console.log(
      `reading: place ${v.regions.join('/') || '–'} · brand ${v.brand} · trade ${v.trade || '–'} · form ${v.form || '–'}${v.branch ? ` · branch ${v.branch}` : ''}`,
    )
  }
  const found = registered
    .map(candidate => ({ candidate, ...scorePair(query, candidate) }))
    .filter(f => f.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 2)
  for (const { candidate, score, relation, evidence } of found) {
    console.log(`${score.toFixed(3)} ${relation} ${candidate.fields.name}: ${explainSentence(evidence, relation)}`)
  }
}
