import type { types } from 'glass-easel-miniprogram-adapter'

/** One compiled page or component, as the build writes it into the bundle's entry. */
export interface Unit {
  id: string
  isPage: boolean
  /** Style scope name; empty for pages, which share theirs. */
  scope: string
  json: types.ComponentStaticConfig & PageConfig
  load(): unknown
}

export interface PageConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
}

export interface AppConfig {
  pages: string[]
  window?: PageConfig
  tabBar?: {
    color: string
    selectedColor: string
    list: { pagePath: string; text: string; iconPath: string; selectedIconPath: string }[]
  }
}

export interface Compiled {
  config: AppConfig
  units: Unit[]
  templates: Record<string, unknown>
  loadApp(): unknown
}

/** The part of a page that the runtime calls. */
export interface PageInstance {
  route: string
  options: Record<string, string>
  onLoad?(query: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
  onPullDownRefresh?(): void
  onReachBottom?(): void
}
