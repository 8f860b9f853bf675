import { notUnderstoodInGroup, unknownCommand } from '../cards/chat-cards'
import type { Tx } from '../context'
import type { Notice } from '../delivery/messages'
import { type Place, runCommand } from './commands'
import { warnAboutMentions } from './mentions'

/** What a member said to us: a command, or free talk in which a registered customer may be mentioned. */
export async function handleText(tx: Tx, text: string, place: Place): Promise<Notice | undefined> {
  const answer = await runCommand(tx, text, place)
  if (answer) return answer
  const mentions = await warnAboutMentions(tx, text, place)
  if (mentions.found) return mentions.answer
  if (place.kind === 'single') return unknownCommand()
  return place.addressed ? notUnderstoodInGroup() : undefined
}
