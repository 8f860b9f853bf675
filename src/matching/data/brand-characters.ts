/** Characters that many brands carry, most frequent first (knowledge of Chinese naming; decides how much an equal character tells). */
export const FREQUENT_BRAND_CHARACTERS =
  '华金天大新中安鑫德海美信东达盛源龙宝博泰瑞通和利恒兴丰明福康阳星光创联世佳科恩亚万力润科维嘉国富众百家亿建特凯正升隆辉智宇锦云尚高合元诚鼎顺雅益荣佰欧乐优航诺飞长奥春祥麦格银良思聚江森永南北西山湖河城京生成远方立伟鸿宏洋汇豪艺易青欣晨晟翔荣全爱林圣爵绿凌亮'

/** Characters that make another brand of a brand when put before it (新海云, 大海云). */
export const BRAND_PREFIXES = '新大小老中华上东南北西金银宝鑫盛天正真好美亿众百千万双三九云智汇优爱'

/** Characters that make another brand of a brand when put after it (海云达, 海云通). */
export const BRAND_SUFFIXES =
  '达通盛兴隆源丰泰康龙宝福利德美佳特顺和安华鑫润邦瑞星家集会城园堂阁坊轩汇亨昌荣发旺祥恒博联科创云智捷力'
