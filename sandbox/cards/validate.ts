import { must } from '../core/errors'
import type { CardBody } from '../types'
import { appLimits, botLimits } from './limits'
import { bytes, chars, type Dict, dict, list, str } from './read'

/** Where a card goes: the rules differ a little (documents 90236, 94888, 101032, 99110). */
export type CardPlace = 'app' | 'app-update' | 'bot' | 'bot-update' | 'webhook'

const types = ['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction']
const interactive = (type: string) => types.indexOf(type) >= 2

/** Whether the card can call back, so needs a callback URL and a task_id. */
export function callsBack(card: CardBody): boolean {
  return interactive(card.card_type) || dict(card.action_menu).action_list !== undefined
}

/**
 * Checks a template card as WeCom does and says what would be cut on the phone.
 * @returns display limits that are exceeded, as sentences; these are no errors
 * @throws WecomError with the codes of document 90313
 */
export function validateCard(raw: unknown, place: CardPlace): string[] {
  const card = dict(raw) as CardBody
  const type = str(card.card_type)
  must(types.includes(type), 42031, `invalid card_type ${type}`)
  if (place === 'webhook') must(!interactive(type), 42031, 'webhook takes text_notice and news_notice only')
  checkTaskId(card, place)
  checkTitle(card, type)
  checkLists(card)
  if (type === 'text_notice' || type === 'news_notice') checkNotice(card, type)
  if (type === 'button_interaction') checkButtons(card, place)
  if (type === 'vote_interaction') checkOptions(dict(card.checkbox), 20)
  if (type === 'multiple_interaction') checkSelects(card)
  if (type === 'vote_interaction' || type === 'multiple_interaction') checkSubmit(card)
  return displayWarnings(card, place)
}

function checkTaskId(card: CardBody, place: CardPlace): void {
  if (place === 'webhook' || place === 'app-update') return
  const code = place === 'app' ? 42014 : 846625
  if (callsBack(card)) must(str(card.task_id) !== '', code, 'task_id is required')
  if (card.task_id === undefined) return
  const id = str(card.task_id)
  must(/^[0-9A-Za-z_\-@]+$/.test(id) && bytes(id) <= 128, code, 'task_id: [0-9A-Za-z_-@], at most 128 bytes')
}

function checkTitle(card: CardBody, type: string): void {
  const title = str(dict(card.main_title).title)
  if (type === 'text_notice')
    must(title || str(card.sub_title_text), 42033, 'main_title.title or sub_title_text needed')
  else must(title, 42033, 'main_title.title needed')
}

function checkLists(card: CardBody): void {
  const rows = list(card.horizontal_content_list)
  must(rows.length <= 6, 42035, 'horizontal_content_list: at most 6')
  for (const row of rows) {
    must(str(row.keyname), 42027, 'horizontal_content_list.keyname missing')
    if (row.type === 1) must(str(row.url), 42028, 'horizontal_content_list.url missing')
    if (row.type === 2) must(str(row.media_id), 42029, 'horizontal_content_list.media_id missing')
    if (row.type === 3) must(str(row.userid), 42050, 'horizontal_content_list.userid missing')
  }
  const jumps = list(card.jump_list)
  must(jumps.length <= 3, 42042, 'jump_list: at most 3')
  for (const jump of jumps) {
    must(str(jump.title), 42033, 'jump_list.title missing')
    if (jump.type === 1) must(str(jump.url), 42028, 'jump_list.url missing')
    if (jump.type === 2) must(str(jump.appid), 42030, 'jump_list.appid missing')
  }
  must(list(card.vertical_content_list).length <= 4, 42036, 'vertical_content_list: at most 4')
  checkMenu(dict(card.action_menu))
}

function checkMenu(menu: Dict): void {
  if (menu.action_list === undefined) return
  const actions = list(menu.action_list)
  must(actions.length >= 1 && actions.length <= 3, 40058, 'action_list: 1 to 3')
  const keys = actions.map(action => str(action.key))
  must(
    keys.every(key => key && bytes(key) <= 1024),
    42039,
    'action_list.key missing or too long',
  )
  must(new Set(keys).size === keys.length, 42051, 'action_list.key repeated')
}

