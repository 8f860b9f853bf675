import { isDictionaryWord } from './word-bounds'

/**
 * Knowledge about running text in sales talk: where a name can begin and end. Written down for this project from
 * general knowledge of Chinese.
 */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Characters after which a name begins: particles, prepositions, pronouns, verbs of dealing with somebody. */
const BEFORE = new Set(
  '的了着过是叫和跟与及同或给把被将由从向对找请让陪等接到于约见签下定备查看问帮进系访户司加增索去来自归转有没像就也都还再又只这那我你他她它您们咱谁哪为做在以用按即含因但而且并若如想要得该能会可吗呢吧啊哦嗯喂哈呀嘛跑谈聊拼抢丢输赢卖买供寄开打欠催撞遇碰经管属包括出现称名说道问知听叨个家位单号条趟次遍完诶嗨哎欸唉哇咦嘿呃哟噢喔咯呗嘞噻咋',
)
/** Words after which a name begins, although their last character often begins or sits in names. */
const WORDS_BEFORE = set(`
  老客户 新客户 大客户 意向客户 客户 线索 商机 项目 公司 单位 甲方 乙方 对方 合作方 供应商 竞品 竞争对手 同行 总部 今天 明天 昨天 后天
  今晚 上午 下午 晚上 中午 刚才 刚刚 之前 现在 目前 上周 下周 本周 上次 下次 今年 去年 明年 已经 一直 可能 应该 好像 据说 听说 看到 收到
  拿下 搞定 签约 报备 跟进 联系 拜访 对接 负责 新增 登记 录入 投标 中标 续约 走访 回访 邀约 通知 提醒 介绍 推荐 关于 关注 服务 合作 维护
  认识 认得 复制 确认 核实 核对 检查 搜索 搜到 查到 看看 聊聊 谈谈 说说 提到 说到 谈到 聊到 讲到 想到 遇到 碰到 收到 接到 等到 找到 轮到
  见过 去过 碰过 聊过 谈过 跟过 做过 试过 报过 麻烦 辛苦 帮忙 请教 咨询 了解 熟悉 协助 支持 配合 安排 准备 打算 计划 参加 参与 负责人 联系人
  拜托 催促 提交 更新 补充 归档 整理 汇总 统计 新签 续签 重签 补签 代理 代表 委托 约见 面谈 电话 微信 邮件 邮箱 短信 全称 名称 简称 单位名称
  比如 例如 包括 尤其 特别 其中 主要 分别 还是 或者 以及 不是 就是 都是 只有 没有 除了 关于 根据 按照 通过 作为 等于 属于 来自 位于 位在
  放弃 争取 搞砸 加上 加到 碰上 遇上 赶上 谈上 接上 连上 换成 改成 写成 当成 变成 录成 输给 卖给 转给 发给 寄给 还给 留给 交给 递给 送给 借给 划给 分给 拉黑 得罪
  卧槽 我靠 我去 妈呀 天哪 哎呀 哎哟 话说 所以 然后 但是 不过 另外 还有 对了 感觉 因为 如果 要是 即使 哪怕 虽然 既然 于是 结果 原来 其实 毕竟 反正 最好 千万 务必 赶紧 抓紧 马上 继续 停止 恢复 取消
  晓得 记得 觉得 估计 听闻 传闻 传说 担心 害怕 喜欢 讨厌 盯着 跟着 陪着 等着 带着 顺便 顺路 先去 再去 刚去 正在 忙着 想着 靠着 丢掉 失去 错过 竞争 抢走 撬走 挖走
  退款 开票 发票 抬头 付款 收款 欠款 催款 回款 合同 报价 出差 参观 考察 接待 展会 恭喜 感谢 祝贺 转交 分配 移交 交接 认领 释放 恢复 保护
`)

