// The DOM backend of glass-easel with what a mini-program page needs on top: wx- tags, rpx in inline styles, touches.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { rpxToVw } from './rpx'

interface TouchDetail {
  touches?: unknown
  changedTouches?: unknown
}

/** Backend for the page's window, with its event listener installed. */
export function createBackend(): glassEasel.CurrentWindowBackendContext {
  const context = new glassEasel.CurrentWindowBackendContext()
  const create = (tag: string): HTMLElement => {
    // `view` becomes `wx-view`, so that no browser style applies to it and style sheets can tell it apart.
    const element = document.createElement(`wx-${tag}`)
    const set = element.setAttribute.bind(element)
    element.setAttribute = (name: string, value: string) => {
      if (name === 'style') return set(name, rpxToVw(String(value)))
      if (name === 'aria-role') set('role', value)
      set(name, value)
    }
    return element
  }
  context.document = {
    createElement: create,
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as typeof context.document

  context.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options)
    const source = options.originalEvent as TouchDetail | undefined
    // The backend puts touch lists into `detail`; mini-program code reads them from the event itself.
    if (source?.touches) Object.assign(event, { touches: source.touches, changedTouches: source.changedTouches })
    glassEasel.Event.dispatchEvent(target as glassEasel.Element, event)
    return event.getEventBubbleStatus()
  })
  return context
}
