import type { Directory } from '../contact/directory'
import type { Context } from '../context'
import { findMember } from '../member/members'
import { saveMembers } from './save-directory'

/** A colleague who comes before the next synchronisation: asked of WeCom at once, so that nobody waits an hour to log in. */
export async function admitMember(context: Context, directory: Directory, userId: string): Promise<void> {
  if (await findMember(context.read, userId)) return
  const seenAt = context.now()
  const member = await directory.getMember(userId)
  if (member !== 'none') await context.transaction(tx => saveMembers(tx, [member], seenAt))
}
