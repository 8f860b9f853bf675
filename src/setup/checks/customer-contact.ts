import { type Examination, ok, warn } from '../check'
import { findingOf } from '../wecom-finding'

/** The right to read external contacts (48002, 84074): without it nothing is known about WeChat customers. */
export const customerContact: Examination = {
  id: 'customer-contact',
  title: '客户联系权限',
  async examine(_context, { directory }) {
    try {
      const { length } = await directory.listFollowUsers()
      if (length) return ok(`${length} 位成员开通了客户联系`)
      return warn('还没有成员开通客户联系', '管理后台 → 客户联系 → 权限配置 → 使用范围，加上销售人员')
    } catch (error) {
      return findingOf(error)
    }
  },
}
