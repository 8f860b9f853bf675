import { pick } from './material'
import type { Kind } from './positives'

const spoken: Record<string, string> = {
  0: '零',
  1: '一',
  2: '二',
  3: '三',
  4: '四',
  5: '五',
  6: '六',
  7: '七',
  8: '八',
  9: '九',
}
const wide = (text: string): string => text.replace(/[!-~]/g, ch => String.fromCharCode(ch.charCodeAt(0) + 0xfee0))

/** Contact fields as people write them. */
export const FIELD_KINDS: Record<string, Kind> = {
  'mobile phone': ({ row }, random) => {
    const n = row.phone ?? ''
    if (!/^1\d{10}$/.test(n)) return undefined
    const parts = [n.slice(0, 3), n.slice(3, 7), n.slice(7)]
    return {
      phone: pick(
        [
          `+86 ${parts.join(' ')}`,
          `0086-${n}`,
          `86${n}`,
          `(+86)${parts.join('-')}`,
          wide(n),
          n.replace(/0/g, 'O'),
          n.replace(/1/g, 'l'),
          `手机：${n}（微信同号）`,
          `Tel:${parts.join('.')}`,
          `${n}/010-66668888`,
          `张经理${n}`,
          `+86-${parts.join('-')}`,
          `0${n}`,
          [...n].join(' '),
          `${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
          `13800000000 ${n}`,
          `微信/手机 ${n}`,
          `${n}转`,
          `＋８６${n}`,
          `☎${n}`,
          [...n].map(d => spoken[d]).join(''),
        ],
        random,
      ),
    }
  },
  landline: ({ row }, random) => {
    const found = /^(0\d{2,3})-(\d{7,8})(?:-(\d+))?$/.exec(row.phone ?? '')
    if (!found) return undefined
    const [, area, n] = found as unknown as [string, string, string]
    return {
      phone: pick(
        [
          `${area}${n}`,
          `(${area})${n}`,
          `+86-${area.slice(1)}-${n}`,
          `+86 (${area}) ${n}`,
          `${area} ${n.slice(0, 4)} ${n.slice(4)}`,
          `${area}-${n}转8012`,
          `${area}-${n} ext. 12`,
          `${area}-${n}-801`,
          `电话 ${area}—${n}`,
          wide(`${area}-${n}`),
          `T: ${area}.${n}`,
          `${area}－${n}（总机）`,
          `0086 ${area.slice(1)} ${n}`,
          `${area}-${n}/${n.slice(0, -1)}9`,
          `${area}-${n} #2`,
        ],
        random,
      ),
    }
  },
  'e-mail': ({ row }, random) => {
    if (!row.email) return undefined
    const [local, domain] = row.email.split('@') as [string, string]
    return {
      email: pick(
        [
          row.email.toUpperCase(),
          `${local}＠${domain}`,
          ` mailto:${row.email}`,
          `<${row.email}>`,
          `邮箱：${row.email}`,
          `${local}+crm@${domain}`,
          `"王工" <${row.email}>`,
          `${local} @ ${domain}`,
          wide(row.email),
          `${row.email};`,
          `${local}(at)${domain}`,
          `${local}@${domain}。`,
          `E-mail:${row.email}（工作）`,
        ],
        random,
      ),
    }
  },
  'credit code': ({ row }, random) => {
    const code = row.uscc
    if (!code) return undefined
    return {
      uscc: pick(
        [
          code.toLowerCase(),
          code.replace(/(.{2})(.{6})(.{9})/, '$1 $2 $3 '),
          code.replace(/0/g, 'O'),
          code.replace(/1/g, 'I'),
          code.replace(/1/g, 'l'),
          `统一社会信用代码：${code}`,
          wide(code),
          `税号${code}`,
          `${code}（三证合一）`,
          code.match(/.{1,4}/g)!.join('-'),
          `信用代码/纳税人识别号:${code}`,
          `${code.slice(0, 8)}\n${code.slice(8)}`,
        ],
        random,
      ),
    }
  },
  'WeChat id': ({ row }, random) => {
    const id = row.wechat
    if (!id) return undefined
    return {
      wechat: pick(
        [
          id.toUpperCase(),
          `微信：${id}`,
          `vx ${id}`,
          `V:${id}`,
          `加我微信${id}`,
          wide(id),
          `${id}（微信）`,
          `wechat-id: ${id}`,
          `微信号 ${id}，备注公司`,
          `@${id}`,
          `WX：${id}`,
        ],
        random,
      ),
    }
  },
}
