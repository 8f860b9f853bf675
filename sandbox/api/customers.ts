import { bytes, chars, type Dict, str } from '../cards/read'
import { must } from '../core/errors'
import type { External, Follow, Member } from '../types'
import type { World } from '../world'
import { visible } from './directory'
import { limitOf, page } from './paging'
import { get, post } from './request'

/** External contacts (documents 92114, 92113, 92994, 92571, 92115). */
export const customerEndpoints = [
  get('externalcontact/get', ({ world }, { query }) => {
    const id = query.get('external_userid')
    must(id, 41035, 'external_userid missing')
    const external = world.externals.get(id)
    must(external, 40096, 'invalid external_userid')
    // Only followers inside the app's range are told.
    const followers = world.followers(id).filter(f => world.member(f.userId)?.visible)
    must(followers.length > 0, 84061, 'not external contact')
    return { external_contact: contact(external), follow_user: followers.map(f => ({ ...followUser(f), tags: [] })) }
  }),
  get('externalcontact/list', ({ world }, { query }) => {
    const userId = query.get('userid')
    must(userId, 41009, 'userid missing')
    const member = serving(world, userId)
    const ids = followsOf(world, [member.userId]).map(f => f.externalId)
    must(ids.length > 0, 84061, 'not external contact')
    return { external_userid: ids }
  }),
  get('externalcontact/get_follow_user_list', ({ world }) => ({
    follow_user: world.members
      .values()
      .filter(m => m.serves && m.visible && m.status === 1)
      .map(m => m.userId),
  })),
  post('externalcontact/batch/get_by_user', ({ world }, { body }) => {
    const ids = Array.isArray(body.userid_list) ? body.userid_list.map(String) : []
    must(ids.length > 0, 40031, 'userid_list missing')
    must(ids.length <= 100, 40032, 'userid_list: at most 100')
    const members = ids.map(id => serving(world, id).userId)
    const { items, next } = page(
      followsOf(world, members),
      f => `${f.userId}/${f.externalId}`,
      body.cursor,
      limitOf(body.limit, 50, 100),
    )
    return {
      external_contact_list: items.map(f => ({
        external_contact: contact(world.externals.get(f.externalId)!),
        follow_info: { ...followUser(f), tag_id: [] },
      })),
      next_cursor: next,
    }
  }),
  post('externalcontact/remark', ({ world }, { body }) => {
    const follow = world.follow(visible(world, str(body.userid)).userId, str(body.external_userid))
    must(follow, 84061, 'not external contact')
    world.putFollow({ ...follow, ...remarkChange(world, follow, body) }) // made by API: no event (document 92130)
    world.changed('contact', { userId: follow.userId, externalId: follow.externalId })
    return {}
  }),
]

function remarkChange(world: World, follow: Follow, body: Dict): Partial<Follow> {
  const change: Partial<Follow> = {}
  const take = (name: string, max: number) => {
    must(chars(str(body[name])) <= max, 40058, `${name}: at most ${max}`)
    return str(body[name])
  }
  if (body.remark !== undefined) change.remark = take('remark', 20)
  if (body.description !== undefined) change.description = take('description', 150)
  // the company is kept for WeChat contacts only
  const wechat = world.externals.get(follow.externalId)?.type === 1
  if (body.remark_company !== undefined && wechat) change.remarkCompany = take('remark_company', 20)
  if (Array.isArray(body.remark_mobiles)) {
    const mobiles = body.remark_mobiles.map(String)
    must(
      mobiles.every(mobile => bytes(mobile) <= 32),
      40058,
      'remark_mobiles',
    )
    change.remarkMobiles = mobiles.filter(Boolean) // [""] clears
  }
  return change
}

/** @throws WecomError 84074 when the member has no 客户联系 */
export function serving(world: World, userId: string): Member {
  const member = visible(world, userId)
  must(member.serves, 84074, 'no external contact permission')
  return member
}

const followsOf = (world: World, userIds: string[]) => world.follows.values().filter(f => userIds.includes(f.userId))

function contact(external: External): Dict {
  const common = {
    external_userid: external.id,
    name: external.nickname,
    avatar: '',
    type: external.type,
    gender: external.gender,
  }
  if (external.type === 1) return external.unionid ? { ...common, unionid: external.unionid } : common
  const { corpName, position } = external
  return {
    ...common,
    position: position ?? '',
    corp_name: corpName ?? '',
    corp_full_name: corpName ?? '',
    external_profile: {},
  }
}

const followUser = (follow: Follow) => ({
  userid: follow.userId,
  remark: follow.remark,
  description: follow.description,
  createtime: Math.floor(follow.createdAt / 1000),
  ...(follow.remarkCompany ? { remark_corp_name: follow.remarkCompany } : {}),
  remark_mobiles: follow.remarkMobiles,
  oper_userid: follow.operUserId,
  add_way: follow.addWay,
  ...(follow.state ? { state: follow.state } : {}),
})
