import { type Dict, dict, list, str } from './read'

/** A card as plain text, one fact a line, for lists and for checkers that look for words. */
export function cardText(card: Dict): string {
  const title = dict(card.main_title)
  const lines = [str(dict(card.source).desc), str(title.title), str(title.desc)]
  const emphasis = dict(card.emphasis_content)
  lines.push([str(emphasis.title), str(emphasis.desc)].filter(Boolean).join(' '))
  const quote = dict(card.quote_area)
  lines.push([str(quote.title), str(quote.quote_text)].filter(Boolean).join('：'))
  lines.push(str(card.sub_title_text))
  for (const row of list(card.horizontal_content_list)) lines.push(`${str(row.keyname)}：${str(row.value)}`)
  for (const row of list(card.vertical_content_list)) lines.push(`${str(row.title)}：${str(row.desc)}`)
  return lines.filter(Boolean).join('\n')
}

/** Any message body as plain text. */
export function plainText(type: string, content: Dict): string {
  switch (type) {
    case 'text':
    case 'markdown':
    case 'markdown_v2':
    case 'stream':
      return str(content.content)
    case 'textcard':
      return `${str(content.title)}\n${str(content.description).replace(/<[^>]+>/g, '')}`
    case 'template_card':
      return cardText(content)
    case 'news':
      return list(content.articles)
        .map(article => `${str(article.title)} ${str(article.description)}`)
        .join('\n')
    case 'miniprogram_notice':
      return [
        str(content.title),
        str(content.description),
        ...list(content.content_item).map(i => `${str(i.key)}：${str(i.value)}`),
      ].join('\n')
    case 'note':
      return str(content.text)
    default:
      return `[${type}]`
  }
}
