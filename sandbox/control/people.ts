import { addMember, loginCode, memberQuits, moveMember, putDepartment, setVisible } from '../actions/people'
import { check } from '../core/errors'
import type { Department } from '../types'
import { act, type ControlRequest, optionalFlag, optionalText, person, read, text } from './types'

/** People, departments and who sits before the page. */
export const peopleActions = [
  read('/company', ({ world, bot }) => ({
    corpName: world.credentials.corpName,
    appName: world.credentials.agentName,
    botName: world.credentials.botName,
    serverUrl: world.serverUrl,
    now: world.now(),
    settings: world.settings,
    bot: { connected: bot.connected, lost: bot.lost },
    departments: world.departments.values().sort((a, b) => a.id - b.id),
    members: world.members.values().map(member => ({
      ...member,
      department: world.departments.get(String(member.departments[0]))?.name ?? '',
      leads: world.departments
        .values()
        .filter(d => d.leaders.includes(member.userId))
        .map(d => d.id),
    })),
  })),
  act('/people', (tenant, request) => {
    const departments = numbers(request, 'departments')
    const serves = optionalFlag(request, 'serves')
    const member = addMember(tenant, {
      userId: text(request, 'userId'),
      name: text(request, 'name'),
      position: optionalText(request, 'position') ?? '',
      role: optionalText(request, 'role') ?? '销售',
      ...(departments ? { departments } : {}),
      ...(serves === undefined ? {} : { serves }),
    })
    return { member }
  }),
  act('/people/quit', (tenant, request) => {
    memberQuits(tenant, person(tenant, request))
    return {}
  }),
  act('/people/range', (tenant, request) => {
    setVisible(tenant, person(tenant, request), optionalFlag(request, 'visible') ?? true)
    return {}
  }),
  act('/people/move', (tenant, request) => {
    const departments = numbers(request, 'departments')
    check(departments && departments.length > 0, '缺少 departments')
    moveMember(tenant, person(tenant, request), departments)
    return {}
  }),
  act('/departments', (tenant, { body }) => {
    const { id, name, parentId, order, leaders } = body as unknown as Department
    check(Number.isInteger(id) && typeof name === 'string', '缺少 id 或 name')
    return {
      department: putDepartment(tenant, {
        id,
        name,
        parentId: parentId ?? 1,
        order: order ?? 0,
        leaders: leaders ?? [],
      }),
    }
  }),
  read('/login-code', (tenant, request) => {
    const kind = request.query.get('kind') === 'oauth' ? 'oauth' : 'mini'
    return { code: loginCode(tenant, person(tenant, request), kind) }
  }),
  act('/acting', (tenant, request) => {
    const member = person(tenant, request)
    request.ctx.cookies.set('sandbox_person', member.userId, { httpOnly: true, sameSite: 'lax', overwrite: true })
    return { userid: member.userId }
  }),
]

function numbers(request: ControlRequest, name: string): number[] | undefined {
  const value = request.body[name]
  if (value === undefined) return undefined
  check(Array.isArray(value) && value.every(item => Number.isInteger(item)), `${name} 应为数字列表`)
  return value as number[]
}
