import type { Notice } from '../delivery/messages'
import type { Person } from '../member/members'
import { dateText, personLine, personText, shorten, timeText } from './text'

export interface ContactFactsForCard {
  externalUserId: string
  /** The holder whose contact the card is about; each has a card of their own. */
  userId: string
  /** Company, or a masked nickname. Never a number. */
  contactName: string
  addedAt: number
}

const HOW_TO_REMARK = '把备注写成「公司-姓名-手机号」即可自动识别，也可以直接发送：报备 公司名 联系人 手机号'
const reportAction = (externalUserId: string) => ({
  key: `report:${externalUserId}`,
  text: '报备',
  style: 'primary' as const,
})
const subjectOf = (externalUserId: string, userId: string) => `contact:${externalUserId}/${userId}`
const REPORT_PAGE = 'pages/report/report'

/** For the rep: the contact's customer belongs to nobody yet. */
export function contactFree(facts: ContactFactsForCard, customerName: string | undefined): Notice {
  return {
    kind: 'contact-free',
    tone: 'info',
    title: `可以报备：${shorten(customerName ?? facts.contactName, 16)}`,
    subtitle: '你新加的联系人还没有归属',
    lines: [{ label: '添加时间', value: timeText(facts.addedAt) }],
    body: customerName ? '还没有同事报备这个客户，点「报备」后归你。' : `备注里还没有公司名称。${HOW_TO_REMARK}。`,
    actions: customerName ? [reportAction(facts.externalUserId)] : undefined,
    page: REPORT_PAGE,
    subject: subjectOf(facts.externalUserId, facts.userId),
  }
}

/** For the rep: nobody can tell who this is. */
export function contactUnknown(facts: ContactFactsForCard, firstHolder?: Person & { addedAt: number }): Notice {
  return {
    kind: 'contact-unknown',
    tone: firstHolder ? 'warning' : 'info',
    title: firstHolder ? '同事已添加过这位联系人' : '新加的联系人是哪家客户？',
    subtitle: firstHolder ? `请先和 ${personText(firstHolder)} 沟通再跟进` : '系统还认不出来，请补一下备注',
    lines: [
      { label: '联系人', value: shorten(facts.contactName, 20) },
      { label: '添加时间', value: timeText(facts.addedAt) },
      ...(firstHolder
        ? [personLine('先添加人', firstHolder, `${personText(firstHolder)} ${dateText(firstHolder.addedAt)}`)]
        : []),
    ],
    body: `${HOW_TO_REMARK}。只问这一次。`,
    page: REPORT_PAGE,
  }
}

/** For the one who held the contact first: a colleague has added it too, and nothing is registered. */
export function contactShared(facts: ContactFactsForCard, second: Person): Notice {
  return {
    kind: 'contact-shared',
    tone: 'warning',
    title: '同事也添加了你的联系人',
    subtitle: `${personText(second)} 刚添加了 ${shorten(facts.contactName, 14)}`,
    lines: [
      { label: '联系人', value: shorten(facts.contactName, 20) },
      { label: '你的添加', value: dateText(facts.addedAt) },
    ],
    body: `这位联系人还没有报备，归属以报备为准，请尽快报备。${HOW_TO_REMARK}。`,
    page: REPORT_PAGE,
  }
}

/** For the one who held the contact first: it became their customer because a colleague added it too. */
export function contactClaimed(customerId: string, customerName: string, addedAt: number, second: Person): Notice {
  return {
    kind: 'contact-claimed',
    tone: 'success',
    title: `已为你登记客户：${shorten(customerName, 16)}`,
    subtitle: `${personText(second)} 也添加了同一位联系人`,
    lines: [{ label: '你的添加', value: dateText(addedAt) }],
    body: '你最先添加这位联系人，系统已按先后登记到你名下。对方有异议可以申诉，由主管裁决。',
    page: `pages/customer/customer?id=${customerId}`,
  }
}

/** For owner and manager: a contact of an owned customer is gone; the customer is not. */
export function contactRemoved(
  customerId: string,
  customerName: string,
  holder: Person,
  by: 'member' | 'contact',
): Notice {
  return {
    kind: 'contact-removed',
    tone: 'warning',
    title: by === 'contact' ? '客户删除了企业微信联系人' : '企业微信联系人已被删除',
    subtitle: shorten(customerName, 20),
    lines: [personLine('跟进人', holder)],
    body:
      by === 'contact'
        ? `客户已把 ${holder.name} 删除。客户归属不变，请换一种方式联系。`
        : `${holder.name} 删除了这位联系人。客户归属不变，如不再跟进请撤回报备。`,
    page: `pages/customer/customer?id=${customerId}`,
  }
}

/** After a tap on 报备. */
export function contactReported(
  result: 'registered' | 'yours' | 'collided' | 'pending',
  contact: { externalUserId: string; userId: string },
  customerName: string,
): Notice {
  const text = {
    registered: '报备成功，客户归你',
    yours: '这本来就是你的客户',
    collided: '撞单：已有同事报备',
    pending: '已提交，等待主管审批',
  }[result]
  return {
    kind: 'contact-reported',
    tone: result === 'collided' ? 'warning' : 'success',
    title: text,
    subtitle: shorten(customerName, 20),
    lines: [],
    closed: { registered: '已报备', yours: '已是我的', collided: '撞单', pending: '待审批' }[result],
    subject: subjectOf(contact.externalUserId, contact.userId),
    page: result === 'collided' ? 'pages/collisions/collisions' : 'pages/customers/customers',
  }
}
