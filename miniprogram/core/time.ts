// Times as people here read them: always Asia/Shanghai (UTC+8, no daylight saving), whatever the phone is set to.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** Calendar parts in Shanghai of an instant in epoch ms. */
function parts(at: number) {
  const shifted = new Date(at + SHANGHAI)
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    clock: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
    /** Days since 1970 in Shanghai. */
    dayNumber: Math.floor((at + SHANGHAI) / DAY),
  }
}

/** `11月22日`, with the year when it is not this one. */
export function dateText(at: number, now = Date.now()): string {
  const { year, month, day } = parts(at)
  const short = `${month}月${day}日`
  return year === parts(now).year ? short : `${year}年${short}`
}

/** `11月22日 09:05` */
export function dateTimeText(at: number, now = Date.now()): string {
  return `${dateText(at, now)} ${parts(at).clock}`
}

/** How long ago, in the words of a chat list: 刚刚, 5分钟前, 今天 09:05, 昨天 18:20, 11月3日. */
export function agoText(at: number, now = Date.now()): string {
  const passed = now - at
  if (passed < MINUTE) return '刚刚'
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)}分钟前`
  const days = parts(now).dayNumber - parts(at).dayNumber
  if (days === 0) return `今天 ${parts(at).clock}`
  if (days === 1) return `昨天 ${parts(at).clock}`
  return dateText(at, now)
}

/** Until when a customer is protected: `保护至12月31日（剩39天）`. */
export function protectionText(until: number | undefined, now = Date.now()): string {
  if (!until) return ''
  if (until <= now) return '保护期已结束'
  const days = parts(until).dayNumber - parts(now).dayNumber
  if (days === 0) return `保护至今天 ${parts(until).clock}`
  return `保护至${dateText(until, now)}（剩${days}天）`
}

/** True in the last week of protection: time to follow up. */
export function endsSoon(until: number | undefined, now = Date.now()): boolean {
  return until !== undefined && until > now && until - now <= 7 * DAY
}
