import type { Department, Member } from '../types'

/** The demo company. Names are common ones and stand for nobody. */
export const departments: Department[] = [
  { id: 1, name: '云帆软件（演示）', parentId: 0, order: 1, leaders: [] },
  { id: 2, name: '销售中心', parentId: 1, order: 1, leaders: ['zhouhai'] },
  { id: 3, name: '华东销售部', parentId: 2, order: 1, leaders: ['wanglei'] },
  { id: 4, name: '华北销售部', parentId: 2, order: 2, leaders: ['liuyang'] },
  { id: 5, name: '华南销售部', parentId: 2, order: 3, leaders: ['chenjing'] },
  { id: 6, name: '客户服务部', parentId: 1, order: 2, leaders: ['luyao'] },
  { id: 7, name: '信息部', parentId: 1, order: 3, leaders: [] },
]

const member = (userId: string, name: string, department: number, position: string, role: string): Member => ({
  userId,
  name,
  departments: [department],
  position,
  role,
  status: 1,
  visible: true,
  serves: role !== '管理员',
  ...(role === '管理员' ? { isAdmin: true } : {}),
})

const rep = (userId: string, name: string, department: number) => member(userId, name, department, '客户经理', '销售')

export const members: Member[] = [
  member('zhouhai', '周海', 2, '销售总监', '总监'),
  member('wanglei', '王磊', 3, '华东销售经理', '经理'),
  rep('zhangwei', '张伟', 3),
  rep('lina', '李娜', 3),
  rep('zhaomin', '赵敏', 3),
  rep('sunhao', '孙浩', 3),
  rep('wuting', '吴婷', 3),
  rep('zhengkai', '郑凯', 3),
  member('liuyang', '刘洋', 4, '华北销售经理', '经理'),
  rep('qianfeng', '钱峰', 4),
  rep('fengxue', '冯雪', 4),
  rep('chuyang', '褚阳', 4),
  rep('weilan', '卫兰', 4),
  rep('jiangbo', '蒋波', 4),
  rep('shenyue', '沈悦', 4),
  member('chenjing', '陈静', 5, '华南销售经理', '经理'),
  rep('hanbing', '韩冰', 5),
  rep('yangguang', '杨光', 5),
  rep('zhuli', '朱莉', 5),
  rep('qinyu', '秦宇', 5),
  rep('xuhui', '许辉', 5),
  rep('heping', '何萍', 5),
  member('luyao', '陆瑶', 6, '客服主管', '客服'),
  member('shiming', '施明', 6, '客服专员', '客服'),
  member('admin', '管理员小唐', 7, '系统管理员', '管理员'),
]

/** userids of the salespeople, in the order of the list above. */
export const reps = members.filter(m => m.role === '销售').map(m => m.userId)

/** Group ids, chosen by hand so that tests and texts can name them. They are case-sensitive. */
export const groupIds = {
  all: 'wrkDemoSalesAllAAAA0001',
  east: 'wrkDemoSalesEastAAA0002',
  north: 'wrkDemoSalesNorthAA0003',
  south: 'wrkDemoSalesSouthAA0004',
}
