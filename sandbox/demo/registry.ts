import { seeded } from '../core/random'
import { reps } from './people'
import { makeUscc } from './uscc'
import * as words from './words'

/** One line of the demo customer list, in the form of the import (`npm run import`, POST /api/v1/admin/imports). */
export interface DemoCustomer {
  name: string
  contact: string
  phone: string
  email?: string
  uscc?: string
  wechat?: string
  ownerUserId: string
  /** ISO 8601 with the offset of Shanghai. */
  registeredAt: string
  protectedUntil: string
  remark: string
}

export const DEMO_CUSTOMERS = 3000
const DAY = 86_400_000

/**
 * The customers of the demo company: always the same for the same day.
 * Telephone numbers: China reserves none for fiction, so these lie in 145 0000 xxxx. 145 was issued to data cards, which take no
 * calls, and libphonenumber accepts it as a mobile number. Mail addresses end in example.com (RFC 2606).
 * @param now instant from which protection is counted, in ms; only its day in Shanghai matters
 */
export function demoCustomers(now: number): DemoCustomer[] {
  const random = seeded(20260301)
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(random() * list.length)]!
  const today = Math.floor((now + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000
  const names = new Set<string>()
  const customers: DemoCustomer[] = []
  let brand = ''
  while (customers.length < DEMO_CUSTOMERS) {
    const city = pick(words.cities)
    // One in twenty shares the brand of the one before: siblings are what makes matching hard.
    if (brand === '' || random() >= 0.05) {
      brand = pick(words.brandHeads) + pick(words.brandTails) + (random() < 0.35 ? pick(words.brandThird) : '')
    }
    const industry = pick(words.industries)
    const form = pick(words.forms)
    const name =
      random() < 0.2 ? `${brand}（${city.name}）${industry}${form}` : `${city.name}${brand}${industry}${form}`
    const i = customers.length
    const extras = [random(), random(), random(), random(), random()]
    if (names.has(name)) continue
    names.add(name)
    const team = reps.slice((city.department - 3) * 6, (city.department - 3) * 6 + 6)
    const registered = today - Math.floor(extras[3]! * 300) * DAY + 9 * 3_600_000
    // most are protected, one in eight has run out
    const until = today + (extras[4]! < 0.125 ? -Math.ceil(extras[4]! * 200) : 10 + Math.floor(extras[4]! * 110)) * DAY
    customers.push({
      name,
      contact: pick(words.surnames) + pick(words.givenNames) + (random() < 0.6 ? pick(words.givenNames) : ''),
      phone: `1450000${String((i * 7919 + 1234) % 10_000).padStart(4, '0')}`,
      ...(extras[0]! < 0.55 ? { email: `sales@kh${String(i).padStart(4, '0')}.example.com` } : {}),
      ...(extras[1]! < 0.7 ? { uscc: makeUscc(city.region, 10_000_000 + i * 13) } : {}),
      ...(extras[2]! < 0.4 ? { wechat: `demo_kh${String(i).padStart(4, '0')}` } : {}),
      ownerUserId: pick(team),
      registeredAt: shanghai(registered),
      protectedUntil: shanghai(until),
      remark: random() < 0.5 ? pick(words.remarks) : '',
    })
  }
  return customers
}

/** The list as jsonl lines (without line ends). */
export function* registryLines(now = Date.now()): Generator<string> {
  for (const customer of demoCustomers(now)) yield JSON.stringify(customer)
}

const shanghai = (ms: number) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
