import { list as dicts } from '../cards/read'
import { must } from '../core/errors'
import type { Department, Member } from '../types'
import type { World } from '../world'
import { get, post } from './request'

/** Members and departments (documents 90196, 90201, 90208). */
export const directoryEndpoints = [
  get('user/get', ({ world }, { query }) => {
    const userId = query.get('userid')
    must(userId, 41009, 'userid missing')
    return { ...details(world, visible(world, userId)) }
  }),
  get('user/list', ({ world }, { query }) => {
    const departments = subtree(world, query.get('department_id'), query.get('fetch_child') === '1')
    const members = world.members.values().filter(m => m.visible && m.status !== 5)
    const found = members.filter(m => m.departments.some(id => departments.includes(id)))
    return { userlist: found.map(member => details(world, member)) }
  }),
  get('department/list', ({ world }, { query }) => ({
    department: departments(world, query.get('id')).map(d => ({
      id: d.id,
      name: d.name,
      name_en: '',
      department_leader: d.leaders,
      parentid: d.parentId,
      order: d.order,
    })),
  })),
  get('department/simplelist', ({ world }, { query }) => ({
    department_id: departments(world, query.get('id')).map(d => ({ id: d.id, parentid: d.parentId, order: d.order })),
  })),
  post('batch/openuserid_to_userid', ({ world }, { body }) => {
    const ids = Array.isArray(body.open_userid_list) ? body.open_userid_list.map(String) : []
    must(ids.length <= 1000, 40032, 'open_userid_list: at most 1000')
    const known = ids.flatMap(id => {
      const member = world.members.values().find(m => openId(m) === id && m.visible)
      return member ? [{ userid: member.userId, open_userid: id }] : []
    })
    const invalid = ids.filter(id => !dicts(known).some(entry => entry.open_userid === id))
    return { userid_list: known, invalid_open_userid_list: invalid }
  }),
]

/** What a bot gets instead of the userid when its creator is no super-administrator (document 101039). */
export const openId = (member: Member): string => `wo${Buffer.from(member.userId).toString('hex')}AAAA`

/** @throws WecomError 60111 (unknown or left), 60011 (outside the app's range) */
export function visible(world: World, userId: string): Member {
  const member = world.member(userId)
  must(member && member.status !== 5, 60111, `userid ${userId} does not exist`)
  must(member.visible, 60011, 'no privilege to access this member')
  return member
}

// No avatar, mobile, e-mail: self-built apps created after 2022-06-20 do not get them (document 90196).
function details(world: World, member: Member) {
  const own = member.departments.map(id => world.departments.get(String(id)))
  const leaders = own.flatMap(d => d?.leaders ?? []).filter(id => id !== member.userId)
  return {
    userid: member.userId,
    name: member.name,
    department: member.departments,
    order: member.departments.map(() => 0),
    position: member.position,
    is_leader_in_dept: own.map(d => (d?.leaders.includes(member.userId) ? 1 : 0)),
    direct_leader: [...new Set(leaders)].slice(0, 1),
    alias: '',
    status: member.status,
    telephone: '',
    main_department: member.departments[0],
    extattr: { attrs: [] },
    external_position: '',
  }
}

function departments(world: World, id: string | null): Department[] {
  const all = world.departments.values().sort((a, b) => a.id - b.id)
  if (!id) return all
  const wanted = subtree(world, id, true)
  return all.filter(department => wanted.includes(department.id))
}

function subtree(world: World, id: string | null, deep: boolean): number[] {
  must(id && /^\d+$/.test(id) && world.departments.has(id), 40058, 'invalid department id')
  const found = [Number(id)]
  if (!deep) return found
  for (let i = 0; i < found.length; i++) {
    for (const d of world.departments.values()) if (d.parentId === found[i]) found.push(d.id)
  }
  return found
}
