import { chineseDigits, ordinalIn } from '../chars/numerals'
import { PLACEHOLDERS } from '../data/remarks'
import { cleanText, toSimplified } from '../normalise/text'
import type { ParsedName } from '../types'
import { publicBody } from './bodies'
import { foreignInChinese } from './foreign'
import { formAtEnd, isBranch, lastCompanyFormEnd } from './forms'
import { placeGuesses, tradeFirst, withoutLetters, withoutRepetition } from './guesses'
import { parseLatin } from './latin'
import { type Peeled, peelings } from './peel'
import { placeAtStart, placeNamed } from './regions'
import { repairTrade } from './repair'
import { type Separated, separate } from './separate'
import { bareBranch, placeBeforeForm, placeBehindForm } from './tails'
import { isAllTrade, isTradeEnd, splitTrade, tradeStart } from './trades'

/** Longest name that is parsed; longer ones are cut. */
const MAX_NAME = 64
const MAX_VIEWS = 8
/** ① before a name is a running number; NFKC would glue a digit to the name. */
const CIRCLED_NUMBER = /^\s*[\u2460-\u24ff\u2776-\u2793]+/
const HAN = /[\u3400-\u9fff]/

/** Readings of a name, best first. Empty when nothing in it tells a customer (only a form, only a trade, punctuation). */
export function parseName(name: string): ParsedName[] {
  const cleaned = toSimplified(cleanText(name.replace(CIRCLED_NUMBER, '')))
  const text = withoutShareMarks(cleaned.toLowerCase())
  if (isPlaceholder(text)) return []
  if (!HAN.test(text)) return parseLatin(cleaned)
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

/** Marks of the stock exchanges: *ST云城, S*ST, XD (without dividend), N (new), 万科A, 舜喆B, 退 (leaving). */
const withoutShareMarks = (text: string): string =>
  text
    .replace(/^(?:s?\*?st|(?:xd|xr|dr|n)(?=.{2,3}$))(?=[\u4e00-\u9fff]{2})/, '')
    .replace(/(?<=^[\u4e00-\u9fff]{2,4})[ab]$|(?<=^[\u4e00-\u9fff]{2,3})退$/, '')

/** 中铁四局二公司 is 中铁四局第二工程公司; 集团 inside a numbered name says nothing. */
const asRegistered = (text: string): string =>
  text
    .replace(/(?<=局)(?:集团)?第?([一二三四五六七八九十]{1,3})公司/, '第$1工程公司')
    .replace(/(?<=局)集团(?=第)/, '')
    .replace('大学医学院附属', '大学附属')

function readingsOfPart(part: Separated): ParsedName[] {
  const body = publicBody(chineseDigits(part.text.slice(0, MAX_NAME)))
  let text = asRegistered(body.text)
  let branch = part.branch || body.department
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
  const codes = part.places.flatMap(p => placeNamed(p)?.codes ?? [])
  const behind = codes.length ? undefined : placeBehindForm(text)
  if (behind) {
    codes.push(...behind.codes)
    text = text.slice(0, -behind.name.length)
  }
  const { form } = formAtEnd(text)
  let core = text.slice(0, text.length - form.length)
  // 松江电炉厂有限责任公司 was 松江电炉厂 before it became a company.
  if (form && isTradeEnd(core.replace(/厂$/, ''))) core = core.replace(/厂$/, '')
  // A name of an institution or a shop may be its form only: 县医院.
  if (!HAN.test(core) && !/[a-z]/.test(core)) core = ''
  if (core.length > 3 && core.endsWith('中国')) core = core.slice(0, -2)
  const late = codes.length ? undefined : placeBeforeForm(core)
  if (late) {
    codes.push(...late.codes)
    core = core.slice(0, core.length - late.name.length)
  }
  const shared = { form, branch, ordinal: ordinalIn(core) }
  const views = peelings(core, codes, form !== '').flatMap(p =>
    brandAndTrade(p, form).map(bt => ({ ...bt, ...shared })),
  )
  return [
    ...views,
    ...views.slice(0, 2).flatMap(view => repaired(view, views[0]!)),
    ...guessed(core, codes, views[0], shared),
    ...fromPlaceInside(core, views, shared),
  ]
}

/** Readings of a name whose parts stand in another order, are shortened, or written twice. */
function guessed(
  core: string,
  codes: string[],
  main: ParsedName | undefined,
  shared: Pick<ParsedName, 'form' | 'branch' | 'ordinal'>,
): ParsedName[] {
  if (!main) return []
  const guesses = main.regions.length ? [] : placeGuesses(core)
  if (main.trade === '' && shared.form === '') {
    const first = tradeFirst(main.brand)
    if (first) guesses.push({ rest: first.rest, regions: first.regions.length ? first.regions : main.regions })
  }
  const foreign = foreignInChinese(core)
  if (foreign) guesses.push({ rest: foreign, regions: codes })
  const chinese = withoutLetters(core)
  if (chinese) guesses.push({ rest: chinese, regions: codes })
  const once = withoutRepetition(core)
  if (once) guesses.push({ rest: once, regions: codes })
  return guesses.flatMap(({ rest, regions }) => {
    const [peeled] = peelings(rest, regions, shared.form !== '')
    return peeled
      ? brandAndTrade(peeled, shared.form, false)
          .slice(0, 1)
          .map(bt => ({ ...bt, ...shared, guess: true }))
      : []
  })
}

/** Words before the name (李总那家杭州…): a reading from the first place inside, when the text ends in a form. */
function fromPlaceInside(
  core: string,
  views: ParsedName[],
  shared: Pick<ParsedName, 'form' | 'branch' | 'ordinal'>,
): ParsedName[] {
  if (!views[0] || views[0].regions.length || core.length < 8) return []
  // Without a form at its end a text is taken for words and a name only when both are long enough.
  for (let start = shared.form ? 1 : 3; start <= 8 && start < core.length - 5; start++) {
    const found = placeAtStart(core.slice(start))
    if (!found || found.place.weak || core.length - start - found.name.length < 4) continue
    const [peeled] = peelings(core.slice(start), [], true)
    if (!shared.form && peeled && tradeStart(peeled.rest, true) === peeled.rest.length) return []
    return peeled
      ? brandAndTrade(peeled, shared.form)
          .slice(0, 1)
          .map(bt => ({ ...bt, ...shared, guess: true }))
      : []
  }
  return []
}

/** The reading with a slip in its trade corrected. */
function repaired(view: ParsedName, main: ParsedName): ParsedName[] {
  const out = oneCharacterBrand(view)
  const found = view.brand.length > 3 ? repairTrade(view.brand) : undefined
  const before = found ? view.brand.slice(0, view.brand.length - found.length) : ''
  // 重庆健摩: with the place left on the brand, 健摩 is the brand and no slip of 健康.
  if (!found || (view !== main && isCity(before))) return out
  const start = tradeStart(before)
  return [
    { ...view, brand: before.slice(0, start), trade: before.slice(start) + found.word + view.trade, guess: true },
    ...out,
  ]
}

const isCity = (name: string): boolean => placeNamed(name)?.codes.some(c => c.length <= 4) ?? false

/** 捷咨询 may be 凯捷咨询 with its first character lost: one character, then trade words. */
function oneCharacterBrand(view: ParsedName): ParsedName[] {
  const after = view.brand.slice(1)
  if (view.brand.length < 3 || view.brand.length > 5 || !isAllTrade(after)) return []
  return [{ ...view, brand: view.brand[0]!, trade: after + view.trade, guess: true }]
}

/** Splits what is left into telling part and trade. */
function brandAndTrade(
  p: Peeled,
  form: string,
  cutShort = form === '',
): Pick<ParsedName, 'brand' | 'trade' | 'regions' | 'place'>[] {
  const { rest, regions, place } = p
  const onlyTrade = isAllTrade(rest)
  if (rest === '') return place ? [{ brand: place, trade: '', regions, place: '' }] : []
  if (!onlyTrade) {
    const start = tradeStart(rest, cutShort)
    // 煌上煌集团食品: what the group is called, and its business.
    if (start < rest.length && start > 3 && rest.slice(0, start).endsWith('集团'))
      return [{ brand: rest.slice(0, start - 2), trade: rest.slice(start), regions, place }]
    if (rest.length < 2 && !place) return []
    if (rest.length < 2) return [{ brand: place + rest, trade: '', regions, place: '' }]
    return [{ brand: rest.slice(0, start), trade: rest.slice(start), regions, place }]
  }
  const words = splitTrade(rest)
  // All of it is trade words: the place is the telling part (南京医药), or the first word is (环球 + 体育).
  const out: Pick<ParsedName, 'brand' | 'trade' | 'regions' | 'place'>[] = []
  if (place) out.push({ brand: place, trade: rest, regions, place: '' })
  if (words.length > 1) out.push({ brand: words[0]!, trade: rest.slice(words[0]!.length), regions, place })
  // 园林股份, of a company that is called by its place and business.
  else if (!place && form === '股份') return [{ brand: rest, trade: '', regions, place }]
  else if (!place) return []
  return out
}
