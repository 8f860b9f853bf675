// What the client draws around a page: navigation bar and tab bar.
import { button, element } from './dialogs'
import type { OpenPage } from './open-page'
import type { AppConfig } from './types'

interface Actions {
  back(): void
  home(): void
  switchTab(path: string): void
}

export class Chrome {
  /** Where page boxes go. */
  readonly area = element('div', 'app-pages')
  private readonly bar = element('div', 'app-bar')
  private readonly title = element('span', '')
  private readonly tabBar = element('div', 'app-tabs')
  private readonly back: HTMLElement
  /** Where there is nothing to go back to, the client offers the way home. */
  private readonly home: HTMLElement

  constructor(
    private readonly config: AppConfig,
    private readonly actions: Actions,
  ) {
    this.back = button('‹', actions.back)
    this.home = button('⌂', actions.home)
    this.back.setAttribute('aria-label', '返回')
    this.home.setAttribute('aria-label', '首页')
    this.bar.append(this.back, this.home, this.title, element('span', 'badge', '预览'))
    const app = element('div', 'app')
    app.append(this.bar, this.area, this.tabBar)
    document.body.append(app)
  }

  isTab(path: string): boolean {
    return this.config.tabBar?.list.some(tab => tab.pagePath === path) ?? false
  }

  /** Shows title and bars for a page with `depth` pages in the stack, itself included. */
  frame({ path, title, config }: OpenPage, depth: number): void {
    this.bar.style.background = config.navigationBarBackgroundColor ?? '#ffffff'
    this.bar.style.color = config.navigationBarTextStyle ?? 'black'
    this.title.textContent = title
    this.back.hidden = depth < 2
    this.home.hidden = depth > 1 || this.isTab(path)
    this.drawTabs(path)
  }

  private drawTabs(path: string): void {
    const bar = this.config.tabBar
    this.tabBar.hidden = !this.isTab(path)
    if (!bar || this.tabBar.hidden) return
    const tabs = bar.list.map(({ pagePath, text, iconPath, selectedIconPath }) => {
      const isActive = pagePath === path
      const node = button('', () => this.actions.switchTab(pagePath))
      const icon = document.createElement('img')
      icon.src = isActive ? selectedIconPath : iconPath
      icon.alt = ''
      node.style.color = isActive ? bar.selectedColor : bar.color
      node.append(icon, element('span', '', text))
      return node
    })
    this.tabBar.replaceChildren(...tabs)
  }
}
