// One page on screen: its component, its scrolling box, pull-down refresh and reaching the bottom.
import type { AssociatedBackend, CodeSpace } from 'glass-easel-miniprogram-adapter'
import { element } from './dialogs'
import type { PageConfig, PageInstance } from './types'

/** Distance of a pull that starts a refresh, and height of the notice while it runs (px). */
const PULL = 60

export interface Stage {
  space: CodeSpace
  backend: AssociatedBackend
  /** Where page boxes go. */
  area: HTMLElement
}

export interface OpenPage {
  path: string
  instance: PageInstance
  config: PageConfig
  title: string
  show(): void
  hide(): void
  close(): void
  scrollTo(top: number): void
  startPullDown(): void
  stopPullDown(): void
}

/** Creates the page and calls its onLoad. `search` is the query as it was written: the client does not decode it. */
export function openPage(stage: Stage, path: string, search: string, config: PageConfig): OpenPage {
  const box = element('div', 'app-page')
  const scroll = element('div', 'app-scroll')
  const pull = element('div', 'app-pull')
  const placeholder = element('div', '')
  scroll.append(pull, placeholder)
  box.append(scroll)
  if (config.backgroundColor) box.style.background = config.backgroundColor
  stage.area.append(box)

  const root = stage.backend.createRoot('page', stage.space, path)
  ;(root.getComponent().$$ as unknown as HTMLElement).setAttribute('data-route', path)
  root.attach(scroll as never, placeholder as never)
  const instance = root.get() as unknown as PageInstance
  instance.route = path
  instance.options = queryOf(search)

  const startPullDown = () => {
    pull.style.height = `${PULL}px`
    pull.textContent = '正在刷新…'
    instance.onPullDownRefresh?.()
  }
  watchBottom(scroll, config.onReachBottomDistance ?? 50, () => instance.onReachBottom?.())
  if (config.enablePullDownRefresh) watchPull(scroll, startPullDown)
  let isReady = false
  instance.onLoad?.(instance.options)
  return {
    path,
    instance,
    config,
    title: config.navigationBarTitleText ?? '',
    show() {
      box.hidden = false
      instance.onShow?.()
      if (!isReady) instance.onReady?.()
      isReady = true
    },
    hide() {
      box.hidden = true
      instance.onHide?.()
    },
    close() {
      instance.onUnload?.()
      root.release()
      box.remove()
    },
    scrollTo: top => scroll.scrollTo({ top, behavior: 'smooth' }),
    startPullDown,
    stopPullDown() {
      pull.style.height = '0'
    },
  }
}

function watchBottom(scroll: HTMLElement, distance: number, reached: () => void): void {
  let wasNear = false
  scroll.addEventListener('scroll', () => {
    const isNear = scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - distance
    if (isNear && !wasNear) reached()
    wasNear = isNear
  })
}

function watchPull(scroll: HTMLElement, pulled: () => void): void {
  let from: number | undefined
  scroll.addEventListener('touchstart', event => {
    from = scroll.scrollTop <= 0 ? event.touches[0]?.clientY : undefined
  })
  scroll.addEventListener('touchend', event => {
    const to = event.changedTouches[0]?.clientY
    if (from !== undefined && to !== undefined && to - from > PULL) pulled()
  })
}

function queryOf(search: string): Record<string, string> {
  const pairs = search.split('&').filter(Boolean)
  return Object.fromEntries(pairs.map(pair => pair.split('=', 2) as [string, string]))
}
