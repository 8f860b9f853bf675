import type { DepartmentDetail, Directory, MemberDetail } from '../contact/directory'
import type { Context, Tx } from '../context'
import { markLeft } from './leaver'
import { renameMember } from './rename-member'
import { saveDepartments, saveMembers } from './save-directory'

/** change_contact (document 90970), and subscribe/unsubscribe, which tell about the app's visible range. */
export type DirectoryChange =
  | { type: 'directory'; change: 'member-created' | 'member-deleted'; userId: string }
  | { type: 'directory'; change: 'member-updated'; userId: string; newUserId?: string }
  | {
      type: 'directory'
      change: 'department-created' | 'department-updated' | 'department-deleted'
      departmentId: string
    }
  | { type: 'directory'; change: 'tag-updated'; tagId: string }
  | { type: 'visibility'; userId: string; visible: boolean }

export interface PreparedDirectory {
  member?: MemberDetail | 'none'
  departments?: DepartmentDetail[]
  seenAt: number
}

/** Whatever the event says, the directory is asked: an old event that comes late finds the present state. */
export async function prepareDirectoryChange(
  context: Context,
  directory: Directory,
  event: DirectoryChange,
): Promise<PreparedDirectory> {
  const seenAt = context.now()
  if ('departmentId' in event) return { departments: await directory.listDepartments(), seenAt }
  if (!('userId' in event)) return { seenAt }
  return { member: await directory.getMember(currentId(event)), seenAt }
}

export async function applyDirectoryChange(
  tx: Tx,
  event: DirectoryChange,
  { member, departments, seenAt }: PreparedDirectory,
): Promise<void> {
  if (departments) await saveDepartments(tx, departments)
  if (!('userId' in event)) return
  if ('newUserId' in event && event.newUserId) await renameMember(tx, event.userId, event.newUserId)
  if (member === 'none') await markLeft(tx, currentId(event), event.type === 'visibility' ? 'not-visible' : 'deleted')
  else if (member) await saveMembers(tx, [member], seenAt)
}

const currentId = (event: { userId: string; newUserId?: string }) => event.newUserId ?? event.userId
