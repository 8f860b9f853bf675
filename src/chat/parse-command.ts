import type { Outcome } from '../dispute/dispute.entity'

/** The words the bot and the app understand. */
export type Command =
  | { verb: 'check'; text: string }
  | { verb: 'register'; text: string }
  | { verb: 'appeal'; text: string }
  | {
      verb: 'rule'
      no?: number
      outcome?: Outcome
      shares?: [number, number]
      text: string
    }
  | { verb: 'mine'; text: string }
  | { verb: 'bind'; text: string }
  | { verb: 'help' }

type Verb = Command['verb']

/** Longest first, so that 我的客户 is not taken for 客户, nor 查重 for 查. */
const WORDS: [RegExp, Verb][] = [
  [/我的客户/, 'mine'],
  [/报备|登记客户/, 'register'],
  [/申诉/, 'appeal'],
  [/裁决|判给|裁定/, 'rule'],
  [/绑定(本群)?/, 'bind'],
  [/帮助|help|怎么用|菜单/i, 'help'],
  [/查一下|查查|查重|查询|查/, 'check'],
]

const OUTCOMES: [RegExp, Outcome][] = [
  [/判给|归属?给?(?=\s*\S)/, 'award'],
  [/联合跟进|联合|共同跟进/, 'joint'],
  [/退回公海|退公海|公海|释放/, 'release'],
  [/驳回(申诉)?|不成立|维持/, 'dismiss'],
]

/** Signs people put around commands: slashes, colons, brackets, full stops. */
const EDGE = /^[\s/、，,。.：:;；!！?？#【】[\]()（）"'“”]+|[\s、，,。.：:;；!！?？【】[\]"'“”]+$/g

/**
 * Reads a command, forgiving about spaces, full-width signs and order: the verb may stand in front or at the end,
 * numbers and names in any order.
 * @returns undefined when the text does not begin or end with a known word
 */
export function parseCommand(raw: string): Command | undefined {
  const text = tidy(raw.normalize('NFKC').slice(0, 2000))
  if (!text) return undefined
  for (const [word, verb] of WORDS) {
    const rest = cutAtStart(text, word) ?? cutAtEnd(text, word)
    if (rest !== undefined) return build(verb, rest, text)
  }
  return NUMBERED_RULING.test(text) ? build('rule', text, text) : undefined
}

/** `12号判给张三`: the number first and the outcome right behind it, because talk has numbers and these words too. */
const NUMBERED_RULING = new RegExp(`^#?\\s*\\d{1,9}\\s*号?\\s*(?:${OUTCOMES.map(([word]) => word.source).join('|')})`)

const tidy = (text: string) => text.replace(EDGE, '').replace(/\s+/g, ' ')

function cutAtStart(text: string, word: RegExp): string | undefined {
  const match = new RegExp(`^(?:请|帮我|帮忙|麻烦)?\\s*(?:${word.source})`, word.flags).exec(text)
  return match ? tidy(text.slice(match[0].length)) : undefined
}

/** Only as a word of its own: a company name may end in any of these characters. */
function cutAtEnd(text: string, word: RegExp): string | undefined {
  const match = new RegExp(`\\s(?:${word.source})(?:一下)?$`, word.flags).exec(text)
  return match ? tidy(text.slice(0, match.index)) : undefined
}

function build(verb: Verb, rest: string, whole: string): Command {
  switch (verb) {
    case 'rule':
      return ruling(whole)
    case 'help':
      return { verb }
    default:
      return { verb, text: rest }
  }
}

/** `裁决 #12 判给 张三`, `12号判给张三`, `裁决 联合 60 40 #12`: number, outcome and the rest. */
function ruling(whole: string): Command {
  const text = whole.replace(/裁决|裁定/g, ' ')
  const { no, text: afterNo } = takeNumber(text)
  const [outcome, word] = outcomeOf(afterNo)
  const shares = outcome === 'joint' ? /(\d{1,2})\s*%?\s*[:/比,， ]\s*(\d{1,2})/.exec(afterNo) : null
  const cleared = (shares ? afterNo.replace(shares[0], ' ') : afterNo).replace(word, ' ')
  const rest = tidy(cleared.replace(/[%]/g, ' '))
  return {
    verb: 'rule',
    no,
    outcome: outcome ?? (rest ? 'award' : undefined),
    shares: shares ? [Number(shares[1]), Number(shares[2])] : undefined,
    text: rest,
  }
}

/** The outcome that is named first, and the word for it: later ones belong to the reason. */
function outcomeOf(text: string): [Outcome | undefined, word: string] {
  const found = OUTCOMES.flatMap(([word, outcome]) => {
    const match = word.exec(text)
    return match ? [{ at: match.index, outcome, word: match[0] }] : []
  })
  const [first] = found.sort((a, b) => a.at - b.at)
  return [first?.outcome, first?.word ?? '']
}

/** The case number: `#12`, a number in front, or `12号` as a word of its own (a reason may hold dates). */
function takeNumber(text: string): { no?: number; text: string } {
  const match =
    /#\s*(\d{1,9})/.exec(text) ??
    /^(\d{1,9})(?!\d)\s*号?/.exec(tidy(text)) ??
    /(?:^|\s)(\d{1,9})\s*号(?=\s|$|[,，。])/.exec(text)
  if (!match) return { text: tidy(text) }
  return { no: Number(match[1]), text: tidy(text.replace(match[0], ' ')) }
}
