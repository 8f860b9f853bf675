import { messageOf } from '../../http/errors'
import { collisionView, getCollision, openDispute } from '../../services/collisions'

Page({
  data: {
    id: '',
    status: 'loading',
    error: '',
    collision: {} as Partial<ReturnType<typeof collisionView>>,
    statementOpen: false,
    busy: false,
    phrases: ['我先联系的客户', '客户主动找的我', '对方很久没有跟进', '我有客户的书面确认'],
  },

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ id: query.id ?? '' })
  },

  onShow() {
    void this.load()
  },

  async load() {
    try {
      const collision = collisionView(await getCollision(this.data.id))
      this.setData({ status: 'ready', collision })
    } catch (error) {
      this.setData({ status: 'error', error: messageOf(error) })
    }
  },

  retry() {
    this.setData({ status: 'loading' })
    void this.load()
  },

  appeal() {
    this.setData({ statementOpen: true })
  },

  closeStatement() {
    this.setData({ statementOpen: false })
  },

  async submitStatement(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.setData({ busy: true })
    try {
      const dispute = await openDispute(this.data.id, event.detail.text)
      this.setData({ statementOpen: false })
      void wx.redirectTo({ url: `/pages/dispute/dispute?id=${dispute.id}` })
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    } finally {
      this.setData({ busy: false })
    }
  },

  openDispute() {
    void wx.navigateTo({ url: `/pages/dispute/dispute?id=${this.data.collision.disputeId}` })
  },

  openCustomer() {
    void wx.navigateTo({ url: `/pages/customer/customer?id=${this.data.collision.customer?.id}` })
  },
})
