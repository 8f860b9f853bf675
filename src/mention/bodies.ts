const COMMON =
  /^(?:人民|中心|中医|妇幼|妇幼保健|儿童|口腔|市立|第?[一二三四五六七八九十]+|实验)(?:人民)?(?:医院|中学|小学|幼儿园|学校|法院|检察院)$/

/** A public body that every town has one of: 人民医院, 第一中学. Without a place it names nobody. */
export const isCommonBody = (name: string): boolean => COMMON.test(name)
