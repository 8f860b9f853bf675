import { Refusal } from './refusal'
import { decodeText } from './xml-text'

/** An element with children. No prototype, so an element called `__proto__` is an ordinary key. */
export type XmlNode = { [name: string]: XmlValue }
/** Text stays text (`007`, `1e5`, `0x1F` are ids); an element that repeats is an array, in document order. */
export type XmlValue = string | XmlNode | (string | XmlNode)[]

const MAX_DEPTH = 8
const MAX_ELEMENTS = 2_000 // a customer group has up to 500 members, and all of them may join in one event

const DECLARATION = /^\s*<\?xml [^<>]{0,200}\?>/
const OPEN = /<([A-Za-z_][A-Za-z0-9_]{0,63})\s*(\/?)>/y
const CLOSE = /<\/([A-Za-z_][A-Za-z0-9_]{0,63})\s*>/y

interface Frame {
  name: string
  node: XmlNode | undefined
  text: string
  cdata: boolean
}

/**
 * Reads the XML of WeCom: one root `<xml>`, elements without attributes, text, CDATA, nothing else. What XML allows beyond
 * that (DOCTYPE, entities of its own, comments, instructions, attributes, namespaces) WeCom never sends and is refused, so
 * there is nothing to expand and nothing to load. One pass, no recursion.
 *
 * @returns the children of the root
 * @throws Refusal 'xml'
 */
export function readXml(source: string): XmlNode {
  const declaration = DECLARATION.exec(source)?.[0].length ?? 0
  const stack: Frame[] = []
  let root: XmlValue | undefined
  let elements = 0
  let at = declaration

  const finish = (frame: Frame): void => {
    if (frame.node && frame.text.trim() !== '') throw new Refusal('xml', 'text between elements')
    const value: string | XmlNode = frame.node ?? frame.text
    const parent = stack[stack.length - 1]
    if (!parent) {
      root = value
      return
    }
    parent.node ??= Object.create(null) as XmlNode
    add(parent.node, frame.name, value)
  }

  while (at < source.length) {
    const frame = stack[stack.length - 1]
    const lt = source.indexOf('<', at)
    const text = source.slice(at, lt === -1 ? undefined : lt)
    if (frame) addText(frame, text)
    else if (text.trim() !== '') throw new Refusal('xml', 'text outside the root')
    if (lt === -1) break
    if (source.startsWith('<![CDATA[', lt)) {
      const end = source.indexOf(']]>', lt + 9)
      if (!frame || end === -1) throw new Refusal('xml', 'CDATA')
      addCdata(frame, source.slice(lt + 9, end))
      at = end + 3
    } else if (source[lt + 1] === '/') {
      CLOSE.lastIndex = lt
      const name = CLOSE.exec(source)?.[1]
      if (!frame || name !== frame.name) throw new Refusal('xml', 'closing tag')
      stack.pop()
      finish(frame)
      at = CLOSE.lastIndex
    } else {
      OPEN.lastIndex = lt
      const tag = OPEN.exec(source)
      if (!tag) throw new Refusal('xml', 'tag')
      if (!frame && root !== undefined) throw new Refusal('xml', 'second root')
      if (++elements > MAX_ELEMENTS || stack.length >= MAX_DEPTH)
        throw new Refusal('xml', 'too many elements or levels')
      const opened: Frame = { name: tag[1]!, node: undefined, text: '', cdata: false }
      if (tag[2]) finish(opened)
      else stack.push(opened)
      if (!frame && opened.name !== 'xml') throw new Refusal('xml', 'root')
      at = OPEN.lastIndex
    }
  }
  if (stack.length > 0 || root === undefined || typeof root === 'string' || Array.isArray(root))
    throw new Refusal('xml', 'incomplete')
  return root
}

function add(node: XmlNode, name: string, value: string | XmlNode): void {
  const present = node[name]
  if (present === undefined) node[name] = value
  else if (Array.isArray(present)) present.push(value)
  else node[name] = [present, value]
}

/** Plain text; blanks around a CDATA section are layout, not content. */
function addText(frame: Frame, raw: string): void {
  if (raw === '' || (frame.cdata && raw.trim() === '')) return
  if (raw.includes(']]>')) throw new Refusal('xml', 'text')
  frame.text += decodeText(raw)
}

function addCdata(frame: Frame, raw: string): void {
  if (!frame.cdata && frame.text.trim() === '') frame.text = ''
  frame.cdata = true
  frame.text += raw
}
