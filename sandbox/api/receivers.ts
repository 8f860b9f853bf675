import { type Dict, str } from '../cards/read'
import { must } from '../core/errors'
import type { Member } from '../types'
import type { World } from '../world'

export interface Receivers {
  members: Member[]
  invalidUser: string
  invalidParty: string
}

/** Resolves touser, toparty and totag (document 90236). @throws WecomError 82001–82003, 40032, 81013 */
export function receivers(world: World, request: Dict): Receivers {
  const users = split(request.touser)
  const parties = split(request.toparty)
  const tags = split(request.totag)
  must(users.length + parties.length + tags.length > 0, 82001, 'no receiver')
  must(users.length <= 1000, 40032, 'touser: at most 1000')
  must(parties.length <= 100, 82002, 'toparty: at most 100')
  must(tags.length <= 100, 82003, 'totag: at most 100')
  const found = new Map<string, Member>()
  const badUsers: string[] = []
  const badParties: string[] = []
  const reachable = (m: Member | undefined): m is Member => m?.visible === true && m.status === 1
  const add = (member: Member) => found.set(member.userId, member)
  for (const id of users) {
    const member = world.member(id)
    if (id === '@all') for (const m of world.members.values().filter(reachable)) add(m)
    else if (reachable(member)) add(member)
    else badUsers.push(id.toLowerCase()) // message APIs answer in lower case
  }
  for (const id of parties) {
    const inside = world.members.values().filter(m => reachable(m) && m.departments.includes(Number(id)))
    if (!world.departments.has(id)) badParties.push(id)
    for (const member of inside) add(member)
  }
  must(found.size > 0, 81013, 'user & party & tag all invalid')
  return { members: [...found.values()], invalidUser: badUsers.join('|'), invalidParty: badParties.join('|') }
}

const split = (value: unknown): string[] => str(value).split('|').filter(Boolean)
