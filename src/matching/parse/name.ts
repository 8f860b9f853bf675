import { chineseDigits, ordinalIn } from '../chars/numerals'
import { PLACEHOLDERS } from '../data/remarks'
import { cleanText, toSimplified } from '../normalise/text'
import type { ParsedName } from '../types'
import { formAtEnd, isBranch, lastCompanyFormEnd } from './forms'
import { parseLatin } from './latin'
import { type Place, placeAtEnd, placeAtStart, placeNamed, placesAgree } from './regions'
import { repairTrade } from './repair'
import { type Separated, separate } from './separate'
import { isAllTrade, splitTrade, tradeStart } from './trades'

/** Longest name that is parsed; longer ones are cut. */
const MAX_NAME = 64
const MAX_VIEWS = 8
/** ① before a name is a running number; NFKC would glue a digit to the name. */
const CIRCLED_NUMBER = /^\s*[\u2460-\u24ff\u2776-\u2793]+/
const HAN = /[\u3400-\u9fff]/

/** Readings of a name, best first. Empty when nothing in it tells a customer (only a form, only a trade, punctuation). */
export function parseName(name: string): ParsedName[] {
  const text = withoutShareMarks(toSimplified(cleanText(name.replace(CIRCLED_NUMBER, '')).toLowerCase()))
  if (isPlaceholder(text)) return []
  if (!HAN.test(text)) return parseLatin(text)
  const views: ParsedName[] = []
  for (const part of separate(text)) {
    for (const view of readingsOfPart(part)) {
      if (
        !views.some(v => v.brand === view.brand && v.trade === view.trade && v.regions.join() === view.regions.join())
      )
        views.push(view)
    }
  }
  return views.slice(0, MAX_VIEWS)
}

const placeholders = new Set(PLACEHOLDERS)
/** 暂无, 客户A, 测试1, 公司名称: … names nobody. */
const isPlaceholder = (text: string): boolean =>
  placeholders.has(text.replace(/[^\p{L}\p{N}]/gu, '').replace(/(?<=.)[a-z0-9]{1,3}$/, ''))

/** Marks of the stock exchanges: *ST云城, 万科A, 舜喆B. */
const withoutShareMarks = (text: string): string =>
  text.replace(/^\*?st(?=[\u4e00-\u9fff]{2})/, '').replace(/(?<=^[\u4e00-\u9fff]{2,4})[ab]$/, '')

function readingsOfPart(part: Separated): ParsedName[] {
  let text = chineseDigits(part.text.slice(0, MAX_NAME))
  let branch = part.branch
  const formEnd = lastCompanyFormEnd(text)
  if (formEnd > 2 && formEnd < text.length) {
    const tail = text.slice(formEnd)
    if (!branch && isBranch(tail)) branch = tail
    text = text.slice(0, formEnd)
  } else if (formEnd < 0) {
    const cut = bareBranch(text)
    if (cut) {
      branch = text.slice(cut)
      text = text.slice(0, cut)
    }
  }
  const { form } = formAtEnd(text)
  let core = text.slice(0, text.length - form.length)
  // A name of an institution or a shop may be its form only: 县医院.
  if (!HAN.test(core) && !/[a-z]/.test(core)) core = ''
  const codes = part.places.flatMap(p => placeNamed(p)?.codes ?? [])
  if (core.length > 4 && core.endsWith('中国')) core = core.slice(0, -2)
  const late = codes.length ? undefined : placeBeforeForm(core)
  if (late) {
    codes.push(...late.codes)
    core = core.slice(0, core.length - late.name.length)
  }
  const shared = { form, branch, ordinal: ordinalIn(core) }
  const views = peelings(core, codes, form !== '').flatMap(p =>
    brandAndTrade(p, form === '').map(bt => ({ ...bt, ...shared })),
  )
  return [...views, ...views.slice(0, 2).flatMap(repaired), ...fromPlaceInside(core, views, shared)]
}

/** Words before the name (李总那家杭州…): a reading from the first place inside, when the text ends in a form. */
function fromPlaceInside(
  core: string,
  views: ParsedName[],
  shared: Pick<ParsedName, 'form' | 'branch' | 'ordinal'>,
): ParsedName[] {
  if (!shared.form || !views[0] || views[0].regions.length || core.length < 8) return []
  for (let start = 1; start <= 8 && start < core.length - 5; start++) {
    const found = placeAtStart(core.slice(start))
    if (!found || found.place.weak || core.length - start - found.name.length < 4) continue
    const [peeled] = peelings(core.slice(start), [], true)
    return peeled
      ? brandAndTrade(peeled, false)
          .slice(0, 1)
          .map(bt => ({ ...bt, ...shared, guess: true }))
      : []
  }
  return []
}

