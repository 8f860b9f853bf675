import { element } from './dialogs'

/** Wider than any phone: show a phone with the app inside instead of the app itself. */
export const isDesktop = (): boolean => window === window.top && window.innerWidth > 500

/** A phone frame around the very same address, and one sentence that says what this is not. */
export function showFrame(): void {
  const phone = document.createElement('iframe')
  phone.src = location.href
  phone.title = '报备小程序'
  const box = element('div', 'frame')
  box.append(
    phone,
    element('p', '', '这是浏览器预览：源码与小程序相同，但不代表手机企业微信里的实际表现。上线前请在真机上确认。'),
  )
  document.body.append(box)
}
