/** Words and times of the page. */
const shanghai = { timeZone: 'Asia/Shanghai', hour12: false }
const clock = new Intl.DateTimeFormat('zh-CN', { ...shanghai, hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('zh-CN', { ...shanghai, month: 'numeric', day: 'numeric' })
const full = new Intl.DateTimeFormat('zh-CN', { ...shanghai, dateStyle: 'short', timeStyle: 'medium' })

const dayKey = at => day.format(at)

/** 14:05 today, 昨天, else 3/5. */
export function shortTime(at, now) {
  if (dayKey(at) === dayKey(now)) return clock.format(at)
  if (dayKey(at) === dayKey(now - 86_400_000)) return '昨天'
  return dayKey(at)
}

/** A time line between messages. */
export function longTime(at, now) {
  return dayKey(at) === dayKey(now) ? clock.format(at) : `${dayKey(at)} ${clock.format(at)}`
}

export const fullTime = at => full.format(at)

const colours = ['#3d7eff', '#12a594', '#e5780b', '#8e5bd6', '#d6456b', '#2b8a3e', '#0c8599', '#a8642a']

/** A steady colour for a person or group; app, bot and webhook are blue. */
export function colourOf(text) {
  if (/^(app:|bot:|webhook$|sandbox-bot$|\d+$)/.test(text)) return '#2b6de5'
  let sum = 0
  for (const char of text) sum = (sum * 31 + char.codePointAt(0)) >>> 0
  return colours[sum % colours.length]
}

const emblems = { app: '报', bot: '机', webhook: '推' }

/** What stands on the face: of a Chinese name the last two characters, of a title the surname, of a group the first two. */
export function initials(name, kind = '') {
  if (emblems[kind]) return emblems[kind]
  const word = [
    ...name
      .replace(/[（(].*$/, '')
      .trim()
      .split(/\s+/)[0],
  ]
  if (kind === 'internal' || kind === 'customer' || word.length > 3) return word.slice(0, 2).join('')
  if (/(经理|总|女士|先生)$/.test(word.join(''))) return word[0]
  return word.slice(-2).join('')
}

/** One line of a message without the marks of markdown. */
export const oneLine = text => text.replace(/<[^>]*>/g, '').replace(/[*`]|^(#+|>)\s*/g, '')

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = text => text.replace(/[&<>"']/g, char => escapes[char])

/** Plain text with links, as HTML. `<a href>` of text messages (document 90236) is kept, everything else is shown as written. */
export function plainHtml(text) {
  return escapeHtml(text)
    .replace(
      /&lt;a href=&quot;(https?:[^&]*?)&quot;&gt;(.*?)&lt;\/a&gt;/g,
      '<a href="$1" target="_blank" rel="noopener">$2</a>',
    )
    .replace(/(@[一-鿿\w]+)/g, '<span class="mention">$1</span>')
    .replace(/\n/g, '<br>')
}

const inline = text =>
  escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2" target="_blank" rel="noopener">$1</a>')
    .replace(
      /&lt;font color=&quot;(info|comment|warning)&quot;&gt;(.*?)&lt;\/font&gt;/g,
      '<span class="font-$1">$2</span>',
    )
    .replace(/&lt;@([^&]+)&gt;/g, '<span class="mention">@$1</span>')

/** The markdown of WeCom (documents 90236, 99110): headings, bold, links, code, quotes, lists, colours. */
export function markdownHtml(text) {
  return text
    .split('\n')
    .map(line => {
      const heading = /^(#{1,6})\s+(.*)$/.exec(line)
      if (heading) return `<div class="md-h">${inline(heading[2])}</div>`
      if (/^>\s?/.test(line)) return `<div class="md-quote">${inline(line.replace(/^>\s?/, ''))}</div>`
      if (/^\s*([-*]|\d+\.)\s+/.test(line))
        return `<div class="md-item">${inline(line.trim().replace(/^[-*]\s+/, '• '))}</div>`
      if (line.trim() === '') return '<div class="md-gap"></div>'
      return `<div>${inline(line)}</div>`
    })
    .join('')
}