/** Words behind a name in talk about a customer; `^` stands for nothing needed more. */
const AFTER =
  /^(?:[\u4e00-\u9fff][了着过]|只(?:能|有|要|是|做|用|认|收|付)|哈|咯|哟|呗|噢|嘞|噻|哇|喔|诶|嗯|伐|咋|啥|啦|咧|哩|呐|嘎|捏|嘿|唉|送样|送货|开会|出差|面谈|参观|考察|追加|暂停|恢复|停产|开工|复工|开业|裁员|扩产|加班|加急|加单|返单|返修|退货|缺货|断货|质量|投诉|效率|态度|离|因为|所以|如果|要是|如何|居然|竟然|果然|终于|突然|一直|经常|老是|总是|每次|首付|预付|月结|账期|到账|回款|打款|欠款|催货|催单|供货|补货|进货|出货|到货|出库|入库|仓库|前台|保安|车间|厂长|名下|最近|近期|以前|原来|本来|其实|真的|确实|估计|好像|似乎|应该|必须|千万|务必|麻烦|拜托|辛苦|谢谢|感谢|低价|高价|便宜|取消|完成|通过|中止|终止|熟(?=[，。？！,.?!]|$)|难搞|难缠|靠谱|好说话|爽快|开始|正式|停止|参加|直接|主动|单方面|内部|全面|倒闭|破产|跑路|注销|改名|更名|搬家|的|了|吗|呢|吧|啊|呀|哦|嘛|么|是|要|说|想|让|叫|把|被|给|跟|和|与|及|或|在|有|没|不|又|也|都|还|就|才|刚|已|正|会|能|可|该|得|去|来|到|从|向|对|为|这|那|哪|谁|我|你|他|她|它|们|咱|您|做|问|催|约|找|请|发|打|报|签|续|付|退|压|砍|换|搬|投|招|验|收|开|用|买|订|采|拿|丢|归|属|别|快|很|太|最|比|像|同|等|一|两|二|三|几|多|下|上|今|明|昨|后|前|本|每|某|其|该|此|客户|公司|老板|采购|财务|合同|报价|项目|单子|订单|方案|需求|预算|样品|样机|设备|系统|发票|验收|退款|续约|招标|投标|负责|对接|联系|联络|电话|微信|邮箱|地址|总部|分部|工厂|办公|总经|董事|经理|主任|工程|技术|售后|服务|物业|附近|门口|楼下|旁边|那边|这边|里面|内部|方面|以及|还是|或者|已经|目前|现在|刚刚|刚才|之前|以后|周[一二三四五六日天末]|月底|年底|退|搞|谈|聊|看|听|知|觉|应|需|必|准|打算|计划|准备|希望|表示|反馈|回复|确认|通知|提出|接受|拒绝|同意|介绍|推荐|转|移|释|登|录|审|批|申|撞|抢)/

/** What only organisations have or do. */
const BUSINESS =
  '采购|老板|老总|领导|财务|法务|技术部|设备部|采购部|工程部|市场部|销售部|安环部|质量部|生产部|总部|分部|工厂|厂里|厂区|厂房|车间|产线|仓库|门店|园区|机房|总监|经理|主任|厂长|院长|校长|店长|主管|工程师|业务员|负责人|对接人|联系人|经办人|法人|合同|报价|询价|订单|单子|电话|项目|系统|平台|招标|投标|标书|中标|开标|框架|年框|样品|样机|样布|打样|图纸|方案|需求|预算|验收|发票|开票|付款|回款|尾款|货款|欠款|账期|定金|首付|预付款|退款|续约|续费|签约|续签|报备|跟进|登记|交期|交货|发货|到货|供应商|客户|售后|试用|演示|考察|来访|拜访|调试|上线|下单|追加|数字化|信息化|改造|扩产|扩建|搬迁|新厂|[一二三]期|中台|官网|商城|网点|现场|融资|技改|补货|事业部|分公司|办事处|研究院|培训|维保|对账'
const NO_FUNCTION = '[^的了是在有和跟与说要也都又还给把被到去来我你他她它们这那，。！？、；：,.!?;:\\s]'
const PERSON =
  '(?:[老小][\u4e00-\u9fff](?:[说问要给在来也催约刚]|$)|[\u4e00-\u9fff]{1,3}(?:总|经理|工|主任|姐|哥|董|老师|部长))'
const BUSINESS_AFTER = new RegExp(
  `^(?:(?:的|[那这][个张笔家条份批台])?(?:${BUSINESS})|的${NO_FUNCTION}{0,4}?(?:${BUSINESS})|的${PERSON}|约(?:了|在|好|我)|(?:是|成了?)(?:我们?|老|新|大)?(?:的)?(?:客户|竞品|甲方|供应商))`,
)

