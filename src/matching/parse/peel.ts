import { type Place, placeAtStart, placesAgree } from './regions'
import { isAllTrade, tradeStart } from './trades'

/** What is left of a name when places in front are taken off. */
export interface Peeled {
  rest: string
  regions: string[]
  /** Name of the last place taken off, without 市 or 省. */
  place: string
  /** Written with 市 or 省: it can be nothing else than a place. */
  sure?: boolean
}

/** The text with its leading places taken off: first the likeliest way, then less. */
export function peelings(core: string, bracketed: string[], hasForm: boolean): Peeled[] {
  const steps: Peeled[] = [{ rest: core, regions: bracketed, place: '' }]
  let rest = core
  let regions = bracketed
  let likeliest = 0
  let lastIsPlace = false
  if (core.startsWith('中国') && core.length > 4) {
    rest = core.slice(2)
    steps.push({ rest, regions, place: '中国' })
    likeliest = 1
  }
  for (let level = 0; level < 3; level++) {
    const found = placeAtStart(rest)
    if (!found) break
    const inside = regions.length
      ? found.place.codes.filter(c => regions.some(r => placesAgree(r, c)))
      : found.place.codes
    const codes = inside.length ? inside : found.place.codes
    if (regions.length && !inside.length && !found.place.full) break
    lastIsPlace = !found.place.weak || found.place.full
    rest = withoutZone(rest.slice(found.name.length))
    const sure = isSure(found.place, inside.length > 0 && regions.length > 0)
    regions = mostExact(regions, codes)
    steps.push({ rest, regions, place: bareName(found.name), sure: found.place.full && found.name.length > 2 })
    if (sure && rest.length >= 2) likeliest = steps.length - 1
    else if (!sure) break
  }
  const town = regions.length ? townAtStart(rest) : undefined
  if (town) {
    const { place } = steps[likeliest]!
    return [town.after, town.name + town.after].map(rest => ({ rest, regions, place }))
  }
  const best = steps[likeliest]!
  const others = steps.filter(
    (step, i) => step.rest.length >= 2 && (i > likeliest || (i === likeliest - 1 && !best.sure)),
  )
  // Nothing but places names nobody, unless a form makes a company of it (宜宾股份有限公司) or the last one is a brand (江苏吴中).
  if (rest === '' && !hasForm && steps.length > 1 && lastIsPlace) return []
  return [best, ...others].filter(s => s.rest !== '' || s.place !== '')
}

/** Development zones behind a city say nothing about the brand. */
const ZONE =
  /^(?:工业园区?|园区|新区|高新技术产业开发区|高新技术开发区|高新区|经济技术开发区|经济开发区|经开区|开发区|综合保税区|保税区|自贸区|自由贸易试验区|自贸试验区)(?=.{3})/
const withoutZone = (rest: string): string => rest.replace(ZONE, '')

/** 华士镇鹏飞纺织: the town behind a county or city, its name, and what follows, which must name somebody. */
function townAtStart(rest: string): { name: string; after: string } | undefined {
  const [town, name] = /^([\u4e00-\u9fff]{2,3})(?:镇|乡|街道)(?=.{4})/.exec(rest) ?? []
  const after = rest.slice(town?.length)
  return name && tradeStart(after) >= 2 && !isAllTrade(after) ? { name, after } : undefined
}

const isSure = (place: Place, insideOther: boolean): boolean => place.full || !place.weak || insideOther
const bareName = (name: string): string => (name.length > 2 ? name.replace(/(?:省|市|县|区)$/, '') : name)

/** Keeps the more exact of places inside each other. */
function mostExact(known: string[], added: string[]): string[] {
  if (!known.length) return added
  const out = added.filter(a => known.some(k => a.startsWith(k)))
  return out.length ? out : added.some(a => known.some(k => k.startsWith(a))) ? known : [...known, ...added].slice(0, 6)
}
