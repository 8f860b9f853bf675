import { bytes, type Dict, dict, list, str } from '../cards/read'
import { must } from '../core/errors'
import type { World } from '../world'
import { findMedia } from './media'

const within = (text: string, max: number, what: string) =>
  must(bytes(text) <= max, 45002, `${what}: at most ${max} bytes`)

/**
 * Checks the body of a message other than a template card (documents 90236, 90248, 99110).
 * @returns the body object, e.g. `{content}`
 */
export function checkContent(
  world: World,
  request: Dict,
  allowed: string[],
  markdownMax = 2048,
): { type: string; content: Dict } {
  const type = str(request.msgtype)
  must(allowed.includes(type), 40008, `invalid message type ${type}`)
  const content = dict(request[type])
  switch (type) {
    case 'text':
      must(str(content.content), 44004, 'text content is empty')
      within(str(content.content), 2048, 'text.content')
      break
    case 'markdown':
    case 'markdown_v2':
      must(str(content.content), 44004, 'markdown content is empty')
      within(str(content.content), markdownMax, 'markdown.content')
      break
    case 'textcard':
      must(
        str(content.title) && str(content.description) && str(content.url),
        40058,
        'textcard: title, description, url',
      )
      within(str(content.title), 128, 'textcard.title')
      within(str(content.description), 512, 'textcard.description')
      within(str(content.url), 2048, 'textcard.url')
      break
    case 'news': {
      const articles = list(content.articles)
      must(articles.length >= 1 && articles.length <= 8, 40058, 'articles: 1 to 8')
      break
    }
    case 'miniprogram_notice':
      checkNotice(world, content)
      break
    default:
      findMedia(world, str(content.media_id))
  }
  return { type, content }
}

// document 90236, miniprogram_notice
function checkNotice(world: World, content: Dict): void {
  must(world.settings.miniProgramBound, 90206, 'the app has no mini-program')
  must(str(content.appid) === world.credentials.wxAppId, 90207, 'invalid appid')
  must(bytes(str(content.page)) <= 1024, 90204, 'page: at most 1024 bytes')
  must(str(content.title), 40058, 'title missing')
  const items = list(content.content_item)
  must(items.length <= 10, 90201, 'content_item: at most 10')
  for (const item of items) {
    must([...str(item.key)].length <= 10, 90202, 'key: at most 10')
    must([...str(item.value)].length <= 30, 90203, 'value: at most 30')
  }
}
