// The page stack with navigation bar, tab bar, pull-down refresh and reaching the bottom.
import { type AssociatedBackend, type CodeSpace, glassEasel, type Root } from 'glass-easel-miniprogram-adapter'
import { button, element } from './dialogs'
import type { AppConfig, PageConfig, PageInstance, Unit } from './types'

interface OpenPage {
  path: string
  root: Root
  instance: PageInstance
  box: HTMLElement
  pull: HTMLElement
  title: string
  config: PageConfig
}

/** Distance of a pull that starts a refresh, and height of the notice while it runs (px). */
const PULL = 60

export class Pages {
  private stack: OpenPage[] = []
  /** Tab pages stay alive while another tab is shown. */
  private readonly tabs = new Map<string, OpenPage>()
  private readonly bar = element('div', 'app-bar')
  private readonly titleText = element('span', '')
  private readonly area = element('div', 'app-pages')
  private readonly tabBar = element('div', 'app-tabs')
  private readonly back = button('‹', () => this.navigateBack(1))
  /** Where there is nothing to go back to, the client offers the way home. */
  private readonly home = button('⌂', () => this.switchTab(`/${this.config.pages[0]}`))

  constructor(
    private readonly config: AppConfig,
    private readonly units: Map<string, Unit>,
    private readonly space: CodeSpace,
    private readonly backend: AssociatedBackend,
    private readonly loadUnit: (unit: Unit) => void,
  ) {
    this.back.setAttribute('aria-label', '返回')
    this.home.setAttribute('aria-label', '首页')
    this.bar.append(this.back, this.home, this.titleText, element('span', 'badge', '预览'))
    const app = element('div', 'app')
    app.append(this.bar, this.area, this.tabBar)
    document.body.append(app)
  }

  get current(): PageInstance[] {
    return this.stack.map(page => page.instance)
  }

  navigateTo(url: string): void {
    this.hideTop()
    this.stack.push(this.open(this.absolute(url)))
    this.showTop()
  }

  redirectTo(url: string): void {
    this.close(this.stack.pop())
    this.stack.push(this.open(this.absolute(url)))
    this.showTop()
  }

  navigateBack(delta: number): void {
    for (let i = 0; i < delta && this.stack.length > 1; i += 1) this.close(this.stack.pop())
    this.showTop()
  }

  /** Also used for the first page: closes everything above the tab. */
  switchTab(url: string): void {
    const path = this.absolute(url).split('?')[0] ?? ''
    this.hideTop()
    while (this.stack.length > 0) {
      const page = this.stack.pop()
      if (page && !this.tabs.has(page.path)) this.close(page)
    }
    const page = this.tabs.get(path) ?? this.open(path)
    this.tabs.set(path, page)
    this.stack.push(page)
    this.showTop()
  }

  reLaunch(url: string): void {
    while (this.stack.length > 0) this.close(this.stack.pop())
    for (const page of this.tabs.values()) this.close(page)
    this.tabs.clear()
    const path = this.absolute(url)
    if (this.isTab(path)) {
      this.switchTab(path)
    } else {
      this.stack.push(this.open(path))
      this.showTop()
    }
  }

  setTitle(title: string): void {
    const top = this.top()
    if (top) top.title = title
    this.titleText.textContent = title
  }

  scrollTo(top: number): void {
    this.top()?.box.querySelector('.app-scroll')?.scrollTo({ top, behavior: 'smooth' })
  }

  stopPullDown(): void {
    for (const page of [...this.stack, ...this.tabs.values()]) page.pull.style.height = '0'
  }

  startPullDown(): void {
    const page = this.top()
    if (!page) return
    page.pull.style.height = `${PULL}px`
    page.pull.textContent = '正在刷新…'
    page.instance.onPullDownRefresh?.()
  }

  isTab(path: string): boolean {
    return this.config.tabBar?.list.some(tab => tab.pagePath === path.split('?')[0]) ?? false
  }

