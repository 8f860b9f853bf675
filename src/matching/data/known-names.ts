/**
 * Widely known short and English names of Chinese companies that cannot be derived from the registered name (public facts, written down
 * for this project). One company per line: registered name without organisation form, then its other names.
 */
export const KNOWN_NAMES = `
中国石油化工|中国石化|中石化|sinopec
中国石油天然气|中国石油|中石油|petrochina|cnpc
中国海洋石油|中国海油|中海油|cnooc
中国石化上海石油化工|上海石化|shanghai petrochemical
中国石化仪征化纤|仪征化纤
中国工商银行|工商银行|工行|icbc|industrial and commercial bank of china
中国建设银行|建设银行|建行|ccb|china construction bank
中国农业银行|农业银行|农行|abc|agricultural bank of china
中国银行|中行|boc|bank of china
交通银行|交行|bocom|bank of communications
招商银行|招行|cmb|china merchants bank
中国邮政储蓄银行|邮储银行|psbc|postal savings bank of china
上海浦东发展银行|浦发银行|浦发|spd bank|spdb|shanghai pudong development bank
兴业银行|industrial bank|cib
中国民生银行|民生银行|china minsheng bank|minsheng bank
中信银行|china citic bank|citic bank
中国光大银行|光大银行|everbright bank|china everbright bank
平安银行|ping an bank
华夏银行|hua xia bank
江苏苏州农村商业银行|苏农银行
中国平安保险|中国平安|平安保险|ping an|ping an insurance|ping an insurance group
中国人寿保险|中国人寿|国寿|china life|china life insurance
中国太平洋保险|中国太保|太平洋保险|太保|cpic|china pacific insurance
中国人民保险集团|中国人保|人保|picc
新华人寿保险|新华保险|new china life
中信证券|citic securities
中国国际金融|中金公司|中金|cicc
贵州茅台酒|贵州茅台|茅台|kweichow moutai|moutai
宜宾五粮液|五粮液|wuliangye|wuliangye yibin
山西杏花村汾酒厂|山西汾酒|汾酒|fenjiu|shanxi fenjiu
江苏洋河酒厂|洋河股份|yanghe
泸州老窖|luzhou laojiao
青岛啤酒|青啤|tsingtao|tsingtao brewery
漳州片仔癀药业|片仔癀|pientzehuang
佛山市海天调味食品|海天味业|haitian|haitian flavouring|foshan haitian
内蒙古伊利实业集团|伊利股份|伊利|yili
内蒙古蒙牛乳业|蒙牛|mengniu
福耀玻璃工业集团|福耀玻璃|福耀|fuyao|fuyao glass
美的集团|美的|midea|midea group
珠海格力电器|格力电器|格力|gree|gree electric|gree electric appliances
海尔智家|海尔|haier|haier smart home
青岛海尔|海尔
海信家电集团|hisense home appliances
海信视像科技|海信视像|hisense visual
tcl科技集团|tcl科技|tcl technology|tcl tech
tcl集团|tcl|tcl corporation
京东方科技集团|京东方|boe|boe technology
杭州海康威视数字技术|海康威视|海康|hikvision
浙江大华技术|大华股份|dahua|dahua technology
科大讯飞|讯飞|iflytek
安徽科大讯飞信息科技|科大讯飞|iflytek
中兴通讯|中兴|zte|zte corporation
华为技术|华为|huawei|huawei technologies
小米科技|小米|xiaomi
联想集团|联想|lenovo
联想北京|联想|lenovo
阿里巴巴中国|阿里巴巴|阿里|alibaba
阿里巴巴中国网络技术|阿里巴巴|alibaba
腾讯科技深圳|腾讯|tencent
深圳市腾讯计算机系统|腾讯|tencent
百度在线网络技术北京|百度|baidu
北京百度网讯科技|百度|baidu
北京字节跳动科技|字节跳动|字节|bytedance
北京三快在线科技|美团|meituan
北京京东世纪贸易|京东|jd|jingdong
网易杭州网络|网易|netease
滴滴出行科技|滴滴|didi
比亚迪|byd|byd auto
宁德时代新能源科技|宁德时代|catl|contemporary amperex technology
惠州亿纬锂能|亿纬锂能|eve energy|eve
江西赣锋锂业集团|赣锋锂业|ganfeng|ganfeng lithium
江西赣锋锂业|赣锋锂业|ganfeng|ganfeng lithium
天齐锂业|tianqi lithium
隆基绿能科技|隆基绿能|隆基|longi|longi green energy
隆基乐叶光伏科技|隆基|longi solar
阳光电源|sungrow|sungrow power|sungrow power supply
通威|通威股份|tongwei
天合光能|trina|trina solar
晶科能源|jinko|jinko solar
晶澳太阳能科技|晶澳科技|ja solar
特变电工|tbea
金风科技|新疆金风科技|goldwind
明阳智慧能源集团|明阳智能|ming yang|mingyang smart energy
国电南瑞科技|国电南瑞|nari|nari technology
中国长江电力|长江电力|china yangtze power|yangtze power|cypc
华能国际电力|华能国际|huaneng power
中国神华能源|中国神华|china shenhua|shenhua energy
陕西煤业|陕西煤业|shaanxi coal
兖矿能源集团|兖矿能源|兖州煤业|yankuang energy
紫金矿业集团|紫金矿业|zijin|zijin mining
洛阳栾川钼业集团|洛阳钼业|cmoc|china molybdenum
江西铜业|jiangxi copper
中国铝业|中铝|chalco
中国北方稀土高科技|北方稀土|northern rare earth
宝山钢铁|宝钢股份|宝钢|baosteel|baoshan iron steel
新余钢铁|新钢股份|新钢
鞍钢|鞍钢股份|ansteel|angang steel
万华化学集团|万华化学|万华|wanhua|wanhua chemical
恒力石化|hengli petrochemical
荣盛石化|rongsheng petrochemical
三一重工|三一|sany|sany heavy industry
中联重科|zoomlion
徐工集团工程机械|徐工机械|徐工|xcmg
潍柴动力|weichai|weichai power
上海汽车集团|上汽集团|上汽|saic|saic motor
长城汽车|长城|great wall motor|gwm|great wall motors
重庆长安汽车|长安汽车|changan|changan automobile|changan auto
广州汽车集团|广汽集团|广汽|gac|gac group
吉利汽车|吉利|geely
浙江吉利控股集团|吉利|geely
东风汽车|东风|dongfeng motor|dongfeng
中国第一汽车集团|一汽|中国一汽|faw
北京汽车|北汽|baic
北汽福田汽车|福田汽车|foton|foton motor
郑州宇通客车|宇通客车|yutong|yutong bus
宇通客车|yutong|yutong bus
中国中车|中车|crrc
中国铁建|crcc|china railway construction
中国中铁|china railway group|crec
中国建筑|中建|cscec|china state construction
中国交通建设|中国交建|中交|cccc|china communications construction
中国电力建设|中国电建|powerchina
中国能源建设|中国能建|energy china
中国船舶工业|中国船舶|cssc
中国国际航空|中国国航|国航|air china
中国东方航空|东方航空|东航|china eastern|china eastern airlines
中国南方航空|南方航空|南航|china southern|china southern airlines
海南航空控股|海航|hainan airlines
顺丰控股|顺丰|sf|sf holding|sf express
圆通速递|圆通|yto|yto express
中通快递|中通|zto|zto express
申通快递|申通|sto express
韵达控股|韵达股份|韵达|yunda
德邦物流|德邦|deppon
中远海运控股|中远海控|cosco shipping|cosco shipping holdings
中国移动通信|中国移动|移动|china mobile
中国电信|电信|china telecom
中国联合网络通信|中国联通|联通|china unicom|unicom
万科企业|万科a|万科|vanke|china vanke
保利发展控股集团|保利发展|保利|poly|poly developments
保利房地产集团|保利地产|保利
碧桂园控股|碧桂园|country garden
龙湖集团|龙湖|longfor
分众传媒信息技术|分众传媒|分众|focus media
东方财富信息|东方财富|east money|east money information
同花顺|浙江核新同花顺网络信息|hithink royalflush
用友网络科技|用友网络|用友|yonyou
金蝶软件中国|金蝶|kingdee
恒生电子|hundsun|hundsun technologies
北京金山办公软件|金山办公|wps|kingsoft office
三六零安全科技|三六零|360|qihoo 360
上海贝岭|shanghai belling
中芯国际集成电路制造|中芯国际|smic|semiconductor manufacturing international
华虹半导体|hua hong semiconductor
北方华创科技集团|北方华创|naura
中微半导体设备上海|中微公司|amec
兆易创新科技集团|兆易创新|gigadevice
北京兆易创新科技|兆易创新|gigadevice
深圳市汇顶科技|汇顶科技|汇顶|goodix
上海韦尔半导体|韦尔股份|will semiconductor|omnivision
闻泰科技|wingtech
江苏长电科技|长电科技|jcet
通富微电子|通富微电|tfme
立讯精密工业|立讯精密|立讯|luxshare|luxshare precision|luxshare ict
歌尔|歌尔股份|goertek
蓝思科技|lens|lens technology
欧菲光集团|欧菲光|ofilm
舜宇光学科技|舜宇|sunny optical
深圳市汇川技术|汇川技术|汇川|inovance
深圳迈瑞生物医疗电子|迈瑞医疗|迈瑞|mindray
上海联影医疗科技|联影医疗|联影|united imaging
江苏恒瑞医药|恒瑞医药|恒瑞|hengrui|hengrui medicine|jiangsu hengrui
无锡药明康德新药开发|药明康德|wuxi apptec
上海复星医药集团|复星医药|复星|fosun|fosun pharma
康希诺生物|康希诺|cansino|cansino biologics
北京同仁堂|同仁堂|tongrentang
云南白药集团|云南白药|yunnan baiyao
广州白云山医药集团|白云山|广药|baiyunshan
爱尔眼科医院集团|爱尔眼科|aier|aier eye hospital
智飞生物|重庆智飞生物制品|zhifei|zhifei biological
沈阳东软软件|东软|neusoft
东软集团|东软|neusoft
浪潮电子信息产业|浪潮信息|浪潮|inspur
曙光信息产业|中科曙光|sugon
紫光|紫光股份|unisplendour
工业富联|富士康工业互联网|foxconn industrial internet|fii
鸿富锦精密工业深圳|富士康|foxconn
安踏体育用品|安踏|anta
李宁中国体育用品|李宁|li ning
浙江苏泊尔|苏泊尔|supor
九阳|九阳股份|joyoung
杭州老板电器|老板电器|robam
欧派家居集团|欧派家居|欧派|oppein|oppein home
索菲亚家居|suofeiya
公牛集团|公牛|bull|bull group
顾家家居|kuka home
北京光线传媒|光线传媒|enlight|enlight media
芒果超媒|mango excellent media
浙江世纪华通集团|世纪华通|century huatong
三七互娱网络科技集团|三七互娱|37 interactive
完美世界|perfect world
携程计算机技术上海|携程|ctrip|trip
上海拼多多网络科技|拼多多|pinduoduo|pdd
广州唯品会信息科技|唯品会|vipshop
苏宁易购集团|苏宁易购|苏宁|suning
国美电器|国美|gome
永辉超市|永辉|yonghui
中国中免|中国旅游集团中免|中国旅游集团中免股份|ctg duty free
大悦城控股集团|大悦城|joy city
牧原食品|牧原股份|牧原|muyuan
温氏食品集团|温氏股份|温氏|wens
新希望六和|新希望|new hope
双汇发展|河南双汇投资发展|双汇|shuanghui
农夫山泉|nongfu spring
海底捞|四川海底捞餐饮|haidilao
凯撒同盛发展|凯撒旅业
长发集团长江投资实业|长江投资
内蒙古蒙电华能热电|内蒙华电
中国东方红卫星|中国卫星
福建发展高速公路|福建高速
中国航发动力|航发动力|aecc aviation power
中航沈飞|avic shenyang aircraft
中航西安飞机工业集团|中航西飞
`
