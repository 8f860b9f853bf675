import { agoText, dateText, dateTimeText, endsSoon, protectionText } from '../../miniprogram/core/time'

/** 2026-11-22 09:30 in Shanghai. */
const NOW = Date.UTC(2026, 10, 22, 1, 30)
const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('times', () => {
  it('are those of Shanghai, whatever the device is set to', () => {
    expect(dateTimeText(Date.UTC(2026, 10, 21, 16, 5), NOW)).toBe('11月22日 00:05')
    expect(dateTimeText(Date.UTC(2026, 10, 21, 15, 59), NOW)).toBe('11月21日 23:59')
  })

  it('name the year when it is another one', () => {
    expect(dateText(Date.UTC(2025, 11, 31, 15), NOW)).toBe('2025年12月31日')
    expect(dateText(Date.UTC(2025, 11, 31, 17), NOW)).toBe('1月1日')
  })

  it('are said as people say them', () => {
    expect(agoText(NOW - 5_000, NOW)).toBe('刚刚')
    expect(agoText(NOW - 5 * 60_000, NOW)).toBe('5分钟前')
    expect(agoText(NOW - 2 * HOUR, NOW)).toBe('今天 07:30')
    expect(agoText(NOW - 10 * HOUR, NOW)).toBe('昨天 23:30')
    expect(agoText(NOW - 5 * DAY, NOW)).toBe('11月17日')
  })
})

describe('protection', () => {
  it('counts calendar days', () => {
    expect(protectionText(NOW + 39 * DAY, NOW)).toBe('保护至12月31日（剩39天）')
    expect(protectionText(NOW + 3 * HOUR, NOW)).toBe('保护至今天 12:30')
    expect(protectionText(NOW - 1, NOW)).toBe('保护期已结束')
    expect(protectionText(undefined, NOW)).toBe('')
  })

  it('asks for attention in its last week', () => {
    expect(endsSoon(NOW + 7 * DAY, NOW)).toBe(true)
    expect(endsSoon(NOW + 7 * DAY + 1, NOW)).toBe(false)
    expect(endsSoon(NOW - 1, NOW)).toBe(false)
  })
})
