import type { Context } from '../context'
import { placeholders } from '../db/execute'
import { fillUp, queryPrepared } from '../db/prepared'
import { hardKeysOf } from '../matching'
import type { MentionSpan } from './mention-span'
import { addressesIn } from './no-talk'

const MOST_VALUES = 20
/** Lists are filled up to these lengths, so that few statements are prepared. */
const SIZES = [1, 2, 4, 8, 16, 32]
/** Words before a number that say that it is something else. */
const OTHER_NUMBER =
  /(?:单号|订单|快递|运单|物流|账号|账户|帐号|卡号|尾号|版本|会议号|会议|房间|编号|流水号|合同号|工单|发票号|发票|序列号|批次|型号|货号|料号|验证码|密码|口令|ip|端口|金额|价格|身份证|qq|群号|抬头号|票号|凭证)[号码是为:：\s#]*(?!tel|phone|mob)[a-z0-9._/-]{0,10}$/i
const PHONE =
  /(?<![\dA-Za-z.]|\d[-/_#=])(?:\+?86[-\s]?)?(?:1[3-9]\d[-\s.]?\d{4}[-\s.]?\d{4}|\(?0\d{2,3}\)?[-\s.]?\d{3,4}[-\s.]?\d{4}|400[-\s]?\d{3}[-\s]?\d{4})(?![\d])(?:\s*(?:转|-|ext\.?)\s*\d{1,6}(?!\d))?/gi
const EMAIL = /[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi
const USCC = /(?<![0-9A-Za-z])[0-9A-Z](?:[0-9A-Z][ -]?){16}[0-9A-Z](?![0-9A-Za-z])/gi
/** A code of nine characters: with a letter in it, or behind the word for it, or it is some other number. */
const ORGANISATION =
  /(?<![0-9A-Za-z_.-])(?=[0-9]*[A-Z])[0-9A-Z]{8}-?[0-9X](?![0-9A-Za-z_.-])|(?<=(?:机构代码|信用代码|代码证|税号)[号码是为:：\s]{0,4})\d{8}-?[0-9X](?![0-9A-Za-z-])/g
const WECHAT = /(?<![A-Za-z0-9_@.-])[A-Za-z][A-Za-z0-9_-]{5,19}(?![A-Za-z0-9_@.-])/g

interface Found {
  start: number
  end: number
  hash: string
  kind: MentionSpan['kind']
}

/** Registered phones, e-mail addresses, USCCs and WeChat ids in a message, found by exact look-up. */
export async function hardSpans(context: Context, original: string): Promise<Omit<MentionSpan, 'quoted'>[]> {
  const found = keysIn(context, original)
  if (!found.length) return []
  const hashes = fillUp([...new Set(found.map(item => item.hash))], SIZES, '')
  const rows = await queryPrepared<{ hash: string; id: string }>(
    context.read,
    `SELECT h.hash AS hash, h.customer_id AS id FROM hard_key h JOIN customer c ON c.id = h.customer_id
     WHERE c.status = 'active' AND h.hash IN (${placeholders(hashes)})`,
    hashes,
  )
  return found.flatMap(({ start, end, hash, kind }) =>
    rows.filter(row => row.hash === hash).map(row => ({ start, end, customerId: row.id, kind, score: 0.97 })),
  )
}

function keysIn(context: Context, original: string): Found[] {
  // Full-width digits and letters have the same length, so offsets stay.
  const text = original.replace(/[\uff01-\uff5e]/g, ch => String.fromCharCode(ch.charCodeAt(0) - 0xfee0))
  if (!/\d{3}|@|[A-Za-z][\w-]{5}/.test(text)) return []
  const found: Found[] = []
  const addresses = addressesIn(text)
  /** `beside`: the same characters may be looked up as one of these, too. */
  const free = (start: number, end: number, beside?: Found['kind']) =>
    ![...found.filter(item => item.kind !== beside), ...addresses].some(taken => taken.start < end && taken.end > start)
  const scan = (
    pattern: RegExp,
    kind: Found['kind'],
    field: 'phones' | 'emails' | 'usccs' | 'wechats',
    beside?: Found['kind'],
  ) => {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.length >= MOST_VALUES || !free(start, end, beside)) continue
      if (kind === 'phone' && OTHER_NUMBER.test(text.slice(Math.max(0, start - 16), start))) continue
      for (const key of hardKeysOf({ [field]: [match[0]] }))
        if (key.kind === kind) found.push({ start, end, kind, hash: context.vault.blindIndex(key.kind, key.value) })
    }
  }
  scan(EMAIL, 'email', 'emails')
  scan(USCC, 'uscc', 'usccs')
  scan(PHONE, 'phone', 'phones')
  scan(WECHAT, 'wechat', 'wechats')
  scan(ORGANISATION, 'uscc', 'usccs', 'wechat')
  return found
}
