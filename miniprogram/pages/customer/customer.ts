import { messageOf } from '../../http/errors'
import { addFollowUp, customerView, getCustomer } from '../../services/customers'

Page({
  data: {
    id: '',
    status: 'loading',
    error: '',
    customer: {} as Partial<ReturnType<typeof customerView>>,
    noteOpen: false,
    busy: false,
    phrases: ['电话沟通', '上门拜访', '已发报价', '约了下次见面'],
  },

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query.id ?? '' })
  },

  /** Also after coming back from a dispute about it. */
  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const customer = customerView(await getCustomer(this.data.id))
      this.setData({ status: 'ready', customer })
    } catch (error) {
      this.setData({ status: 'error', error: messageOf(error) })
    }
  },

  retry() {
    this.setData({ status: 'loading' })
    void this.load()
  },

  openNote() {
    this.setData({ noteOpen: true })
  },

  closeNote() {
    this.setData({ noteOpen: false })
  },

  openDispute() {
    void wx.navigateTo({ url: `/pages/dispute/dispute?id=${this.data.customer.disputeId}` })
  },

  async submitNote(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.setData({ busy: true })
    try {
      await addFollowUp(this.data.id, event.detail.text)
      this.setData({ noteOpen: false })
      await this.load()
      wx.showToast({ title: '已记下', icon: 'success' })
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    } finally {
      this.setData({ busy: false })
    }
  },
})
