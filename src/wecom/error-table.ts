/**
 * What to do about an error code of WeCom (documents 90313, 90312, 101463). One table for the client, the channels and the
 * set-up check, so that they cannot disagree.
 *
 * - `retry`: WeCom was busy and did nothing; again at once, a few times
 * - `refresh`: the access token is not valid any more; fetch one, repeat once
 * - `backoff`: too many calls; nothing for at least a minute
 * - `tell-admin`: a setting has to be changed by a person; repeating is useless until then
 * - `give-up`: this request can never work, others can
 */
type ErrorAction = 'retry' | 'refresh' | 'backoff' | 'tell-admin' | 'give-up'

export interface ErrorEntry {
  action: ErrorAction
  /** Chinese: what happened and what to do, and where. */
  message: string
}

const retry = (message: string): ErrorEntry => ({ action: 'retry', message })
const refresh = (message: string): ErrorEntry => ({ action: 'refresh', message })
const backoff = (message: string): ErrorEntry => ({ action: 'backoff', message })
const admin = (message: string): ErrorEntry => ({ action: 'tell-admin', message })
const never = (message: string): ErrorEntry => ({ action: 'give-up', message })

const TABLE = new Map<number, ErrorEntry>([
  [-1, retry('企业微信繁忙，会自动重试')],
  [6000, retry('企业微信正在处理同一份数据，会自动重试')],
  [45035, retry('企业微信正在处理同一个客户的另一个操作，会自动重试')],
  [40014, refresh('access_token 无效，会自动重新获取')],
  [42001, refresh('access_token 已过期，会自动重新获取')],
  [45009, backoff('调用次数超过企业微信的频率限制，会自动放慢')],
  [45033, backoff('同时调用的次数超过企业微信的限制，会自动放慢')],
  [846607, backoff('机器人在这个会话里的消息数超过限制，或者还没有人在会话里 @ 过机器人')],

  [40001, admin('应用 Secret 不对。管理后台 → 应用管理 → 打开本应用 → Secret，复制后填到 WECOM_SECRET 并重启')],
  [40091, admin('Secret 不属于这个企业。检查 WECOM_CORP_ID 和 WECOM_SECRET 是否来自同一个企业')],
  [40013, admin('企业 ID 不对。管理后台 → 我的企业 → 企业信息最下方的企业 ID，填到 WECOM_CORP_ID')],
  [40056, admin('AgentId 不对。管理后台 → 应用管理 → 打开本应用，把 AgentId 填到 WECOM_AGENT_ID')],
  [40057, admin('回调地址没有通过验证。管理后台 → 本应用 → 接收消息 → 设置 API 接收，重新保存')],
  [41011, admin('缺少 AgentId，检查 WECOM_AGENT_ID')],
  [43012, admin('应用还没有设置回调地址，不能发带按钮的卡片。管理后台 → 本应用 → 接收消息 → 设置 API 接收')],
  [45036, admin('企业读取客户数据的次数超过限制。检查是否有成员使用非官方客户端，管理后台 → 安全与管理')],
  [48001, admin('应用没有这个接口的权限。管理后台 → 客户联系 → 可调用接口的应用，加上本应用')],
  [48002, admin('应用没有这个接口的权限。管理后台 → 客户联系 → 可调用接口的应用，加上本应用')],
  [48006, admin('应用长期没有使用，接口权限已被收回。管理后台 → 本应用，重新启用')],
  [48009, admin('通讯录同步助手不能从新的 IP 读取成员。改用本应用的 Secret')],
  [48010, admin('TLS 版本太旧，升级服务器的系统或 Node.js')],
  [48011, admin('企业成员活跃度太低，企业微信限制了客户数据。请成员登录并使用企业微信')],
  [50001, admin('跳转域名不可信。管理后台 → 本应用 → 网页授权及 JS-SDK，把 PUBLIC_URL 的域名设为可信域名')],
  [50003, admin('应用已停用。管理后台 → 应用管理 → 启用本应用')],
  [60011, admin('没有这个成员或部门的权限。管理后台 → 本应用 → 可见范围，加上整个销售组织')],
  [60020, admin('服务器的出口 IP 不在可信列表。管理后台 → 本应用 → 企业可信IP，加上本服务器的 IP，约 1 分钟后生效')],
  [60021, admin('成员不在应用的可见范围。管理后台 → 本应用 → 可见范围')],
  [92000, admin('成员不在应用的可见范围。管理后台 → 本应用 → 可见范围')],
  [50002, admin('成员不在应用的可见范围。管理后台 → 本应用 → 可见范围')],
  [60031, admin('应用被禁止调用接口，请联系企业微信客服')],
  [80001, admin('可信域名不对或没有备案。管理后台 → 本应用 → 网页授权及 JS-SDK')],
  [85005, admin('域名归属没有验证。把 WW_verify_*.txt 放到网站根目录后重新验证')],
  [85008, admin('域名备案主体没有通过检查，请核对备案主体与企业主体')],
  [84074, admin('成员没有客户联系权限。管理后台 → 客户联系 → 权限配置 → 使用范围')],
  [90206, admin('小程序没有关联到企业。管理后台 → 应用管理 → 关联小程序')],
  [90207, admin('小程序 appid 不对，检查 WX_APP_ID')],
  [90208, admin('小程序不是本应用绑定的那个，检查 WX_APP_ID')],
  [301002, admin('没有操作这个应用的权限，检查 WECOM_AGENT_ID 和 WECOM_SECRET 是否属于同一个应用')],
  [93000, admin('群机器人地址不对或已被移除。在群里重新添加消息推送，把新的 key 交给报备')],
  [93001, admin('这个群不允许消息推送，请群主放开')],
  [93004, admin('群里的消息推送已停用，请重新启用')],
  [93019, admin('机器人 ID 不对，检查 WECOM_BOT_ID')],
  [846601, admin('机器人没有开启长连接模式。在机器人的 API 设置里选择长连接')],
  [853000, admin('机器人的 ID 或 Secret 不对，检查 WECOM_BOT_ID 和 WECOM_BOT_SECRET')],
  [853001, admin('这个机器人接口只对 10 人以下的企业开放')],

  [40003, never('成员 ID 无效')],
  [60111, never('没有这个成员')],
  [40029, never('登录码无效，请重新打开小程序')],
  [42003, never('登录码已过期，请重新打开小程序')],
  [42022, never('登录码已经用过，请重新打开小程序')],
  [42013, never('登录已失效，请重新打开小程序')],
  [40096, never('客户 ID 无效')],
  [84061, never('成员与客户没有（或不再有）联系')],
  [84083, never('成员不是这个客户的服务人员')],
  [84084, never('成员不是这个客户的添加人，或不在应用的可见范围')],
  [40097, never('原跟进人没有离职，不能用离职继承')],
  [40098, never('接替成员还没有实名认证')],
  [40099, never('接替成员的客户数已达上限')],
  [40100, never('客户正在转接中')],
  [40128, never('这个客户 90 天内已转接两次，暂时不能再转')],
  [40129, never('客户正在转接中')],
  [40130, never('原跟进人与接替人是同一个成员')],
  [40131, never('原跟进人不是这个客户的添加人')],
  [40143, never('接替成员被限制，不能接收客户')],
  [40205, never('接替成员一年内没有登录过微信，不能接收客户')],
  [42014, never('卡片的 task_id 不对')],
  [42015, never('卡片不是本应用发的，不能更新')],
  [42016, never('没有这个 task_id 的卡片')],
  [44004, never('消息内容为空')],
  [45002, never('消息太长')],
  [45029, never('返回的数据太大，会用更小的页')],
  [49008, never('群已解散')],
  [50100, never('分页位置失效，会从头读取')],
  [60140, never('卡片的更新凭证已用过或超过 72 小时')],
  [81013, never('接收人都无效，或不在应用的可见范围')],
  [81017, never('一次请求的数量太多')],
  [82101, never('卡片更新没有接收人')],
  [82102, never('接收人没有收到过这张卡片')],
  [86001, never('群 ID 格式不对')],
  [86003, never('没有这个群')],
  [86008, never('群不是本应用创建的')],
  [90501, never('不是客户群')],
  [93006, never('会话 ID 不对（区分大小写），请在群里重新 @机器人 绑定')],
  [93008, never('机器人不在这个群里，请把机器人加回群里')],
  [846604, never('回复得太晚，企业微信不再接受')],
  [846605, never('没有对应的提问可以回复')],
  [846606, never('这次提问已经回复过')],
  [846608, never('流式回复超时')],
  [846625, never('机器人卡片的 task_id 不对或已用过')],
])

/** The entry of a code; an unknown one gives up, with the number to look up. */
export function errorEntry(errcode: number): ErrorEntry {
  return (
    TABLE.get(errcode) ??
    never(`企业微信返回错误码 ${errcode}，可在 https://open.work.weixin.qq.com/devtool/query?e=${errcode} 查询`)
  )
}
