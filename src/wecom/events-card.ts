import type { CardSelection, CardTap } from './event-types'
import type { XmlNode } from './xml'
import { listOf, textOf, textsOf } from './xml-fields'

/** template_card_event and template_card_menu_event (document 90240). */
export function readCardTap<T extends 'card-tap' | 'card-menu'>(
  raw: XmlNode,
  type: T,
): ({ type: T } & CardTap) | undefined {
  const userId = textOf(raw, 'FromUserName').toLowerCase()
  const taskId = textOf(raw, 'TaskId')
  if (!userId || !taskId) return undefined
  return {
    type,
    userId,
    actionKey: textOf(raw, 'EventKey'),
    taskId,
    cardType: textOf(raw, 'CardType'),
    responseCode: textOf(raw, 'ResponseCode'),
    selections: readSelections(raw),
  }
}

function readSelections(raw: XmlNode): CardSelection[] {
  return listOf(raw.SelectedItems, 'SelectedItem').flatMap(item =>
    typeof item === 'string'
      ? []
      : [{ questionKey: textOf(item, 'QuestionKey'), optionIds: textsOf(item.OptionIds, 'OptionId') }],
  )
}
