/** Organisation forms at the end of a name that make a company; longest first is decided at load time. */
export const COMPANY_FORMS =
  '股份有限公司 有限责任公司 责任有限公司 股份制有限公司 有限公司 集团股份有限公司 集团有限公司 集团有限责任公司 (集团)股份有限公司 股份公司 有限责任 责任公司 总公司 集团公司 集团总公司 公司 集团 股份 控股集团有限公司 有限合伙 普通合伙 特殊普通合伙 合伙企业 合伙企业有限合伙 企业有限合伙 个人独资企业 有限责任公司集团 株式会社 co ltd'.split(
    ' ',
  )

/** Organisation forms of sole traders, cooperatives, institutions and associations: another form is another kind of customer. */
export const OTHER_FORMS =
  '经营部 商行 工作室 商店 门市部 服务部 营业部 经销部 批发部 加工厂 总厂 分厂 厂 店 总店 车行 五金行 电器行 食品行 建材行 专卖店 旗舰店 专营店 中心 服务中心 合作社 专业合作社 农民专业合作社 联合社 合作联社 信用社 合作总社 个体工商户 家庭农场 农场 牧场 林场 茶场 养殖场 加油站 服务站 俱乐部 协会 商会 学会 联合会 促进会 基金会 委员会 管理委员会 管委会 村民委员会 居民委员会 办公室 指挥部'.split(
    ' ',
  )

/** Endings that name a part of the same legal entity. */
export const BRANCH_ENDINGS =
  '分公司 分部 办事处 联络处 代表处 分理处 支公司 分行 支行 营业厅 营业所 营业部 事业部 项目部 项目组 项目 工程部 分店 分厂 分院 分所 分校 分中心 分支机构 分社 销售部 售后部 采购部 技术部 财务部 仓库 工厂 厂区 门店 运营中心 研发中心 客服中心 网点 经营网点 大区 片区 区域 总部 本部'.split(
    ' ',
  )
