/** Parts of made-up company and person names. */
export const cities: { name: string; region: string; department: number }[] = [
  { name: '杭州', region: '330108', department: 3 },
  { name: '上海', region: '310115', department: 3 },
  { name: '苏州', region: '320505', department: 3 },
  { name: '宁波', region: '330212', department: 3 },
  { name: '南京', region: '320115', department: 3 },
  { name: '合肥', region: '340104', department: 3 },
  { name: '北京', region: '110108', department: 4 },
  { name: '天津', region: '120116', department: 4 },
  { name: '青岛', region: '370212', department: 4 },
  { name: '济南', region: '370102', department: 4 },
  { name: '石家庄', region: '130108', department: 4 },
  { name: '西安', region: '610113', department: 4 },
  { name: '深圳', region: '440305', department: 5 },
  { name: '广州', region: '440106', department: 5 },
  { name: '东莞', region: '441900', department: 5 },
  { name: '佛山', region: '440604', department: 5 },
  { name: '厦门', region: '350206', department: 5 },
  { name: '长沙', region: '430104', department: 5 },
]

export const brandHeads = '云恒瑞宏盛锦鼎泽昊朗启晟博凯翰拓嘉睿铭尚群沃格正森远清岚望衡翔奕卓淳溪禾澜骏'
export const brandTails = '帆誉创达信泰科图越源品悦成联翼维峰诺码石辰舟野野然朴宇林川'
export const brandThird = '特思力康安利美德通华'

export const industries = [
  '科技',
  '信息技术',
  '网络科技',
  '智能装备',
  '自动化设备',
  '新材料',
  '电子',
  '医疗器械',
  '生物技术',
  '环保工程',
  '建筑工程',
  '装饰工程',
  '食品',
  '餐饮管理',
  '供应链管理',
  '物流',
  '国际贸易',
  '服装',
  '文化传媒',
  '教育科技',
  '新能源',
  '汽车零部件',
  '精密机械',
  '包装材料',
]

export const forms = ['有限公司', '有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司', '集团有限公司']

export const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
export const givenNames =
  '志强建国海燕文静晓东丽华俊杰雪梅永刚秀英浩然思远佳琪明辉国栋春兰立新红霞伟民婷婷子轩雨欣天宇嘉怡'

export const nicknames = [
  '阳光灿烂',
  '静水流深',
  '远山',
  '小鱼儿',
  '一路向前',
  '木子',
  '清风徐来',
  '北方的狼',
  '花开半夏',
  '老王',
  '追梦人',
  'Jack',
  'Vivian',
  '简单生活',
  '大海',
  '平安是福',
  '云淡风轻',
  'AA建材小刘',
  '知足常乐',
  '晨曦',
]

export const remarks = [
  '老客户转介绍，已报过价',
  '展会认识，对 ERP 感兴趣',
  '去年采购过一期，准备二期',
  '正在走内部审批',
  '需要本地化部署方案',
  '财务负责人还没见到',
  '下季度预算已列',
  '竞品在试用，需跟紧',
]
