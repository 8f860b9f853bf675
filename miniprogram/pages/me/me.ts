import { apiBase, canOverrideServer, overrideServer } from '../../core/config'
import { endSession, type Member, type Role } from '../../core/session'
import { messageOf } from '../../http/errors'
import { getMe, renewSession } from '../../services/me'

const ROLES: Record<Role, string> = { rep: '销售', manager: '主管', admin: '管理员' }

Page({
  data: {
    status: 'loading',
    error: '',
    member: {} as Partial<Member>,
    rolesText: '',
    server: '',
    /** The server can be changed in development and trial versions only. */
    canOverride: false,
  },

  onShow() {
    this.setData({ server: apiBase(), canOverride: canOverrideServer() })
    void this.load()
  },

  async load() {
    try {
      this.show(await getMe())
    } catch (error) {
      this.setData({ status: 'error', error: messageOf(error) })
    }
  },

  show(member: Member) {
    this.setData({ status: 'ready', member, rolesText: member.roles.map(role => ROLES[role]).join('、') })
  },

  retry() {
    this.setData({ status: 'loading' })
    void this.load()
  },

  /** After a change of role or department in WeCom. */
  async renew() {
    try {
      this.show(await renewSession())
      wx.showToast({ title: '已更新', icon: 'success' })
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    }
  },

  openCustomers() {
    void wx.switchTab({ url: '/pages/customers/customers' })
  },

  openRegistrations() {
    void wx.navigateTo({ url: '/pages/registrations/registrations' })
  },

  openCollisions() {
    void wx.switchTab({ url: '/pages/collisions/collisions' })
  },

  showHelp() {
    void wx.showModal({
      title: '在群里也能用',
      content: '在内部群 @报备机器人：\n查 公司名或手机号\n报备 公司名 联系人 手机\n申诉 理由\n我的客户',
      showCancel: false,
      confirmText: '知道了',
    })
  },

  changeServer(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    overrideServer(event.detail.value.trim())
    endSession()
    this.setData({ server: apiBase(), status: 'loading' })
    void this.load()
  },
})
