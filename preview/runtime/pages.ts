// The page stack: navigateTo and its relatives, with tab pages that stay alive.
import type { AssociatedBackend, CodeSpace } from 'glass-easel-miniprogram-adapter'
import { Chrome } from './chrome'
import { type OpenPage, openPage } from './open-page'
import type { AppConfig, PageInstance, Unit } from './types'

interface World {
  config: AppConfig
  units: Map<string, Unit>
  space: CodeSpace
  backend: AssociatedBackend
  /** Makes sure that the page's component is defined. */
  load(unit: Unit): void
}

export class Pages {
  private stack: OpenPage[] = []
  private readonly tabs = new Map<string, OpenPage>()
  private readonly chrome: Chrome

  constructor(private readonly world: World) {
    this.chrome = new Chrome(world.config, {
      back: () => this.navigateBack(1),
      home: () => this.switchTab(world.config.pages[0] ?? ''),
      switchTab: path => this.switchTab(path),
    })
  }

  get top(): OpenPage | undefined {
    return this.stack.at(-1)
  }

  get current(): PageInstance[] {
    return this.stack.map(page => page.instance)
  }

  navigateTo(url: string): void {
    this.top?.hide()
    this.push(this.open(url))
  }

  redirectTo(url: string): void {
    this.stack.pop()?.close()
    this.push(this.open(url))
  }

  navigateBack(delta: number): void {
    for (let i = 0; i < delta && this.stack.length > 1; i += 1) this.stack.pop()?.close()
    this.show()
  }

  /** Closes everything above the tab. */
  switchTab(url: string): void {
    const path = this.absolute(url).split('?')[0] ?? ''
    this.top?.hide()
    for (const page of this.stack.splice(0)) if (!this.tabs.has(page.path)) page.close()
    const page = this.tabs.get(path) ?? this.open(path)
    this.tabs.set(path, page)
    this.push(page)
  }

  /** Closes everything; also opens the first page. */
  reLaunch(url: string): void {
    const all = new Set([...this.stack.splice(0), ...this.tabs.values()])
    for (const page of all) page.close()
    this.tabs.clear()
    const path = this.absolute(url).split('?')[0] ?? ''
    const page = this.open(url)
    if (this.chrome.isTab(path)) this.tabs.set(path, page)
    this.push(page)
  }

  setTitle(title: string): void {
    if (!this.top) return
    this.top.title = title
    this.show(false)
  }

  stopPullDown(): void {
    for (const page of [...this.stack, ...this.tabs.values()]) page.stopPullDown()
  }

  private open(url: string): OpenPage {
    const [path = '', search = ''] = this.absolute(url).split('?')
    const { units, config, load } = this.world
    const unit = units.get(path)
    if (!unit?.isPage) throw new Error(`no such page: ${path}`)
    load(unit)
    return openPage({ ...this.world, area: this.chrome.area }, path, search, { ...config.window, ...unit.json })
  }

  private push(page: OpenPage): void {
    this.stack.push(page)
    this.show()
  }

  private show(isShown = true): void {
    if (!this.top) return
    this.chrome.frame(this.top, this.stack.length)
    if (isShown) this.top.show()
  }

  /** Paths are absolute (`/pages/a/a`) or relative to the page that navigates; answered without the slash. */
  private absolute(url: string): string {
    if (url.startsWith('/')) return url.slice(1)
    const [path = '', search] = url.split('?')
    if (this.world.units.has(path)) return url
    const resolved = new URL(path, `http://app/${this.top?.path ?? ''}`).pathname.slice(1)
    return search === undefined ? resolved : `${resolved}?${search}`
  }
}
