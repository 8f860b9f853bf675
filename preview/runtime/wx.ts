// A `wx` for the browser: only what the mini-program and TDesign call. Requests and logins go to the sandbox, same origin.
import { hideToast, showModal, showToast } from './dialogs'
import type { Pages } from './pages'

interface Callbacks<R> {
  success?(result: R): void
  fail?(error: { errMsg: string }): void
  complete?(result: unknown): void
}

interface RequestOptions extends Callbacks<{ statusCode: number; data: unknown; header: Record<string, string> }> {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
}

/**
 * @param userId whom the preview is: `wx.qy.login` asks the sandbox for a login code of this member
 * @param pages the page stack, known only after the start
 */
export function createWx(userId: string, pages: () => Pages) {
  const key = (name: string) => `preview:${userId}:${name}`
  const navigate = (act: (url: string) => void) => (options: { url: string } & Callbacks<object>) =>
    settle(options, async () => act(options.url) ?? {})
  const info = {
    environment: 'wxwork',
    SDKVersion: '3.0.0',
    platform: 'devtools',
    system: 'preview',
    pixelRatio: window.devicePixelRatio,
    windowWidth: window.innerWidth,
    windowHeight: window.innerHeight,
    screenWidth: window.innerWidth,
    screenHeight: window.innerHeight,
    statusBarHeight: 0,
    theme: 'light',
  }

  return {
    request,
    qy: {
      login: (options: Callbacks<{ code: string }>) =>
        settle(options, async () => {
          const response = await fetch(`/sandbox/api/login-code?userid=${encodeURIComponent(userId)}`)
          if (!response.ok) throw new Error('qy__login:fail')
          return (await response.json()) as { code: string }
        }),
      checkSession: (options: Callbacks<object>) => settle(options, async () => ({})),
    },
    getSystemInfoSync: () => info,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'preview', envVersion: 'develop', version: '' } }),
    canIUse: () => true,
    nextTick: (task: () => void) => void Promise.resolve().then(task),

    navigateTo: navigate(url => pages().navigateTo(url)),
    redirectTo: navigate(url => pages().redirectTo(url)),
    reLaunch: navigate(url => pages().reLaunch(url)),
    switchTab: navigate(url => pages().switchTab(url)),
    navigateBack: (options: { delta?: number } & Callbacks<object> = {}) =>
      settle(options, async () => pages().navigateBack(options.delta ?? 1) ?? {}),
    setNavigationBarTitle: ({ title }: { title: string }) => pages().setTitle(title),
    pageScrollTo: ({ scrollTop = 0 }: { scrollTop?: number }) => pages().top?.scrollTo(scrollTop),
    startPullDownRefresh: () => pages().top?.startPullDown(),
    stopPullDownRefresh: () => pages().stopPullDown(),

    showToast: ({ title, duration }: { title: string; duration?: number }) => showToast(title, duration),
    showLoading: ({ title }: { title: string }) => showToast(title, 0),
    hideToast,
    hideLoading: hideToast,
    showModal,

    getStorageSync: (name: string): unknown => {
      const text = localStorage.getItem(key(name))
      return text === null ? '' : JSON.parse(text)
    },
    setStorageSync: (name: string, value: unknown) => localStorage.setItem(key(name), JSON.stringify(value)),
    removeStorageSync: (name: string) => localStorage.removeItem(key(name)),
    getClipboardData: (options: Callbacks<{ data: string }> = {}) =>
      settle(options, async () => ({ data: await navigator.clipboard.readText() })),
    setClipboardData: (options: { data: string } & Callbacks<object>) =>
      settle(options, async () => (await navigator.clipboard.writeText(options.data)) ?? {}),
  }
}

/** `wx.request` over fetch: parses JSON as the client does, calls back with the status whatever it is. */
function request(options: RequestOptions): { abort(): void } {
  const controller = new AbortController()
  const method = options.method ?? 'GET'
  const timer = setTimeout(() => controller.abort(), options.timeout ?? 60_000)
  void settle(options, async () => {
    try {
      const response = await fetch(options.url, {
        method,
        headers: { 'content-type': 'application/json', ...options.header },
        signal: controller.signal,
        ...(method !== 'GET' && options.data !== undefined ? { body: JSON.stringify(options.data) } : {}),
      })
      const text = await response.text()
      return { statusCode: response.status, data: parse(text), header: Object.fromEntries(response.headers) }
    } catch (error) {
      throw new Error(controller.signal.aborted ? 'request:fail timeout' : `request:fail ${String(error)}`)
    } finally {
      clearTimeout(timer)
    }
  })
  return { abort: () => controller.abort() }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // not JSON: the client, too, hands over the text
  }
}

/** Answers in both ways of the mini-program API: callbacks and, where none are given, a promise. */
async function settle<R>(options: Callbacks<R>, work: () => Promise<R>): Promise<R | undefined> {
  try {
    const result = await work()
    options.success?.(result)
    options.complete?.(result)
    return result
  } catch (error) {
    const failure = { errMsg: error instanceof Error ? error.message : String(error) }
    options.fail?.(failure)
    options.complete?.(failure)
    if (!options.fail && !options.success && !options.complete) throw failure
    return undefined
  }
}
