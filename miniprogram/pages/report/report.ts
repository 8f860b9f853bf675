import { Latest } from '../../core/latest'
import { looksLikeRemark, splitRemark } from '../../core/split-remark'
import { messageOf } from '../../http/errors'
import { openDispute } from '../../services/collisions'
import {
  checkCustomer,
  emptyFields,
  isWorthChecking,
  newRequestKey,
  problemOf,
  questionOf,
  type RegistrationResult,
  type ReportFields,
  register,
} from '../../services/registration'
import { type ResultView, type SheetAction, viewOfCheck, viewOfResult } from '../../services/result-view'
import type { CheckResult } from '../../services/types'

/** Quiet time after a key before the server is asked, ms. */
const TYPING_PAUSE = 300

type Field = keyof ReportFields
type CheckStatus = 'idle' | 'checking' | 'done' | 'failed'

Page({
  data: {
    fields: emptyFields(),
    /** The less used fields are folded. */
    more: false,
    checkStatus: 'idle' as CheckStatus,
    checkView: {} as Partial<ResultView>,
    checkError: '',
    remaining: -1,
    sheet: {} as Partial<ResultView>,
    sheetOpen: false,
    statementOpen: false,
    busy: false,
    phrases: ['我先联系的客户', '客户主动找的我', '对方很久没有跟进', '我有客户的书面确认'],
  },

  checker: undefined as Latest<ReportFields, CheckResult> | undefined,
  /** One key per report: trying again after a bad network must not register twice. */
  requestKey: '',
  collisionId: '',
  /** What was asked last. */
  question: '',

  onLoad(query: Record<string, string | undefined>) {
    this.checker = new Latest({
      wait: TYPING_PAUSE,
      work: checkCustomer,
      done: check => this.checked(check),
      failed: error => this.checkFailed(error),
    })
    // A card or a chat button may bring what is known already.
    if (query.name) this.fill({ ...emptyFields(), name: decodeURIComponent(query.name) })
  },

  onUnload() {
    this.checker?.cancel()
  },

  typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const field = event.currentTarget.dataset.field as Field
    const { value } = event.detail
    if (field === 'name' && looksLikeRemark(value)) return this.split(value)
    this.fill({ ...this.data.fields, [field]: value })
  },

  async paste() {
    try {
      const { data } = await wx.getClipboardData()
      if (data.trim()) this.split(data)
      else wx.showToast({ title: '剪贴板是空的', icon: 'none' })
    } catch {
      wx.showToast({ title: '读不到剪贴板，请长按输入框粘贴', icon: 'none' }) // refused by the member or the system
    }
  },

  /** Spreads a whole remark over the fields; what was filled in by hand and is not in the remark stays. */
  split(text: string) {
    const found = splitRemark(text)
    this.fill({ ...this.data.fields, name: '', ...found })
    if (found.wechat || found.email || found.uscc || found.note) this.setData({ more: true })
    wx.showToast({ title: '已拆分到各栏，请核对', icon: 'none' })
  },

  fill(fields: ReportFields) {
    this.requestKey = ''
    this.collisionId = ''
    this.setData({ fields })
    this.check()
  },

  check() {
    const { fields } = this.data
    if (!isWorthChecking(fields)) {
      this.question = ''
      this.checker?.cancel()
      this.setData({ checkStatus: 'idle' })
    } else if (questionOf(fields) !== this.question) {
      this.question = questionOf(fields)
      this.setData({ checkStatus: 'checking' })
      this.checker?.ask(fields)
    }
  },

  checkFailed(error: unknown) {
    this.question = ''
    this.setData({ checkStatus: 'failed', checkError: messageOf(error) })
  },

  checked(check: CheckResult) {
    this.setData({ checkStatus: 'done', checkView: viewOfCheck(check), remaining: check.remaining })
  },

  toggleMore() {
    this.setData({ more: !this.data.more })
  },

  openCheck() {
    const { checkView } = this.data
    if (checkView.matches?.length) this.setData({ sheet: checkView, sheetOpen: true })
  },

  closeSheet() {
    this.setData({ sheetOpen: false })
  },

  closeStatement() {
    this.setData({ statementOpen: false })
  },

  /** A clear answer is submitted at once; a warning is shown first. */
  submit() {
    const problem = problemOf(this.data.fields)
    if (problem) return wx.showToast({ title: problem, icon: 'none' })
    const { checkStatus, checkView } = this.data
    const isWarning = checkStatus === 'done' && checkView.tone === 'warning'
    if (isWarning) this.openCheck()
    else void this.register()
  },

  async register() {
    if (this.data.busy) return
    const result = await this.send()
    if (!result) return
    this.setData({ sheet: viewOfResult(result), sheetOpen: true })
    if (result.kind === 'registered' || result.kind === 'pending') this.clear()
  },

  /** Undefined when it failed; the member has been told then. */
  async send(): Promise<RegistrationResult | undefined> {
    this.requestKey ||= newRequestKey()
    this.checker?.cancel()
    this.setData({ busy: true })
    try {
      const result = await register(this.data.fields, this.requestKey)
      this.collisionId = result.kind === 'collided' ? result.collision.id : ''
      return result
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
      return undefined
    } finally {
      this.setData({ busy: false })
      if (this.data.checkStatus === 'checking') {
        this.question = '' // the check was cancelled for the submission
        this.check()
      }
    }
  },

  clear() {
    this.fill(emptyFields())
    this.setData({ more: false })
  },

  act(event: WechatMiniprogram.CustomEvent<{ key: SheetAction }>) {
    const { customerId = '', collisionId = '' } = this.data.sheet
    switch (event.detail.key) {
      case 'register':
        return void this.register()
      case 'appeal':
        return void this.appeal()
      case 'open-customer':
        this.closeSheet()
        return void wx.navigateTo({ url: `/pages/customer/customer?id=${customerId}` })
      case 'open-collision':
        this.closeSheet()
        return void wx.navigateTo({ url: `/pages/collision/collision?id=${collisionId}` })
      default:
        this.closeSheet()
    }
  },

  /** 申诉 is about a recorded collision: when there is none yet, the report is submitted first. */
  async appeal() {
    if (!this.collisionId) {
      const result = await this.send()
      if (!result) return
      if (result.kind !== 'collided') return this.setData({ sheet: viewOfResult(result) })
    }
    this.setData({ sheetOpen: false, statementOpen: true })
  },

  async submitStatement(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.setData({ busy: true })
    try {
      const dispute = await openDispute(this.collisionId, event.detail.text)
      this.setData({ statementOpen: false })
      this.clear()
      void wx.navigateTo({ url: `/pages/dispute/dispute?id=${dispute.id}` })
    } catch (error) {
      wx.showToast({ title: messageOf(error), icon: 'none', duration: 3000 })
    } finally {
      this.setData({ busy: false })
    }
  },
})
