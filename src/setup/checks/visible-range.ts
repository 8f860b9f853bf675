import { type Examination, fail, ok, warn } from '../check'
import { findingOf } from '../wecom-finding'

const WHERE = '管理后台 → 应用管理 → 打开本应用 → 可见范围，选择整个销售组织（含主管和管理员），再点“立即同步”'

/** Who is outside the visible range cannot log in, hear warnings, or have their customers protected. */
export const visibleRange: Examination = {
  id: 'visible-range',
  title: '应用可见范围',
  async examine(context, { directory }) {
    try {
      const departments = await directory.listDepartments()
      if (!departments.length) return fail('可见范围里没有部门，无法确定主管和裁决人', WHERE)
      const missing: string[] = []
      for (const userId of context.config.adminUserIds)
        if ((await directory.getMember(userId)) === 'none') missing.push(userId)
      if (missing.length) return fail(`ADMIN_USERIDS 里的 ${missing.join('、')} 不在可见范围，或 userid 写错了`, WHERE)
      if (!departments.some(department => department.leaderIds.length))
        return warn(
          `可见 ${departments.length} 个部门，但都没有设置部门负责人`,
          '管理后台 → 通讯录 → 部门 → 设置部门负责人；没有负责人时由管理员裁决',
        )
      return ok(`可见 ${departments.length} 个部门`)
    } catch (error) {
      return findingOf(error)
    }
  },
}

/** Without an administrator nobody can use this page, and disputes without a common leader have no arbiter. */
export const administrators: Examination = {
  id: 'administrators',
  title: '管理员',
  async examine({ config }) {
    const { length } = config.adminUserIds
    return length
      ? ok(`已指定 ${length} 位管理员`)
      : fail('没有指定管理员', '在环境变量 ADMIN_USERIDS 里写上管理员的 userid（多个用逗号分隔），然后重启')
  },
}
