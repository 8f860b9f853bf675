import { prepare } from '../../src/matching'

const first = (name: string) => {
  const view = prepare({ name }).names[0]
  return view && { brand: view.brand, trade: view.trade, form: view.form, branch: view.branch, regions: view.regions }
}

describe('reading a company name', () => {
  it('splits place, telling part, trade and form', () => {
    expect(first('苏州润海机械设备有限公司')).toEqual({
      brand: '润海',
      trade: '机械设备',
      form: '有限公司',
      branch: '',
      regions: ['3205'],
    })
  })
  it.each([
    ['润海（苏州）机械设备有限公司', '3205'],
    ['江苏省苏州市润海机械设备有限公司', '3205'],
    ['润海机械设备苏州股份有限公司', '3205'],
    ['苏州市吴江区润海机械设备有限公司', '320509'],
    ['苏州工业园区润海机械设备有限公司', '320576'],
    ['成都高新区润海机械设备有限公司', '5101'],
  ])('finds the place in %s', (name, code) => {
    expect(first(name)).toMatchObject({ brand: '润海', trade: '机械设备', regions: [code] })
  })
  it('leaves a district name without 区 on the brand, and offers the other reading too', () => {
    const views = prepare({ name: '长安汽车有限公司' }).names
    expect(views[0]).toMatchObject({ brand: '长安', trade: '汽车' })
  })
  it('takes the place as telling part when nothing else is there', () => {
    expect(first('南京医药股份有限公司')).toMatchObject({ brand: '南京', trade: '医药' })
  })
  it.each([
    ['润海机械有限公司苏州分公司', '苏州分公司'],
    ['润海机械有限公司（无锡办事处）', '无锡办事处'],
    ['招商银行深圳分行', '深圳分行'],
  ])('takes the branch off %s', (name, branch) => {
    expect(first(name)?.branch).toBe(branch)
  })
  it.each([
    '客户：苏州润海机械设备（王总）',
    '【重点】苏州润海机械设备 跟进中',
    '1、苏州润海机械设备，负责人陈工',
    '报备:苏州润海机械设备 13800138000',
    '帮我查一下苏州润海机械设备',
    '苏州润海机械设备-上海项目',
    '①苏州润海机械设备',
    '苏州润海机械设备Co., Ltd.',
    '苏州润海机械设备有限公司苏州润海机械设备有限公司',
  ])('leaves the remarks out of %s', text => {
    expect(first(text)).toMatchObject({ brand: '润海', trade: '机械设备', regions: ['3205'] })
  })
  it.each([
    ['beijing润海机械设备', '11'],
    ['BJ润海机械设备', '11'],
    ['京润海机械设备', '11'],
    ['润海机械设备（沪）', '31'],
    ['航州润海机械设备有限公司', '3301'],
    ['京北润海机械设备有限公司', '11'],
    ['润海苏州机械设备', '3205'],
    ['机械设备苏州润海', '3205'],
    ['机械设备 润海 苏州', '3205'],
    ['苏州做机械设备的润海', '3205'],
    ['微信群里的苏州润海机械设备', '3205'],
    ['3月12日拜访苏州润海机械设备3号楼502室', '3205'],
    ['苏州润海润海机械设备有限公司', '3205'],
    ['苏州润海机械设备有眼公司', '3205'],
    ['萧山市润海机械设备有限公司', '330109'],
    ['宣武区润海机械设备有限公司', '110102'],
  ])('offers a reading of %s', (name, code) => {
    const { names } = prepare({ name })
    expect(names).toContainEqual(
      expect.objectContaining({ brand: '润海', trade: '机械设备', regions: expect.arrayContaining([code]) }),
    )
  })
  it.each([
    ['苏州一院', '苏州市第一人民医院'],
    ['苏州市市监局', '苏州市市场监督管理局'],
    ['苏州三中', '苏州市第三中学'],
    ['苏州机床二厂', '苏州市第二机床厂'],
    ['南京工大', '南京工业大学'],
  ])('reads %s as %s', (short, full) => {
    expect(first(short)).toEqual(first(full))
  })
  it.each([
    '浙江海川化纤有限公司（原苏州润海机械设备有限公司）',
    '苏州润海机械设备有限公司，现名浙江海川化纤有限公司',
    '苏州润海机械设备有限公司→浙江海川化纤有限公司',
  ])('finds both names in %s', text => {
    const { names } = prepare({ name: text })
    for (const brand of ['润海', '海川']) expect(names).toContainEqual(expect.objectContaining({ brand }))
  })
  it.each(['有限公司', '上海市', '暂无', '客户A', '-', '', '   ', '贸易', '无', '123', '\u0000\ud800'])(
    'finds nobody in “%s”',
    text => {
      expect(prepare({ name: text }).names).toEqual([])
    },
  )
  it('reads 第1 and 第一 alike and keeps the number', () => {
    const views = ['湖北第1建筑工程有限公司', '湖北第一建筑工程有限公司'].map(name => prepare({ name }).names[0])
    expect(views[0]).toEqual(views[1])
    expect(views[0]?.ordinal).toBe(1)
  })
  it('reads English names and pinyin', () => {
    expect(prepare({ name: 'Suzhou Runhai Machinery Co., Ltd.' }).names[0]).toMatchObject({
      brand: 'runhai',
      trade: 'machinery',
    })
    expect(prepare({ name: 'su zhou run hai ji xie' }).names[0]).toMatchObject({ brand: 'runhaijixie' })
  })
  it('takes the region field when the name has no place', () => {
    expect(prepare({ name: '润海机械有限公司', region: '江苏省苏州市' }).names[0]?.regions).toEqual(['32'])
  })
})
