import { type Examination, ok, warn } from '../check'
import { errcodeOf, findingOf } from '../wecom-finding'

/** WeCom refuses a made-up code as a bad code when a mini-program is bound, and the token itself when none is (document 91507). */
const PROBE = 'baobei-set-up-check'
const NOT_BOUND = [40014, 90206, 90207, 90208]

export const miniProgram: Examination = {
  id: 'mini-program',
  title: '小程序',
  async examine({ config }, { identity }) {
    const where = '管理后台 → 应用管理 → 打开本应用 → 应用主页 → 选择小程序，由小程序管理员扫码关联'
    try {
      await identity.miniProgram(PROBE)
    } catch (error) {
      if (NOT_BOUND.includes(errcodeOf(error) ?? 0)) return warn('本应用没有关联小程序，成员不能在小程序里报备', where)
      return findingOf(error)
    }
    if (!config.wecom.miniProgramAppId)
      return warn(
        '小程序已关联，但没有设置 WX_APP_ID，卡片打不开小程序',
        '把小程序的 appid 填到环境变量 WX_APP_ID，然后重启',
      )
    return ok('小程序已关联')
  },
}
