import type { DirectoryEvent } from './event-types'
import type { XmlNode } from './xml'
import { textOf } from './xml-fields'

/** change_contact (document 90970). Only ids are read: what changed is fetched. */
export function readDirectory(raw: XmlNode): DirectoryEvent | undefined {
  const userId = textOf(raw, 'UserID').toLowerCase()
  const departmentId = textOf(raw, 'Id')
  const tagId = textOf(raw, 'TagId')
  switch (textOf(raw, 'ChangeType')) {
    case 'create_user':
      return userId ? { type: 'directory', change: 'member-created', userId } : undefined
    case 'delete_user':
      return userId ? { type: 'directory', change: 'member-deleted', userId } : undefined
    case 'update_user': {
      const newUserId = textOf(raw, 'NewUserID').toLowerCase()
      return userId
        ? { type: 'directory', change: 'member-updated', userId, ...(newUserId && { newUserId }) }
        : undefined
    }
    case 'create_party':
      return departmentId ? { type: 'directory', change: 'department-created', departmentId } : undefined
    case 'update_party':
      return departmentId ? { type: 'directory', change: 'department-updated', departmentId } : undefined
    case 'delete_party':
      return departmentId ? { type: 'directory', change: 'department-deleted', departmentId } : undefined
    case 'update_tag':
      return tagId ? { type: 'directory', change: 'tag-updated', tagId } : undefined
    default:
      return undefined
  }
}
