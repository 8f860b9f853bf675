// Entry of the preview: registers what the build compiled and opens the page that the address asks for.
//   ?userid=zhangwei   who I am (default: the first salesperson of the sandbox)
//   &page=pages/…      the page, with its own query URL-encoded: page=pages%2Fdispute%2Fdispute%3Fid%3D…
import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { createBackend } from './backend'
import { defineBuiltins } from './builtins'
import { isDesktop, showFrame } from './frame'
import { Pages } from './pages'
import type { Compiled, Unit } from './types'
import { createWx } from './wx'

type Definition = Record<string, unknown> & { behaviors?: unknown[]; lifetimes?: object }
type Define = (definition: Definition) => unknown
const globals = globalThis as unknown as Record<string, unknown> & Record<'Component' | 'Behavior' | 'Page', Define>

export function start(compiled: Compiled): void {
  if (isDesktop()) showFrame()
  else startApp(compiled)
}

function startApp(compiled: Compiled): void {
  const address = new URLSearchParams(location.search)
  let pages: Pages | undefined
  const wx = createWx(address.get('userid') ?? 'zhangwei', () => {
    if (!pages) throw new Error('no page is open yet')
    return pages
  })
  wx.setStorageSync('apiBase', location.origin) // the server of the preview is the one it came from

  let app: { onLaunch?(): void } = {}
  globals.wx = wx
  globals.App = (definition: typeof app) => {
    app = definition
  }
  globals.getApp = () => app
  globals.getCurrentPages = () => pages?.current ?? []

  keepWarningsReadable()
  const environment = new MiniProgramEnv()
  const space = environment.createCodeSpace('app', true)
  defineBuiltins(space.getComponentSpace())
  const units = new Map(compiled.units.map(unit => [unit.id, unit]))
  for (const { id, json, scope } of compiled.units) {
    space.addComponentStaticConfig(id, json)
    if (scope) space.addStyleSheet(id, undefined, scope)
    space.addCompiledTemplate(id, {
      groupList: compiled.templates,
      content: compiled.templates[id],
      fallbackListenerOnNativeNode: true,
    } as unknown as glassEasel.template.ComponentTemplate)
  }

  const loaded = new Set<string>()
  const load = (unit: Unit): void => {
    if (loaded.has(unit.id)) return
    loaded.add(unit.id)
    // A component must exist before the page that uses it is created.
    for (const path of Object.values(unit.json.usingComponents ?? {})) {
      const target = units.get(path.slice(1))
      if (target) load(target)
    }
    space.globalComponentEnv(globalThis, unit.id, () => runUnit(unit))
  }

  compiled.loadApp()
  app.onLaunch?.()
  const backend = environment.associateBackend(createBackend())
  pages = new Pages({ config: compiled.config, units, space, backend, load })
  pages.reLaunch(`/${(address.get('page') ?? compiled.config.pages[0] ?? '').replace(/^\//, '')}`)
}

/** Runs a unit's script; behaviours of the client named by string (`wx://form-field`) do not exist here and are left out. */
function runUnit(unit: Unit): void {
  for (const name of ['Component', 'Behavior', 'Page'] as const) {
    const define = globals[name]
    globals[name] = definition =>
      define({
        ...definition,
        ...(definition.behaviors ? { behaviors: definition.behaviors.filter(b => typeof b !== 'string') } : {}),
      })
  }
  unit.load()
}

/** Warnings about TDesign's and the built-ins' inner workings would drown those about our own templates. */
function keepWarningsReadable(): void {
  glassEasel.addGlobalWarningListener((message, component) => {
    const path = typeof component === 'string' ? component : component.is
    return !/^(miniprogram_npm|builtin)\//.test(path) && !/^the target of relation/.test(message)
  })
}
