import { type ListState, PagedList } from '../../core/paged-list'
import { messageOf } from '../../http/errors'
import { listRegistrations, type RegistrationRow, withdrawRegistration } from '../../services/registration'

Page({
  data: { items: [] as RegistrationRow[], status: 'loading', more: 'idle', error: '' },

  list: undefined as PagedList<RegistrationRow> | undefined,

  onLoad() {
    this.list = new PagedList(listRegistrations, state => this.show(state))
  },

  onShow() {
    void this.list?.reload()
  },

  async onPullDownRefresh() {
    await this.list?.reload()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.list?.next()
  },

  show({ items, status, more, error }: ListState<RegistrationRow>) {
    this.setData({ items, status, more, error: error ? messageOf(error) : '' })
  },

  retry() {
    void this.list?.reload()
  },

  loadMore() {
    void this.list?.next()
  },

  report() {
    void wx.switchTab({ url: '/pages/report/report' })
  },

  open(event: WechatMiniprogram.TouchEvent) {
    const { page } = event.currentTarget.dataset
    if (page) void wx.navigateTo({ url: String(page) })
  },

  async withdraw(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset
    const { confirm } = await wx.showModal({
      title: '撤回报备？',
      content: `“${name}”会回到公海，别人可以报备。`,
      confirmText: '撤回',
      cancelText: '再想想',
    })
    if (!confirm) return
    try {
      await withdrawRegistration(String(id))
      await this.list?.reload()
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    }
  },
})
