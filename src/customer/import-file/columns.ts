/** What a column can hold. `owner` is a userid or a name; `ref` the id in the system the file comes from. */
export type Column =
  | 'name'
  | 'aliases'
  | 'contact'
  | 'phone'
  | 'email'
  | 'uscc'
  | 'wechat'
  | 'website'
  | 'owner'
  | 'ref'

const HEADERS: Record<Column, string[]> = {
  name: [
    '公司名称',
    '客户名称',
    '企业名称',
    '单位名称',
    '公司全称',
    '公司',
    '客户',
    '企业',
    '单位',
    '名称',
    'name',
    'company',
    'companyname',
    'customer',
    'customername',
  ],
  aliases: ['简称', '公司简称', '客户简称', '别名', '曾用名', '英文名', 'alias', 'aliases', 'shortname'],
  contact: ['联系人', '联系人姓名', '姓名', '客户联系人', 'contact', 'contactname', 'person'],
  phone: [
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '电话号码',
    '联系电话',
    '联系方式',
    '座机',
    '固定电话',
    'phone',
    'mobile',
    'tel',
    'telephone',
    'phonenumber',
  ],
  email: ['邮箱', '电子邮箱', '电子邮件', '邮件', 'email', 'mail'],
  uscc: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '税号',
    '纳税人识别号',
    'uscc',
    'creditcode',
    'taxid',
    'taxnumber',
  ],
  wechat: ['微信', '微信号', 'wechat', 'weixin', 'wechatid'],
  website: ['网址', '官网', '网站', '公司网址', 'website', 'url', 'site'],
  owner: [
    '负责人',
    '归属人',
    '归属',
    '所属销售',
    '销售',
    '销售员',
    '业务员',
    '跟进人',
    '客户经理',
    '报备人',
    'owner',
    'ownerid',
    'userid',
    'sales',
    'salesperson',
  ],
  ref: ['客户编号', '编号', '客户编码', '编码', 'id', 'ref', 'externalid', 'externalref', 'customerid', 'code'],
}

const BY_HEADER = new Map(
  Object.entries(HEADERS).flatMap(([column, names]) => names.map(name => [name, column as Column])),
)

/** The column a header means, forgiving about case, spaces, full width, brackets and required marks; `undefined`: not ours. */
export function columnOf(header: string): Column | undefined {
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|【.*?】/g, '')
    .replace(/[\s*_:\-"'.]/g, '')
  return BY_HEADER.get(plain)
}
