import { must } from '../core/errors'
import { randomId } from '../core/random'
import type { Media } from '../types'
import type { World } from '../world'
import { type FilePart, filePart } from './multipart'
import { Download, get, post } from './request'

const limits: Record<string, number> = { image: 10, voice: 2, video: 10, file: 20 }
const THREE_DAYS = 3 * 86_400_000

/** Temporary media (document 90253). */
export const mediaEndpoints = [
  post('media/upload', ({ world }, { query, raw, contentType }) => {
    const type = query.get('type') ?? ''
    const megabytes = limits[type]
    must(megabytes, 40008, 'type: image, voice, video, file')
    const part = filePart(raw, contentType, 'media')
    must(part, 40058, 'multipart field media missing')
    must(part.data.length > 5, 40058, 'file must be larger than 5 bytes')
    must(part.data.length <= megabytes * 1024 * 1024, 45002, `file too large for ${type}`)
    const media = store(world, type, part)
    return { type, media_id: media.id, created_at: String(Math.floor(media.at / 1000)) }
  }),
  get('media/get', ({ world }, { query }) => {
    const media = findMedia(world, query.get('media_id') ?? '')
    return new Download(Buffer.from(media.base64, 'base64'), media.contentType, media.filename)
  }),
]

function store(world: World, type: string, part: FilePart): Media {
  const media: Media = {
    id: randomId('3', 30),
    type,
    filename: part.filename,
    contentType: part.contentType,
    at: world.now(),
    base64: part.data.toString('base64'),
  }
  return world.media.put(media.id, media)
}

/** @throws WecomError 40007 (unknown), 40145 (older than 3 days) */
export function findMedia(world: World, id: string): Media {
  const media = world.media.get(id)
  must(media, 40007, 'invalid media_id')
  must(world.now() - media.at <= THREE_DAYS, 40145, 'media_id expired')
  return media
}