function checkNotice(card: CardBody, type: string): void {
  const action = dict(card.card_action)
  must(action.type === 1 || action.type === 2, 42045, 'card_action needed')
  if (action.type === 1) must(str(action.url), 42028, 'card_action.url missing')
  if (action.type === 2) must(str(action.appid), 42030, 'card_action.appid missing')
  if (type !== 'news_notice') return
  must(card.card_image || card.image_text_area, 42044, 'card_image or image_text_area needed')
  if (card.card_image) must(str(dict(card.card_image).url), 42044, 'card_image.url missing')
}

function checkButtons(card: CardBody, place: CardPlace): void {
  if (card.button_selection) checkOptions(dict(card.button_selection), 10)
  const buttons = list(card.button_list)
  must(buttons.length <= 6, 42038, 'button_list: at most 6')
  const updating = place === 'app-update' || place === 'bot-update'
  if (!updating) must(buttons.length >= 1, 42038, 'button_list missing')
  for (const button of buttons) {
    must(str(button.text), 42038, 'button text missing')
    if (button.type === 1) must(str(button.url), 42028, 'button url missing')
    else must(str(button.key) && bytes(str(button.key)) <= 1024, 42039, 'button key missing or too long')
  }
}

function checkOptions(question: Dict, max: number): void {
  must(
    str(question.question_key) && bytes(str(question.question_key)) <= 1024,
    42043,
    'question_key missing or too long',
  )
  const options = list(question.option_list)
  must(options.length >= 1 && options.length <= max, 42037, `option_list: 1 to ${max}`)
  for (const option of options) {
    must(str(option.id) && bytes(str(option.id)) <= 128, 42040, 'option id missing or too long')
    must(str(option.text), 42041, 'option text missing')
  }
}

function checkSelects(card: CardBody): void {
  const selects = list(card.select_list)
  must(selects.length >= 1 && selects.length <= 3, 42047, 'select_list: 1 to 3')
  for (const select of selects) checkOptions(select, 10)
}

function checkSubmit(card: CardBody): void {
  const submit = dict(card.submit_button)
  must(str(submit.text), 42049, 'submit_button.text missing')
  must(str(submit.key) && bytes(str(submit.key)) <= 1024, 42046, 'submit_button.key missing or too long')
}

function displayWarnings(card: CardBody, place: CardPlace): string[] {
  const limits = place === 'app' || place === 'app-update' ? appLimits : botLimits
  const found: string[] = []
  const note = (where: string, value: unknown, max: number) => {
    const count = chars(str(value))
    if (count > max) found.push(`${where}: ${count} > ${max} 字`)
  }
  note('source.desc', dict(card.source).desc, limits.source)
  note('main_title.title', dict(card.main_title).title, limits.title)
  note('main_title.desc', dict(card.main_title).desc, interactiveDesc(card, limits.desc))
  note('sub_title_text', card.sub_title_text, limits.subTitle)
  note('emphasis_content.title', dict(card.emphasis_content).title, limits.emphasisTitle)
  note('emphasis_content.desc', dict(card.emphasis_content).desc, limits.emphasisDesc)
  for (const row of list(card.horizontal_content_list)) {
    note('keyname', row.keyname, limits.key)
    note('value', row.value, limits.value)
  }
  for (const jump of list(card.jump_list)) note('jump_list.title', jump.title, limits.jump)
  for (const button of list(card.button_list)) note('button.text', button.text, limits.button)
  for (const option of list(dict(card.button_selection).option_list)) note('option.text', option.text, limits.option)
  return found
}

// vote and multiple cards allow a longer description (document 90236)
const interactiveDesc = (card: CardBody, normal: number) =>
  card.card_type === 'vote_interaction' || card.card_type === 'multiple_interaction' ? 160 : normal
