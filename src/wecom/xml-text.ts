import { Refusal } from './refusal'

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{1,8}));/g

/** Decodes the five entities of XML and character numbers; any other `&` is refused. */
export function decodeText(raw: string): string {
  if (!raw.includes('&')) return raw
  let end = 0
  let text = ''
  for (const match of raw.matchAll(REFERENCE)) {
    text += plain(raw.slice(end, match.index)) + referenced(match)
    end = match.index + match[0].length
  }
  return text + plain(raw.slice(end))
}

function plain(piece: string): string {
  if (piece.includes('&')) throw new Refusal('xml', 'entity')
  return piece
}

function referenced([, decimal, hex, name]: RegExpMatchArray): string {
  if (name) {
    const char = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
    if (char === undefined) throw new Refusal('xml', 'entity')
    return char
  }
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex!, 16)
  const allowed =
    code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
  if (!allowed) throw new Refusal('xml', 'character number')
  return String.fromCodePoint(code)
}

/** Text as CDATA, safe for any content: `]]>` is split over two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