/** Words behind a name that only fit an organisation: who is called so is a customer rather than an ordinary word. */
const ORGANISATION_AFTER =
  /^(?:[那这]个?标|离我|他们|[这那哪]单|来电|来函|来询价|来催|来要|说我们|嫌我们|找我们|问我们|欠我们|让我们|给我们|压我们|要不要|是?(?:哪个|哪位|啥人|哪里)(?:在|的)?(?:跟|客户|负责|对接|做)|去年|今年|打样|验厂|送样|送货|返单|加单|追加|补单|发货|供货|到货|补货|出库|入库|断货|停产|扩产|复工|裁员|开会|参观|考察|拜访|驻场|做了\d|下了?单|付了|打了?款|到账|欠|法人|税号|开户|老板娘|股价|股票|难搞|投诉|月结|首付|谁有|谁熟|谁认识|需要|想要|要买|要订|采|那边|这边|这家|那家|那单|这单|的单|那个项目|这个项目|的项目|的采购|的老板|的合同|的订单|的报价|的人|的验收|的发票|的款|的账|的对接|的负责|的客户|的财务|的技术|的售后|的工程师|的需求|的预算|的方案|的样品|的标|的招标|的框架|的[\u4e00-\u9fff]{1,3}(?:总|经理|工|主任|姐|哥|董)|的[\u4e00-\u9fff]{2,3}(?:刚|说|给)|退款|续约|要续|要求|要上|要换|要做|要招|招标|投标|报价|签约|签了|签单|验收|回款|欠款|付款|催|项目|采购|财务|总部|客户|公司|集团|说下周|说要|说价|已确认|有人跟|没人跟|谁在跟|谁跟|归我|归谁|是我的|是谁的|我在跟|报备|登记|释放|到期|合作|对接人|联系人|负责人|换人|压价|砍价|要合同|要发票|电话|微信|都[在要是想说没]|(?:和|与|跟|、)[^，。！？]{2,12}(?:都|均|同时|一起))/
/** … and words before it. */
const ORGANISATION_BEFORE =
  /(?:(?:客户|客户名|客户名称|客户全称|公司名称|单位名称|企业名称|公司|单位|甲方|报备|跟进|在跟|联系|拜访|约|拿下|签|签下|签约|对接|合作|合作的|查|查下|问下|请问|认领|释放|转给|线索|商机|项目|对方|新增|登记|录入|服务|回访|走访|陪|见|见到|碰|碰到|遇到|竞品|供应商|续签|投|给|单|单子|说|放弃|搞定|丢|错过|发给|寄给|卖给|供给|报给|欠款方|采购方|中标人|中标单位|招标人|采购人|业主)(?:了|过|着|的|是|叫|为)?(?:一?[个家]|一?下|这家|那家|这个|那个)?|[有家个](?:叫|叫做|名叫)(?:什么|啥)?)[:：，,]?$/
const BEFORE_REACH = 10

/** Words of everyday talk that companies also carry as brands. Alone they mean the company only where nothing else fits. */
const ORDINARY = set(`
  老百姓 好想你 新希望 大家 大家庭 一家人 自己人 老朋友 好朋友 朋友圈 好运来 开心果 下雨天 晴天 阳光 春天 夏天 秋天 冬天 太阳 月亮 星星 蓝天 白云
  大海 海洋 高山 长城 长江 黄河 泰山 珠江 长安 天下 世界 中国 中华 人民 国家 国际 全球 环球 东方 西方 南方 北方 华东 华南 华北 华中 西南 西北 东北
  未来 明天 今天 昨天 时代 新时代 时间 时光 岁月 青春 年轻 生活 生命 健康 快乐 幸福 平安 吉祥 如意 成功 胜利 发展 进步 创新 创业 创意 智慧 智能
  数字 数据 信息 网络 互联 科技 技术 工程 建设 建筑 设计 文化 教育 传媒 广告 旅游 旅行 酒店 餐饮 食品 农业 工业 商业 贸易 金融 投资 保险 银行
  苹果 小米 大米 玉米 土豆 番茄 西瓜 草莓 樱桃 橙子 柠檬 咖啡 奶茶 面包 蛋糕 牛奶 豆浆 火锅 烧烤 美食 美味 美丽 美好 美景 美的 漂亮 可爱 可以
  老师 老板 同学 学生 家长 宝宝 宝贝 孩子 儿童 女人 男人 先生 女士 小姐 妈妈 爸爸 爷爷 奶奶 哥哥 姐姐 弟弟 妹妹 兄弟 姐妹 家人 亲人 邻居 师傅
  公司 集团 客户 用户 会员 团队 伙伴 合作 合伙 同心 同创 共享 共赢 双赢 联合 联盟 联想 联通 移动 电信 微信 支付 百度 淘宝 京东 拼多多 抖音 快手
  报价 合同 方案 产品 项目 质量 价格 成本 利润 市场 销售 采购 服务 售后 物流 快递 仓库 发货 收货 付款 收款 发票 财务 预算 计划 总结 会议 培训
  第一 唯一 统一 统一写 专业 专注 专家 精品 精英 精工 优秀 优质 优品 品质 品牌 名牌 名家 大师 大众 大家好 你好 您好 再见 谢谢 感谢 感恩 加油 努力
  全家 全聚德 万家 千家 百家 家家 家园 家乡 故乡 田园 花园 公园 森林 绿色 蓝色 红色 白色 黑色 金色 彩虹 火星 地球 宇宙 太空 飞机 火车 汽车 轮船
  自然 天然 原创 原来 本来 正好 刚好 恰好 更好 最好 很好 不错 没事 没有 还有 所有 一切 全部 部分 一起 一生 一路 一品 一心 一点 一号 三只 四季 五星
  知道 知识 学习 思想 思考 想法 办法 方法 方便 方向 方圆 四方 八方 远方 地方 对方 双方 多方 官方 警方 前方 后方 上海 北京 广州 深圳 杭州 南京
  企查查 天眼查 启信宝 爱企查 钉钉 飞书 腾讯会议 企业微信 朋友圈 公众号 小程序 讯飞输入法 输入法 三只松鼠 小红书 美团 饿了么 滴滴 高德 地图 导航 天猫 顺丰 中通 圆通 申通 韵达
`)

