import type { Notice } from '../delivery/messages'
import { cutChars, fitLines, multiLine, oneLine } from './clean-text'
import { escapeText } from './escape-markdown'

/** Bytes of a text message (documents 90236, 90241). */
const TEXT_BYTES = 2_048

/** A notice as plain text, for chats without markup and without buttons. */
export function renderText(notice: Notice, maxBytes: number = TEXT_BYTES): string {
  const line = (value: string, max = 120): string => escapeText(cutChars(oneLine(value), max))
  const lines = [`【${line(notice.title)}】`]
  if (notice.subtitle) lines.push(line(notice.subtitle))
  for (const { label, value } of notice.lines) lines.push(`${line(label, 20)}：${line(value)}`)
  if (notice.closed) lines.push(line(notice.closed))
  if (notice.body)
    lines.push(
      ...cutChars(multiLine(notice.body), 600)
        .split('\n')
        .map(part => escapeText(part)),
    )
  return fitLines(lines, maxBytes)
}
