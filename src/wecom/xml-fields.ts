import type { XmlNode, XmlValue } from './xml'

/** The text of an element; '' when it is absent, has children, or repeats. */
export function textOf(node: XmlNode, name: string): string {
  const value = node[name]
  return typeof value === 'string' ? value : ''
}

/** As `textOf`, but undefined when empty or absent. */
export function optionalText(node: XmlNode, name: string): string | undefined {
  return textOf(node, name) || undefined
}

/** Children of one name as a list: one arrives as a single value, several as an array, none not at all. */
export function listOf(value: XmlValue | undefined, name: string): (string | XmlNode)[] {
  if (value === undefined || typeof value === 'string' || Array.isArray(value)) return []
  const found = value[name]
  return found === undefined ? [] : Array.isArray(found) ? found : [found]
}

/** The texts among `listOf`. */
export function textsOf(value: XmlValue | undefined, name: string): string[] {
  return listOf(value, name).filter(item => typeof item === 'string')
}
