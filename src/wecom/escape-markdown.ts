import { oneLine } from './clean-text'

// WeCom's markdown knows no escape character, so what has a meaning becomes its full-width twin: it looks the same and does
// nothing. `<` opens mentions and colours, `[` links, `@` mentions everybody.
const TWINS: Record<string, string> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '*': '＊',
  '`': '｀',
  '@': '＠',
  '#': '＃',
  '~': '～',
  '|': '｜',
  '\\': '＼',
  $: '＄',
}

/** Foreign text inside a markdown message: one line, no markup, no mention, nothing to tap. */
export function escapeMarkdown(text: string): string {
  return withoutLinks(oneLine(text))
    .replace(/[<>[\]*`@#~|\\$]/g, char => TWINS[char]!)
    .replace(/(^|\s)_+|_+(?=\s|$)/g, match => match.replaceAll('_', '＿'))
    .replace(/^[-+](?=\s)/, '·')
}

/** Breaks addresses that a client would turn into links by itself. */
function withoutLinks(text: string): string {
  return text.replace(/:\/\//g, '：／／').replace(/([a-z0-9-])\.(?=[a-z]{2,})/gi, '$1．')
}

/** Foreign text in a plain text message, where WeCom reads `<a href>`, mentions and bare addresses. */
export function escapeText(text: string): string {
  return withoutLinks(text).replace(/[<>@]/g, char => TWINS[char]!)
}
