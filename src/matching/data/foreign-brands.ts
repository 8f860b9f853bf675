/** Chinese names of widely known foreign companies and how they write themselves: public facts, written down for this project. */
export const FOREIGN_BRANDS: Record<string, string> = Object.fromEntries(
  `博世 bosch
西门子 siemens
施耐德 schneider
巴斯夫 basf
拜耳 bayer
汉高 henkel
赢创 evonik
朗盛 lanxess
科思创 covestro
默克 merck
蒂森克虏伯 thyssenkrupp
大陆 continental
采埃孚 zf
舍弗勒 schaeffler
马勒 mahle
费斯托 festo
倍福 beckhoff
魏德米勒 weidmuller
菲尼克斯 phoenix
通快 trumpf
林德 linde
大众 volkswagen vw
奔驰 mercedes benz
梅赛德斯奔驰 mercedesbenz
宝马 bmw
奥迪 audi
保时捷 porsche
阿迪达斯 adidas
彪马 puma
法雷奥 valeo
佛吉亚 faurecia
米其林 michelin
欧莱雅 loreal
达能 danone
家乐福 carrefour
道达尔 total totalenergies
阿科玛 arkema
液化空气 airliquide
圣戈班 saintgobain
威立雅 veolia
赛诺菲 sanofi
标致 peugeot
雷诺 renault
罗格朗 legrand
索尔维 solvay
雀巢 nestle
罗氏 roche
诺华 novartis
先正达 syngenta
迅达 schindler
乔治费歇尔 georgfischer
飞利浦 philips
壳牌 shell
联合利华 unilever
阿斯麦 asml
恩智浦 nxp
阿克苏诺贝尔 akzonobel
帝斯曼 dsm
喜力 heineken
宜家 ikea
沃尔沃 volvo
爱立信 ericsson
斯凯孚 skf
阿特拉斯科普柯 atlascopco
利乐 tetrapak
伊莱克斯 electrolux
阿法拉伐 alfalaval
山特维克 sandvik
诺基亚 nokia
通力 kone
芬林 metsa
马士基 maersk
诺和诺德 novonordisk
丹佛斯 danfoss
格兰富 grundfos
乐高 lego
嘉士伯 carlsberg
葛兰素史克 glaxosmithkline gsk
阿斯利康 astrazeneca
汇丰 hsbc
渣打 standardchartered
英国石油 bp
力拓 riotinto
普华永道 pwc pricewaterhousecoopers
安永 ernstyoung ey
毕马威 kpmg
德勤 deloitte
金杜 kingwoodmallesons
倍耐力 pirelli
菲亚特 fiat
意法半导体 stmicroelectronics
英飞凌 infineon
沃尔玛 walmart
麦当劳 mcdonalds
肯德基 kfc
星巴克 starbucks
可口可乐 cocacola
百事 pepsi pepsico
宝洁 procter proctergamble
强生 johnsonjohnson jnj
辉瑞 pfizer
默沙东 msd
雅培 abbott
美敦力 medtronic
波士顿科学 bostonscientific
史赛克 stryker
丹纳赫 danaher
赛默飞 thermofisher
安捷伦 agilent
通用电气 ge generalelectric
霍尼韦尔 honeywell
艾默生 emerson
江森自控 johnsoncontrols
卡特彼勒 caterpillar
康明斯 cummins
约翰迪尔 johndeere
伊顿 eaton
派克汉尼汾 parkerhannifin
罗克韦尔 rockwell
杜邦 dupont
陶氏 dow dowchemical
亨斯迈 huntsman
伊士曼 eastman
塞拉尼斯 celanese
艺康 ecolab
嘉吉 cargill
亿滋 mondelez
卡夫 kraft
通用汽车 generalmotors gm
福特 ford
特斯拉 tesla
德尔福 delphi
安波福 aptiv
博格华纳 borgwarner
李尔 lear
安道拓 adient
泰科 tyco
莫仕 molex
安费诺 amphenol
英特尔 intel
微软 microsoft
苹果 apple
甲骨文 oracle
戴尔 dell
惠普 hp hewlettpackard
思科 cisco
高通 qualcomm
德州仪器 texasinstruments
应用材料 appliedmaterials
泛林 lam lamresearch
美光 micron
西部数据 westerndigital
希捷 seagate
捷普 jabil
伟创力 flextronics
亚马逊 amazon
耐克 nike
奥的斯 otis
开利 carrier
丰田 toyota
本田 honda
日产 nissan
马自达 mazda
三菱 mitsubishi
铃木 suzuki
电装 denso
爱信 aisin
松下 panasonic
索尼 sony
日立 hitachi
东芝 toshiba
夏普 sharp
佳能 canon
尼康 nikon
富士胶片 fujifilm
富士通 fujitsu
理光 ricoh
柯尼卡美能达 konicaminolta
爱普生 epson
欧姆龙 omron
基恩士 keyence
发那科 fanuc
安川 yaskawa
村田 murata
京瓷 kyocera
日东电工 nitto nittodenko
东丽 toray
帝人 teijin
旭化成 asahikasei
信越 shinetsu
大金 daikin
小松 komatsu
久保田 kubota
雅马哈 yamaha
普利司通 bridgestone
优衣库 uniqlo
无印良品 muji
资生堂 shiseido
花王 kao
尤妮佳 unicharm
三得利 suntory
朝日 asahi
麒麟 kirin
三星 samsung
现代 hyundai
起亚 kia
浦项 posco
韩泰 hankook
乐天 lotte
爱茉莉 amorepacific
泰森 tyson
正大 cpgroup
丰益 wilmar
淡马锡 temasek
凯德 capitaland
台积电 tsmc
富士康 foxconn
鸿海 honhai
台达 delta
友达 auo
联发科 mediatek
和硕 pegatron
广达 quanta
仁宝 compal
纬创 wistron
英业达 inventec
光宝 liteon
华硕 asus
宏碁 acer
敦豪 dhl
联邦快递 fedex
欧司朗 osram
萨克斯 sachs
阿里斯顿 ariston
德尔格 draeger drager
费森尤斯 fresenius
勃林格殷格翰 boehringeringelheim
礼来 lilly elililly
百特 baxter
碧迪 becton
梅里埃 biomerieux
施维雅 servier
爱马仕 hermes
路易威登 louisvuitton
古驰 gucci
香奈儿 chanel
迪奥 dior
欧时力 ochirly
希尔顿 hilton
万豪 marriott
洲际 ihg intercontinental
雅高 accor
凯悦 hyatt
香格里拉 shangrila`
    .split('\n')
    .flatMap(line => {
      const [chinese = '', ...written] = line.split(' ')
      return written.map(word => [word, chinese] as [string, string])
    }),
)
