/**
 * 行业 words of Chinese company names, written down for this project after the sections of GB/T 4754 (national economy) and the
 * usage of the company registers. Words of one line mean nearly the same business; a name may carry several one after the other
 * (电子 + 科技, 供应链 + 管理). The English words on a line are how the same business is called in English company names.
 */
export const TRADE_GROUPS = `
科技 科学技术 高科技 高新科技 高科 科创 高新技术 | technology tech technologies sci-tech science hitech technol
技术 | technology technical technologies tech
信息 资讯 | information info
网络 互联网 互联 网路 | network internet networks net cyber
软件 | software
数据 大数据 | data bigdata
云计算 云 云服务 | cloud
人工智能 | ai artificialintelligence
物联网 物联 | iot
数码 数字 数字化 数智 数科 | digital
计算机 电脑 | computer computers
电子 | electronic electronics electron
电气 电器 电工
电子商务 电商 | ecommerce e-commerce electroniccommerce
智能 智慧 | intelligent smart intelligence
智能装备 智能设备 | intelligentequipment smartequipment
智能制造 智造 | intelligentmanufacturing
自动化 自控 工控 | automation automatic
系统 系统集成 | system systems
通信 通讯 电信 通信信号 | communication communications telecom telecommunications telecommunication
光电 光电子 光学 | optoelectronics photoelectric optoelectronic optical optics optronics
半导体 芯片 集成电路 微电子 | semiconductor semiconductors chip microelectronics ic
仪器 仪表 仪器仪表 | instrument instruments
传感 传感器 | sensor sensing
机器人 | robot robotics robots
安防 安全 消防 | security safety fire
测绘 地理信息 | surveying mapping geomatics
文化 文创 文化创意 文化传媒 文化传播 | culture cultural culturemedia culturalmedia culturecommunication culturalcommunication
传媒 传播 媒体 | media communication communications
影视 影业 电影 影视文化 | film movie filmtelevision filmandtelevision filmtv filmandtelevisionculture
广告 | advertising ad advertisement ads
动漫 动画 游戏 网游 | animation game games
娱乐 | entertainment
出版 图书 书店 书业 | publishing press book books
艺术 美术 | art arts
设计 | design
策划 营销策划 品牌策划 | planning
营销 市场营销 | marketing
会展 展览 会务 展示 | exhibition exhibitions convention
公关 公共关系 | publicrelations
体育 体育文化 健身 运动 | sports sport fitness
教育 教学 | education educational edu
培训 | training
咨询 顾问 | consulting consultancy consultant consultation advisory
教育咨询 | educationconsulting
商务 商业 | commerce commercial business
管理 | management
企业管理 | enterprisemanagement businessmanagement corporatemanagement
企业管理咨询 | enterprisemanagementconsulting managementconsulting businessmanagementconsulting
企业服务 | enterpriseservice
投资 创投 创业投资 风险投资 股权投资 | investment investments invest venture
资产管理 资管 资产 | assetmanagement asset assets
资本 | capital
基金 | fund funds
金融 | finance financial
保险 财险 寿险 人寿 财产保险 人寿保险 | insurance
保险经纪 保险代理 | insurancebroker
证券 | securities
期货 | futures
信托 | trust
银行 | bank banking
担保 融资担保 | guarantee
租赁 融资租赁 | leasing lease rental
典当 | pawn
小额贷款 小贷 | microcredit
财务 会计 代理记账 记账 财税 税务 | accounting finance financial tax taxation
会计师事务所 | accountants cpa
事务所 商标事务所 专利事务所 知识产权事务所 | firm
律师事务所 律所 | lawfirm law attorneys
税务师事务所 | taxagents
知识产权 知识产权代理 | intellectualproperty ip
专利代理 专利 | patent
商标代理 商标 | trademark
人力资源 | humanresources humanresource hr
人才 人才服务 | talent
劳务 劳务派遣 | labor labour laborservice labordispatch labourdispatch
家政 家政服务 | housekeeping domestic
保洁 清洁 | cleaning
物业 物业管理 物业服务 | property propertymanagement propertyservice
物流 | logistics logistic
货运 运输 储运 货物运输 | transport transportation freight cargo
仓储 | warehousing storage warehouse
快递 速递 快运 速运 | express courier
国际货运代理 货运代理 货代 | freightforwarding forwarding internationalfreightforwarding freightforwarder
供应链 供应链管理 | supplychain supplychainmanagement
航运 船务 海运 | shipping marine
航空 | aviation airlines aircraft air
航天 宇航 | aerospace space
机场 空港 | airport
港口 港务 港 | port ports
铁路 轨道交通 轨道 高铁 | railway rail railroad railtransit
高速公路 公路 高速 | expressway highway
交通 | traffic transportation transport
公交 客运 出租汽车 | bus passenger taxi
贸易 | trading trade
商贸 经贸 工贸 外贸 | commerceandtrade commercetrade commerce trading trade commercialtrading commercialtrade
国际贸易 | internationaltrade internationaltrading
进出口 进出口贸易 | importexport import&export importandexport
贸易 商贸 经贸
百货 商场 商城 购物中心 | departmentstore mall
超市 便利店 便利 零售 | supermarket retail
商业连锁 连锁 | chain chains
批发 | wholesale
实业 | industrial industry industries enterprise
工业 | industry industrial industries
产业 | industry industries
企业 | enterprise enterprises
发展 | development
开发 | development
建设 | construction
建筑 | construction building architecture architectural
建筑工程 建设工程 建工 | constructionengineering construction buildingengineering
工程 | engineering project projects
路桥 桥梁 | roadbridge roadandbridge
市政 市政工程 | municipal municipalengineering
水利 水电 水利水电 | waterconservancy hydropower waterresources
装饰 装潢 装修 装饰工程 建筑装饰 装饰装修 | decoration decorating decorationengineering decorative
幕墙 门窗 | curtainwall doors windows
园林 园林绿化 景观 绿化 园艺 | landscaping landscape garden gardening greening
房地产 地产 不动产 | realestate property estate
房地产开发 地产开发 | realestatedevelopment
房地产经纪 | realestatebrokerage realestateagency
置业 置地 | realestate land properties
建材 建筑材料 | buildingmaterials buildingmaterial
水泥 混凝土 商砼 | cement concrete
玻璃 | glass
陶瓷 瓷业 卫浴 洁具 | ceramics ceramic sanitary
石材 | stone
木业 木材 木制品 | wood timber
涂料 油漆 | coatings paint coating
新材料 材料 复合材料 新型材料 | newmaterials newmaterial materials material advancedmaterials
金属 金属材料 金属制品 有色金属 有色 | metal metals metalmaterials metalproducts nonferrous
钢铁 钢 钢材 钢构 钢结构 特钢 | steel iron ironsteel
铝业 铝 | aluminum aluminium
铜业 铜 | copper
锂业 锂电 锂能 锂 | lithium
稀土 | rareearth
黄金 | gold
五金 五金制品 | hardware
塑料 塑料制品 塑胶 塑业 | plastic plastics plasticproducts
橡胶 橡塑 | rubber
化工 化学 | chemical chemicals chemistry
精细化工 | finechemical
石化 石油化工 | petrochemical petrochemicals
石油 油气 | petroleum oil
天然气 燃气 | gas naturalgas
煤炭 煤业 煤矿 煤电 | coal
矿业 矿产 | mining minerals mine
能源 | energy
新能源 新能源科技 | newenergy
光伏 太阳能 | solar photovoltaic pv
风电 风能 风力发电 | windpower wind
电力 供电 电网 发电 | power electricpower electricity
热电 热力 | thermal thermalpower heating
核电 | nuclear nuclearpower
水务 自来水 供水 | water watersupply
环保 环境 生态 环境工程 环保科技 环境科技 | environmental environment environmentalprotection eco ecological environmentalengineering
节能 | energysaving
再生资源 资源 回收 | recycling resources
机械 | machinery mechanical machine
机械设备 | machineryequipment
机械制造 | machinerymanufacturing
精密机械 精密 | precision precisionmachinery
机电 机电设备 机电工程 | mechanicalelectrical electromechanical mechatronics mechanicalandelectrical
设备 装备 | equipment
重工 重型机械 重机 | heavyindustry heavyindustries heavymachinery
机床 | machinetool machinetools
模具 | mould mold
阀门 泵业 水泵 | valve pump
轴承 | bearing bearings
电机 | motor motors
电缆 线缆 | cable cables wire
电气 电工 | electric electrical
电器 | electricalappliances electricalappliance electricappliance electricappliances appliance appliances electric electrical
家用电器 家电 小家电 | homeappliance homeappliances
家电 电冰箱 冰箱
家电 洗衣机
家电 电视 电视机
家电 空调器 空调
照明 灯饰 灯具 | lighting
电池 电源 | battery batteries
电梯 | elevator elevators
汽车 | automobile auto automotive car motor vehicle vehicles
汽车销售 汽车贸易 | autosales automobilesales carsales
汽车服务 汽车维修 汽修 | autoservice automobileservice
汽车零部件 零部件 部件 汽车部件 汽车配件 汽配 | autoparts automobileparts automotiveparts components parts
汽车电子 | automotiveelectronics
摩托车 电动车 自行车 | motorcycle bicycle
船舶 船舶工程 造船 船业 | ship shipbuilding shipengineering
食品 食业 | food foods foodstuff
饮料 | beverage beverages
乳业 牛奶 | dairy milk
肉业 肉类 | meat
粮油 粮食 米业 面粉 | grain oil
调味品 调味 | seasoning condiment
酒业 酒 白酒 葡萄酒 酒厂 | liquor wine wines distillery winery
啤酒 | beer brewery
茶业 茶叶 茗茶 | tea
餐饮 餐饮管理 饮食 餐饮服务 | catering restaurant cateringmanagement dining
酒店 酒店管理 宾馆 饭店 | hotel hotels hotelmanagement
旅游 旅业 | tourism travel tour
旅行社 国际旅行社 | travelagency travelservice
农业 农牧 农林 | agriculture agricultural agri agro
农业科技 | agriculturaltechnology
农业发展 农业开发 | agriculturaldevelopment agriculturedevelopment
种业 种子 | seed seeds
农产品 果业 果品 蔬菜 | produce fruit vegetable
畜牧 养殖 牧业 | animalhusbandry livestock husbandry breeding
水产 渔业 | aquatic aquaticproducts fishery fisheries
饲料 | feed
化肥 肥业 肥料 农化 | fertilizer
林业 | forestry
生物 生物科技 生物技术 生物工程 | biological biology biotechnology biotech bio bioengineering
生物医药 | biomedicine biopharmaceutical biopharma
医药 药业 制药 药品 | pharmaceutical pharmaceuticals pharmacy medicine pharma
大药房 药房 药店 医药连锁 | pharmacy drugstore
中药 中医药 | tcm traditionalchinesemedicine
医疗 | medical
医疗器械 医疗设备 器械 | medicaldevices medicaldevice medicalequipment medicalinstruments medicalapparatus medicalinstrument
医疗科技 | medicaltechnology medtech
健康 大健康 | health healthcare
健康管理 | healthmanagement
医院 | hospital
诊所 门诊部 | clinic
口腔 牙科 | dental
美容 美业 医美 | beauty
美发 | hair
化妆品 日化 | cosmetics cosmetic
养老 养老服务 | eldercare
纺织 纺织品 | textile textiles
服装 服饰 制衣 时装 | garment garments apparel clothing fashion clothes
鞋业 鞋 | shoes footwear
皮革 皮具 箱包 | leather bags
印染 | dyeing printinganddyeing
家具 家私 | furniture
家居用品 家居 家纺 | homefurnishing home household homefurnishings householdproducts
日用品 | dailynecessities
玩具 | toys toy
文具 办公用品 | stationery officesupplies
礼品 工艺品 工艺 | gifts crafts gift
珠宝 首饰 | jewelry jewellery
钟表 眼镜 | watch watches glasses
母婴 婴童 | baby maternal
宠物 | pet
包装 包装材料 | packaging packing packagingmaterials
印刷 印务 | printing
纸业 造纸 | paper
检测 检测技术 检验 认证 | testing inspection detection testingtechnology
研究 研发 | research
服务 | service services
代理 | agency
经纪 | brokerage broker
拍卖 | auction
评估 资产评估 | appraisal
监理 | supervision
招标 招标代理 工程咨询 | tendering
拆迁 拆除 | demolition
爆破 | blasting
勘察 勘测 勘察设计 | survey exploration
设计院 设计研究院 研究设计院 设计研究总院 研究设计总院 勘察设计院 设计总院 | designinstitute designandresearchinstitute
研究院 研究所 研究中心 科学研究院 科学研究所 | researchinstitute institute academy
大学 | university
学院 | college
学校 | school
中学 | middleschool highschool
小学 | primaryschool
幼儿园 | kindergarten
国际 | international intl
全球 环球 | global
控股 | holding holdings
国有资产 国资 国有资本 | stateowned
城建 城投 城市建设 城市发展 | urbanconstruction cityconstruction
制造 | manufacturing manufacture
加工 | processing
生产 | production
销售 | sales
用品 | supplies
制品 | products
产品 | products
配件 | accessories
维修 | repair maintenance
安装 | installation
创业 孵化器 企业孵化器 众创空间 | incubator
运营 运营管理 | operation
直播 | livestreaming
跨境电商 | crossborderecommerce
婚庆 婚纱 摄影 | wedding photography
殡葬 陵园 | funeral
彩票 | lottery
军工 防务 | defense
饮品 | beverages drinks
树脂 | resin resins
空调 制冷 暖通 | airconditioning hvac refrigeration
拖拉机 农机 农业机械 | tractor farmmachinery
工程机械 叉车 起重机 起重 | constructionmachinery forklift crane
压缩机 风机 锅炉 | compressor fan boiler
液压 气动 密封 密封件 | hydraulic pneumatic seal
紧固件 标准件 弹簧 | fastener fasteners spring
齿轮 减速机 传动 | gear reducer transmission
刀具 量具 工具 | tools tool cutter
焊接 焊材 | welding
铸造 锻造 铸业 | casting foundry forging
激光 | laser
无人机 | drone uav
储能 充电桩 | energystorage charging
变压器 开关 电力设备 | transformer switch powerequipment
连接器 线束 元器件 电子元件 | connector connectors components
线路板 电路板 电路 | pcb circuit circuits
手机 | mobile phone
音响 影音 音视频 | audio audiovisual
显示 显示技术 | display
烟草 | tobacco
糖业 盐业 | sugar salt
烘焙 蛋糕 糕点 | bakery
咖啡 奶茶 茶饮 | coffee
小吃 火锅 烧烤 面馆 米粉 | snack hotpot
水果 生鲜 果蔬 | fruit fresh
冷链 冷冻 冷藏 | coldchain
保健品 保健食品 | healthproducts
洗涤 洗护 卫生用品 | washing
无纺布 化纤 | nonwovens chemicalfiber
丝绸 羊绒 针织 | silk cashmere knitting
内衣 | underwear
体育用品 户外用品 | sportinggoods outdoor
水处理 污水处理 净水 | watertreatment
固废 环卫 | sanitation
防水 防腐 保温 | waterproof
不锈钢 钢管 管业 管道 | stainlesssteel pipe
铝材 型材 板材 | profiles
木门 门业 地板 瓷砖 | door doors flooring tiles
厨具 厨卫 橱柜 | kitchenware
智能家居 | smarthome
保安 安保 | security guard
驾校 驾驶培训 | drivingschool
加油 停车 洗车 | parking carwash
支付 | payment
法律 翻译 | legal translation
演艺 演出 影院 | performance cinema
养生 足浴 理发 | spa barber
托育 早教 | childcare
苗木 花卉 种苗 | nursery flowers
农资 农药 兽药 | pesticide
香料 香精 染料 助剂 | fragrance dyes
石墨 碳素 磁材 磁性材料 | graphite carbon magnetic
薄膜 膜业 | film
涂层 胶粘剂 | adhesive adhesives
`