export const isBefore = (ch: string): boolean => BEFORE.has(ch)
/** Does the text before a place end in a word after which a name begins? */
export function endsBefore(text: string): boolean {
  for (let length = 2; length <= 4 && length <= text.length; length++)
    if (WORDS_BEFORE.has(text.slice(-length))) return true
  return false
}
export const continuesAfter = (text: string): boolean => AFTER.test(text) || BUSINESS_AFTER.test(text)
/** The words behind say that an organisation was named. */
export const namesOrganisation = (after: string): boolean =>
  ORGANISATION_AFTER.test(after.slice(0, 16)) || BUSINESS_AFTER.test(after.slice(0, 10))
/** Beginnings of everyday talk: no name begins so. */
const ORDINARY_START =
  /^(?:[的了着过是在有没不也都还就才要会能可很太最吗呢吧啊我你他她它这那哪谁什怎为请把被让跟和与给从向对到去来说问看想听知做搞卖买换]|今天|明天|昨天|后天|今晚|上午|下午|中午|晚上|周[一二三四五六日末]|星期|礼拜|上周|下周|本周|月底|年底|客户|公司|老板|合同|报价|项目|电话|微信|邮箱|方案|一|第|麻烦|谢谢|帮忙|大家|新人|线索|恭喜|快递|订单|发票|开票|税号|联系|已经|目前|现在|刚刚|刚才|之前|所有|价格|验收|采购|财务|技术|退款|处理)/
export const startsOrdinary = (text: string): boolean => ORDINARY_START.test(text)
/** What may stand between a name and what it does: 今天又来催了. */
const MEANWHILE =
  /^(?:开始|已经?|刚刚?|又|也|还|都|要|想|准备|打算|今天|明天|昨天|下周|这周|上周|本周|下个?月|[上下]半年|[年月]底|最近|目前|现在|突然|终于|一直|马上|正在|在|可能|好像|不太?|很|太|居然|来){1,3}/
/** What is said of an organisation, and of a sum or number of goods in a table beside its name. */
const DOES =
  /^(?:熟|难搞|难缠|靠谱|爽快|[:：]?首付|催|招标|投标|参观|考察|签|付款|打款|回款|欠款|扩产|裁员|停产|报价|询价|投诉|退货|返单|下单|加单|验厂|跑路|倒闭|找厂家|\d[\d.,]*(?:元|万|块|件|台|套|吨|箱|只|桶))/
/** … for names that are long enough to be no person. */
export const doesBusiness = (after: string): boolean => DOES.test(after.replace(MEANWHILE, ''))
export const speaksOfOrganisation = (before: string, after: string): boolean =>
  namesOrganisation(after) || ORGANISATION_BEFORE.test(before.slice(-BEFORE_REACH))
/** Numerals, pronouns and other characters that make a word of two or three characters part of everyday talk. */
const FUNCTION_CHARACTERS =
  /[一二两三四五六七八九十几多下上个这那哪些么什怎样为的了着过在是有没不也都还就才要会能可很太最吗呢吧啊]/

/** These stand in hardly any name. */
const NEVER_IN_NAMES = /[的了是吗呢吧啊这那哪谁我你他她它们个没麼么]/

/** Has something that names do not have: only an exact name may. */
export const isTalk = (word: string): boolean => NEVER_IN_NAMES.test(word)

/** 小刘, 老周, 王总, 陈工: people, whatever companies are called so. */
const PERSON_NAME = /^(?:[小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}(?:总|工|姐|哥|经理|主任|老师))$/

/** An everyday word or a person. */
export const isEveryday = (word: string): boolean =>
  ORDINARY.has(word) || PERSON_NAME.test(word) || isDictionaryWord(word)

/** An everyday word, or one that looks like it. */
export const isOrdinary = (word: string): boolean =>
  isEveryday(word) ||
  (word.length <= 3 && FUNCTION_CHARACTERS.test(word)) ||
  (word.length === 2 && /[来去人说做要]/.test(word))
