// A small demo company as the REST API shows it.
import type {
  CheckResult,
  Collision,
  CustomerDetail,
  Dispute,
  Person,
  Registration,
} from '../../../miniprogram/services/types'

export const NOW = Date.now()
export const DAY = 86_400_000

export const zhang: Person = { userId: 'zhangsan', name: '张三', department: '华东销售部' }
export const li: Person = { userId: 'lisi', name: '李四', department: '华南销售部' }
export const wang: Person = { userId: 'wangwu', name: '王五', department: '销售中心' }

export const freeCheck: CheckResult = {
  verdict: 'free',
  action: 'allow',
  sentence: '没有撞单，可以报备',
  matches: [],
  remaining: 186,
}

export const collidedCheck: CheckResult = {
  verdict: 'collided',
  action: 'block',
  sentence: '撞单：华南销售部 李*已报备「杭州云启信息技术有限公司」。手机号相同，名称只差组织形式',
  remaining: 12,
  matches: [
    {
      name: '杭州云启信息技术有限公司',
      owner: { name: '李*', department: '华南销售部', isMe: false },
      state: 'owned',
      protectedUntil: NOW + 39 * DAY,
      score: 0.998,
      relation: 'same',
      sentence: '手机号相同，名称只差组织形式',
      explanation: [
        { field: 'phone', label: '手机', mine: '138****0000', theirs: '138****0000', kind: 'equal', weight: 1 },
        { field: 'brand', label: '字号', mine: '云启', theirs: '云启', kind: 'equal', weight: 0.6 },
        { field: 'form', label: '组织形式', mine: '', theirs: '有限公司', kind: 'missing', weight: 0 },
        { field: 'contact', label: '联系人', mine: '王总', theirs: '陈**', kind: 'conflict', weight: -0.5 },
      ],
    },
  ],
}

export const similarCheck: CheckResult = {
  verdict: 'similar',
  action: 'warn',
  sentence: '有相似客户「上海云启科技有限公司」，请先核对。字号相同，地区不同',
  remaining: 150,
  matches: [
    {
      name: '上海云启科技有限公司',
      owner: { name: '赵*', department: '华东销售部', isMe: false },
      state: 'owned',
      protectedUntil: NOW + 3 * DAY,
      score: 0.41,
      relation: 'related',
      sentence: '字号相同，地区不同',
      explanation: [
        { field: 'core', label: '字号', mine: '云启', theirs: '云启', kind: 'equal', weight: 2 },
        { field: 'region', label: '地区', mine: '杭州', theirs: '上海', kind: 'conflict', weight: -2 },
      ],
    },
  ],
}

export const collision: Collision = {
  id: 'COL1',
  status: 'open',
  customer: { name: '杭州云启信息技术有限公司' },
  role: 'claimant',
  claimant: zhang,
  owner: li,
  at: NOW - 3 * 60_000,
  sentence: '手机号相同，名称只差组织形式',
  protectedUntil: NOW + 39 * DAY,
  explanation: collidedCheck.matches[0]?.explanation ?? [],
  can: { dispute: true },
}

export const customer: CustomerDetail = {
  id: 'CUS1',
  name: '宁波海晟电子科技有限公司',
  contact: '陈经理',
  phone: '139****2222',
  state: 'owned',
  owner: { userId: 'zhangsan', name: '张三' },
  protectedUntil: NOW + 5 * DAY,
  lastFollowUpAt: NOW - 2 * 3_600_000,
  contacts: [
    { name: '陈经理', title: '采购', phone: '139****2222', wechat: 'c******2' },
    { name: '林工', email: 'l***@haisheng.example' },
  ],
  aliases: ['海晟电子'],
  collaborators: [],
  can: { followUp: true },
  timeline: [
    { at: NOW - 2 * 3_600_000, kind: 'follow-up', text: '已发报价单，客户周五前答复。', by: { name: '张三' } },
    { at: NOW - 50 * DAY, kind: 'owned', text: '报备，成为负责人', by: { name: '张三' } },
    { at: NOW - 50 * DAY, kind: 'created', text: '客户建档' },
  ],
}

/** A dispute as `viewer` sees it. */
export function openDispute(viewer: string): Dispute {
  return {
    id: 'DIS1',
    no: 12,
    status: 'open',
    customer: { name: '杭州云启信息技术有限公司' },
    openedAt: NOW - 10 * 60_000,
    openedBy: zhang,
    arbiter: wang,
    sentence: '等王五裁决',
    can: {
      rule: viewer === 'wangwu',
      addEvidence: viewer !== 'wangwu',
      appeal: false,
      withdraw: viewer === 'zhangsan',
    },
    parties: [
      {
        person: li,
        role: 'owner',
        evidence: [
          { at: NOW - 40 * DAY, kind: 'registered', text: '报备“杭州云启信息技术有限公司”' },
          { at: NOW - 2 * DAY, kind: 'follow-up', text: '电话沟通，客户要求下周演示' },
        ],
      },
      {
        person: zhang,
        role: 'claimant',
        evidence: [
          { at: NOW - DAY, kind: 'contact', text: '添加微信客户“王总-云启”' },
          { at: NOW - 10 * 60_000, kind: 'statement', text: '客户主动找的我' },
        ],
      },
    ],
  }
}

export const registrations: Registration[] = [
  {
    id: 'REG1',
    name: '宁波海晟电子科技有限公司',
    status: 'registered',
    customerId: 'CUS1',
    createdAt: NOW - 3_600_000,
  },
  { id: 'REG2', name: '杭州云启信息', status: 'collided', collisionId: 'COL1', createdAt: NOW - DAY },
]
