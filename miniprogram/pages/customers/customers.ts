import { Latest } from '../../core/latest'
import { type ListState, PagedList } from '../../core/paged-list'
import { isManager } from '../../core/session'
import { messageOf } from '../../http/errors'
import { type CustomerRow, listCustomers } from '../../services/customers'

/** Quiet time after a key before the list is searched, ms. */
const TYPING_PAUSE = 300

Page({
  data: {
    q: '',
    team: false,
    manager: false,
    items: [] as CustomerRow[],
    status: 'loading',
    more: 'idle',
    error: '',
  },

  list: undefined as PagedList<CustomerRow> | undefined,
  search: undefined as Latest<string, void> | undefined,

  onLoad() {
    const list = new PagedList(
      cursor => listCustomers({ q: this.data.q.trim(), team: this.data.team }, cursor),
      state => this.show(state),
    )
    this.list = list
    this.search = new Latest({
      wait: TYPING_PAUSE,
      work: () => list.reload(true),
      done: () => undefined,
      failed: error => this.setData({ status: 'error', error: messageOf(error) }),
    })
  },

  /** Also after coming back: a report or a ruling may have changed the list. */
  onShow() {
    void this.list?.reload()
  },

  onUnload() {
    this.search?.cancel()
  },

  async onPullDownRefresh() {
    await this.list?.reload()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.list?.next()
  },

  show({ items, status, more, error }: ListState<CustomerRow>) {
    this.setData({ items, status, more, error: error ? messageOf(error) : '', manager: isManager() })
  },

  typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ q: event.detail.value })
    this.search?.ask(event.detail.value)
  },

  setTeam(event: WechatMiniprogram.TouchEvent) {
    this.setData({ team: event.currentTarget.dataset.team === 'yes' })
    void this.list?.reload(true)
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
    void wx.navigateTo({ url: `/pages/customer/customer?id=${event.currentTarget.dataset.id}` })
  },
})