/** Words that say little about the business: names often gain or lose them. */
export const WEAK_TRADES = new Set(
  '科技 技术 实业 工业 产业 企业 发展 开发 国际 全球 环球 控股 服务 管理 工程 集团 制造 商务 商业 系统 设备 材料 生产 产品 加工 销售 高科技 高科 科创 制品 运营 投资 信息 网络 建设'.split(
    ' ',
  ),
)

/** Businesses that hundreds of thousands of companies share: they tell companies apart only a little. */
export const FREQUENT_TRADES = new Set(
  '科技 网络科技 信息技术 信息科技 贸易 商贸 文化传媒 文化传播 实业 投资 投资管理 企业管理 电子商务 建筑工程 教育科技 电子科技'.split(
    ' ',
  ),
)

/** Businesses that companies are called by (润海科技, 润海银行): with one of these, 股份 is seldom said instead. */
export const SPOKEN_TRADES = new Set(
  '科技 高科 银行 证券 保险 人寿 信托 期货 租赁 电力 能源 新能源 燃气 石油 医药 药业 制药 医疗 健康 生物 生物科技 传媒 文化 影视 通信 通讯 信息 软件 数据 网络 智能 电子 光电 光学 半导体 电气 航空 航天 环保 环境 装备 精密 精工 资源 旅游 酒店 高速 机场 物业 啤酒'.split(
    ' ',
  ),
)
