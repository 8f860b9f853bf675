import { messageOf } from '../../http/errors'
import {
  addEvidence,
  appealRuling,
  type DisputeView,
  disputeView,
  getDispute,
  withdrawDispute,
} from '../../services/disputes'
import type { Dispute } from '../../services/types'

/** What the text sheet asks for. */
const SHEETS = {
  evidence: {
    title: '补充证据',
    hint: '双方和裁决人都能看到，请写事实',
    placeholder: '时间、经过、谁可以证明',
    phrases: ['有聊天记录', '有邮件往来', '已经报过价', '上门拜访过'],
    confirm: '提交证据',
    done: '已提交',
  },
  appeal: {
    title: '申请复议',
    hint: '每次裁决只能复议一次，请写清楚新的理由',
    placeholder: '裁决没有考虑到什么',
    phrases: ['有新的证据', '事实有误'],
    confirm: '提交复议',
    done: '已提交复议',
  },
}

Page({
  data: {
    id: '',
    status: 'loading',
    error: '',
    dispute: {} as Partial<DisputeView>,
    sheet: SHEETS.evidence,
    sheetKind: 'evidence' as keyof typeof SHEETS,
    sheetOpen: false,
    busy: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query.id ?? '' })
  },

  /** Also after the ruling page and after the other side wrote something. */
  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      this.show(await getDispute(this.data.id))
    } catch (error) {
      this.setData({ status: 'error', error: messageOf(error) })
    }
  },

  show(dispute: Dispute) {
    const view = disputeView(dispute)
    wx.setNavigationBarTitle({ title: `申诉 ${view.number}` })
    this.setData({ status: 'ready', dispute: view })
  },

  retry() {
    this.setData({ status: 'loading' })
    void this.load()
  },

  openSheet(event: WechatMiniprogram.TouchEvent) {
    const sheetKind = event.currentTarget.dataset.kind as keyof typeof SHEETS
    this.setData({ sheetKind, sheet: SHEETS[sheetKind], sheetOpen: true })
  },

  closeSheet() {
    this.setData({ sheetOpen: false })
  },

  async submit(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    const send = this.data.sheetKind === 'evidence' ? addEvidence : appealRuling
    this.setData({ busy: true })
    try {
      this.show(await send(this.data.id, event.detail.text))
      this.setData({ sheetOpen: false })
      wx.showToast({ title: this.data.sheet.done, icon: 'success' })
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    } finally {
      this.setData({ busy: false })
    }
  },

  async withdraw() {
    const { confirm } = await wx.showModal({
      title: '撤回申诉？',
      content: '撤回后归属不变，对方会收到通知；这次撞单不能再申诉。',
      confirmText: '撤回',
      cancelText: '再想想',
    })
    if (!confirm) return
    try {
      this.show(await withdrawDispute(this.data.id))
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    }
  },

  rule() {
    void wx.navigateTo({ url: `/package-manager/pages/ruling/ruling?id=${this.data.id}` })
  },

  openCustomer() {
    const { customerId } = this.data.dispute
    if (customerId) void wx.navigateTo({ url: `/pages/customer/customer?id=${customerId}` })
  },
})
