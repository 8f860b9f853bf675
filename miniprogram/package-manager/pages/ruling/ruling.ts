import { messageOf } from '../../../http/errors'
import { type DisputeView, disputeView, getDispute, ruleDispute } from '../../../services/disputes'
import { type Choice, choicesFor, moveShare, requestOf, type Shares } from '../../../services/ruling'

Page({
  data: {
    id: '',
    status: 'loading',
    error: '',
    dispute: {} as Partial<DisputeView>,
    choices: [] as Choice[],
    chosen: '',
    shares: [] as Shares,
    reason: '',
    busy: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query.id ?? '' })
    void this.load()
  },

  async load() {
    try {
      const dispute = disputeView(await getDispute(this.data.id))
      const shares = dispute.parties.map(({ userId, name }) => ({ userId, name, percent: 50 }))
      this.setData({ status: 'ready', dispute, choices: choicesFor(dispute.parties, dispute.isAppeal), shares })
    } catch (error) {
      this.setData({ status: 'error', error: messageOf(error) })
    }
  },

  retry() {
    this.setData({ status: 'loading' })
    void this.load()
  },

  choose(event: WechatMiniprogram.TouchEvent) {
    this.setData({ chosen: String(event.currentTarget.dataset.key) })
  },

  share(event: WechatMiniprogram.TouchEvent) {
    this.setData({ shares: moveShare(this.data.shares, Number(event.currentTarget.dataset.step)) })
  },

  typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ reason: event.detail.value })
  },

  async confirm() {
    const choice = this.data.choices.find(({ key }) => key === this.data.chosen)
    if (!choice) return wx.showToast({ title: '请先选择裁决结果', icon: 'none' })
    const { confirm } = await wx.showModal({
      title: `确认${choice.title}？`,
      content: `${choice.effect}\n双方会马上收到通知，之后只能通过复议更改。`,
      confirmText: '确认裁决',
      cancelText: '再想想',
    })
    if (confirm) await this.submit(choice)
  },

  async submit(choice: Choice) {
    const { id, shares, reason } = this.data
    this.setData({ busy: true })
    try {
      await ruleDispute(id, requestOf(choice, shares, reason))
      wx.showToast({ title: '已裁决', icon: 'success' })
      void wx.navigateBack() // the dispute page reads the result again
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    } finally {
      this.setData({ busy: false })
    }
  },
})