  private open(url: string): OpenPage {
    const [path = '', search = ''] = url.split('?')
    const unit = this.units.get(path)
    if (!unit?.isPage) throw new Error(`no such page: ${path}`)
    this.loadUnit(unit)
    const box = element('div', 'app-page')
    const scroll = element('div', 'app-scroll')
    const pull = element('div', 'app-pull')
    const placeholder = element('div', '')
    scroll.append(pull, placeholder)
    box.append(scroll)
    this.area.append(box)

    const root = this.backend.createRoot('page', this.space, path)
    ;(root.getComponent().$$ as unknown as HTMLElement).setAttribute('data-route', path)
    root.attach(scroll as never, placeholder as never)
    const instance = root.get() as unknown as PageInstance
    const config = { ...this.config.window, ...unit.json }
    const page = { path, root, instance, box, pull, title: config.navigationBarTitleText ?? '', config }
    if (config.backgroundColor) box.style.background = config.backgroundColor
    instance.route = path
    // Values stay as they were written: the client does not decode them either.
    instance.options = Object.fromEntries(
      search
        .split('&')
        .filter(Boolean)
        .map(pair => pair.split('=', 2) as [string, string]),
    )
    this.listen(page, scroll)
    instance.onLoad?.(instance.options)
    return page
  }

  private listen(page: OpenPage, scroll: HTMLElement): void {
    const distance = page.config.onReachBottomDistance ?? 50
    let wasNear = false
    scroll.addEventListener('scroll', () => {
      const near = scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - distance
      if (near && !wasNear) page.instance.onReachBottom?.()
      wasNear = near
    })
    if (!page.config.enablePullDownRefresh) return
    let from: number | undefined
    scroll.addEventListener('touchstart', event => {
      from = scroll.scrollTop <= 0 ? event.touches[0]?.clientY : undefined
    })
    scroll.addEventListener('touchend', event => {
      const to = event.changedTouches[0]?.clientY
      if (from !== undefined && to !== undefined && to - from > PULL) this.startPullDown()
    })
  }

  private close(page: OpenPage | undefined): void {
    if (!page) return
    page.instance.onUnload?.()
    page.root.release()
    page.box.remove()
  }

  private hideTop(): void {
    const top = this.top()
    if (!top) return
    top.box.hidden = true
    top.instance.onHide?.()
  }

  private showTop(): void {
    const top = this.top()
    if (!top) return
    const isFirst = !top.box.dataset.ready
    top.box.hidden = false
    top.box.dataset.ready = 'yes'
    const { navigationBarBackgroundColor = '#ffffff', navigationBarTextStyle = 'black' } = top.config
    this.bar.style.background = navigationBarBackgroundColor
    this.bar.style.color = navigationBarTextStyle
    this.titleText.textContent = top.title
    this.back.hidden = this.stack.length < 2
    this.home.hidden = !this.back.hidden || this.isTab(top.path)
    this.drawTabs(top.path)
    document.documentElement.dataset.page = top.path
    top.instance.onShow?.()
    if (isFirst) top.instance.onReady?.()
  }

  private drawTabs(path: string): void {
    const bar = this.config.tabBar
    this.tabBar.hidden = !this.isTab(path)
    if (!bar || this.tabBar.hidden) return
    this.tabBar.replaceChildren(
      ...bar.list.map(tab => {
        const active = tab.pagePath === path
        const node = button('', () => this.switchTab(`/${tab.pagePath}`))
        const icon = document.createElement('img')
        icon.src = active ? tab.selectedIconPath : tab.iconPath
        icon.alt = ''
        node.style.color = active ? bar.selectedColor : bar.color
        node.append(icon, element('span', '', tab.text))
        return node
      }),
    )
  }

  private top(): OpenPage | undefined {
    return this.stack.at(-1)
  }

  /** Paths are absolute (`/pages/a/a`) or relative to the page that navigates. */
  private absolute(url: string): string {
    if (url.startsWith('/')) return url.slice(1)
    if (this.units.has(url.split('?')[0] ?? '')) return url
    const from = this.top()?.path ?? ''
    return decodeURIComponent(new URL(url, `http://app/${from}`).pathname.slice(1)) + (url.match(/\?.*/)?.[0] ?? '')
  }
}

/** Warnings about TDesign's and the built-ins' inner workings would drown those about our own templates. */
export function keepWarningsReadable(): void {
  glassEasel.addGlobalWarningListener((message, component) => {
    const path = typeof component === 'string' ? component : component.is
    return !/^(miniprogram_npm|builtin)\//.test(path) && !/^the target of relation/.test(message)
  })
}
