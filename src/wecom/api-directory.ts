import { z } from 'zod'
import type { Api } from './client'

const numbers = z.array(z.number()).default([])
const texts = z.array(z.string()).default([])

/** Document 90196. Mobile, e-mail and avatar are not returned to apps created after 2022-06-20. */
const Member = z.object({
  userid: z.string().transform(id => id.toLowerCase()),
  name: z.string().default(''),
  department: numbers,
  is_leader_in_dept: numbers,
  direct_leader: texts.transform(ids => ids.map(id => id.toLowerCase())),
  main_department: z.number().optional(),
  position: z.string().default(''),
  /** 1 active, 2 disabled, 4 not activated, 5 left */
  status: z.number().default(1),
})
export type WecomMember = z.infer<typeof Member>

/** Document 90208. */
const Department = z.object({
  id: z.number(),
  name: z.string().default(''),
  parentid: z.number().default(0),
  order: z.number().default(0),
  department_leader: texts.transform(ids => ids.map(id => id.toLowerCase())),
})
export type WecomDepartment = z.infer<typeof Department>

/** Members and departments, as far as the app's visible range reaches. */
export function directoryApi(api: Api) {
  return {
    getMember: (userId: string): Promise<WecomMember> =>
      api({ method: 'GET', path: '/user/get', query: { userid: userId }, idempotent: true }, Member),

    /** Members of one department, without those of its children. */
    listMembers: async (departmentId: number): Promise<WecomMember[]> => {
      const query = { department_id: String(departmentId) }
      const answer = await api(
        { method: 'GET', path: '/user/list', query, idempotent: true },
        z.object({ userlist: z.array(Member).default([]) }),
      )
      return answer.userlist
    },

    listDepartments: async (): Promise<WecomDepartment[]> => {
      const answer = await api(
        { method: 'GET', path: '/department/list', idempotent: true },
        z.object({ department: z.array(Department).default([]) }),
      )
      return answer.department
    },

    /** Opaque ids of a bot's callback as member ids (document 101521); plain ids and strangers are left out. */
    resolveOpenUserIds: async (openUserIds: string[]): Promise<Map<string, string>> => {
      const body = { open_userid_list: openUserIds }
      const schema = z.object({
        userid_list: z.array(z.object({ userid: z.string(), open_userid: z.string() })).default([]),
      })
      const answer = await api({ method: 'POST', path: '/batch/openuserid_to_userid', body, idempotent: true }, schema)
      return new Map(answer.userid_list.map(pair => [pair.open_userid, pair.userid.toLowerCase()]))
    },
  }
}
