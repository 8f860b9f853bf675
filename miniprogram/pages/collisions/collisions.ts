import { type Page as ListPage, type ListState, PagedList } from '../../core/paged-list'
import { isManager } from '../../core/session'
import { messageOf } from '../../http/errors'
import { type collisionView, listCollisions } from '../../services/collisions'
import { type DisputeRow, listDisputes } from '../../services/disputes'

type Tab = 'collisions' | 'party' | 'arbiter'
type Item = ReturnType<typeof collisionView> | DisputeRow

const FETCH: Record<Tab, (cursor?: string) => Promise<ListPage<Item>>> = {
  collisions: listCollisions,
  party: cursor => listDisputes('party', cursor),
  arbiter: cursor => listDisputes('arbiter', cursor),
}

const EMPTY: Record<Tab, string> = {
  collisions: '没有撞单，继续保持',
  party: '没有申诉',
  arbiter: '没有等你裁决的申诉',
}

Page({
  data: {
    tab: 'collisions' as Tab,
    manager: false,
    items: [] as Item[],
    status: 'loading',
    more: 'idle',
    error: '',
    empty: EMPTY.collisions,
  },

  list: undefined as PagedList<Item> | undefined,

  onLoad() {
    this.list = new PagedList<Item>(
      cursor => FETCH[this.data.tab](cursor),
      state => this.show(state),
    )
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

  show({ items, status, more, error }: ListState<Item>) {
    this.setData({ items, status, more, error: error ? messageOf(error) : '', manager: isManager() })
  },

  changeTab(event: WechatMiniprogram.CustomEvent<{ value: Tab }>) {
    const tab = event.detail.value
    this.setData({ tab, empty: EMPTY[tab] })
    void this.list?.reload(true)
  },

  retry() {
    void this.list?.reload()
  },

  loadMore() {
    void this.list?.next()
  },

  openCollision(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: `/pages/collision/collision?id=${event.currentTarget.dataset.id}` })
  },

  openDispute(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: `/pages/dispute/dispute?id=${event.currentTarget.dataset.id}` })
  },
})
