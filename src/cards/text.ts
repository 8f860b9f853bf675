import type { NoticeLine } from '../delivery/messages'
import type { Person } from '../member/members'

/** How moments and people read in messages. Everything is Asia/Shanghai. */
const DATE = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

/** `2026-03-05` */
export const dateText = (at: number) => DATE.format(at).replaceAll('/', '-')
/** `03-05 14:30` */
export const timeText = (at: number) => TIME.format(at).replace('/', '-')

/** `华东一部 王芳`, `华东一部 王芳（已离职）` */
export const personText = ({ name, department, status }: Omit<Person, 'userId'>) =>
  [department, status === 'left' ? `${name}（已离职）` : name].filter(Boolean).join(' ')

/** A line about a colleague, linked unless they left: WeCom refuses a card that links somebody it does not know (42050). */
export const personLine = (label: string, person: Person, value = personText(person)): NoticeLine => ({
  label,
  value,
  ...(!person.status && { userId: person.userId }),
})

/** Cuts on a character border and says so. */
export function shorten(text: string, most: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`
}