/** The reading with a slip in its trade corrected. */
function repaired(view: ParsedName): ParsedName[] {
  const out = oneCharacterBrand(view)
  const found = view.brand.length > 3 ? repairTrade(view.brand) : undefined
  if (!found) return out
  const before = view.brand.slice(0, view.brand.length - found.length)
  const start = tradeStart(before)
  return [
    { ...view, brand: before.slice(0, start), trade: before.slice(start) + found.word + view.trade, guess: true },
    ...out,
  ]
}

/** 捷咨询 may be 凯捷咨询 with its first character lost: one character, then trade words. */
function oneCharacterBrand(view: ParsedName): ParsedName[] {
  const after = view.brand.slice(1)
  if (view.brand.length < 3 || view.brand.length > 5 || !isAllTrade(after)) return []
  return [{ ...view, brand: view.brand[0]!, trade: after + view.trade, guess: true }]
}

/** Start of a branch part behind a name without company form (招商银行深圳分行), or 0. */
function bareBranch(text: string): number {
  const ending = /(?:分公司|办事处|联络处|代表处|支公司|分行|支行|分店|分部|事业部|项目部|项目)$/.exec(text)?.[0]
  if (!ending) return 0
  const before = text.slice(0, text.length - ending.length)
  const place = placeAtEnd(before)
  const start = before.length - (place?.name.length ?? 0)
  return start >= 3 ? start : before.length >= 4 ? before.length : 0
}

/** A place between trade and form (纽威数控装备苏州股份有限公司), where registers lost its brackets. */
function placeBeforeForm(core: string): { name: string; codes: string[] } | undefined {
  const found = core.length > 5 ? placeAtEnd(core) : undefined
  if (!found || found.place.weak) return undefined
  const before = core.slice(0, core.length - found.name.length)
  return tradeStart(before) < before.length || repairTrade(before)
    ? { name: found.name, codes: found.place.codes }
    : undefined
}

interface Peeled {
  rest: string
  regions: string[]
  /** Name of the last place taken off, without 市 or 省. */
  place: string
  /** Written with 市 or 省: it can be nothing else than a place. */
  sure?: boolean
}

/** The text with its leading places taken off: first the likeliest way, then less. */
function peelings(core: string, bracketed: string[], hasForm: boolean): Peeled[] {
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
  /^(?:工业园区|高新技术产业开发区|高新技术开发区|高新区|经济技术开发区|经济开发区|经开区|开发区|综合保税区|保税区|自贸区|自由贸易试验区|自贸试验区)(?=.{3})/
const withoutZone = (rest: string): string => rest.replace(ZONE, '')

const isSure = (place: Place, insideOther: boolean): boolean => place.full || !place.weak || insideOther
const bareName = (name: string): string => (name.length > 2 ? name.replace(/(?:省|市|县|区)$/, '') : name)

/** Keeps the more exact of places inside each other. */
function mostExact(known: string[], added: string[]): string[] {
  if (!known.length) return added
  const out = added.filter(a => known.some(k => a.startsWith(k)))
  return out.length ? out : added.some(a => known.some(k => k.startsWith(a))) ? known : [...known, ...added].slice(0, 6)
}

/** Splits what is left into telling part and trade. */
function brandAndTrade(p: Peeled, cutShort: boolean): Pick<ParsedName, 'brand' | 'trade' | 'regions' | 'place'>[] {
  const { rest, regions, place } = p
  const onlyTrade = isAllTrade(rest)
  if (rest === '') return place ? [{ brand: place, trade: '', regions, place: '' }] : []
  if (!onlyTrade) {
    const start = tradeStart(rest, cutShort)
    if (rest.length < 2 && !place) return []
    if (rest.length < 2) return [{ brand: place + rest, trade: '', regions, place: '' }]
    return [{ brand: rest.slice(0, start), trade: rest.slice(start), regions, place }]
  }
  const words = splitTrade(rest)
  // All of it is trade words: the place is the telling part (南京医药), or the first word is (环球 + 体育).
  const out: Pick<ParsedName, 'brand' | 'trade' | 'regions' | 'place'>[] = []
  if (place) out.push({ brand: place, trade: rest, regions, place: '' })
  if (words.length > 1) out.push({ brand: words[0]!, trade: rest.slice(words[0]!.length), regions, place })
  else if (!place) return []
  return out
}
