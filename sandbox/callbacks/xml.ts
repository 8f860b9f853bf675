/** A value of the inner XML: text goes into CDATA, numbers stand bare, arrays repeat the element, objects nest. */
export type XmlValue = string | number | XmlObject | (string | number | XmlObject)[]
export interface XmlObject {
  [element: string]: XmlValue | undefined
}

// ]]> would end the section early: split it, as every XML writer does.
const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

function element(name: string, value: XmlValue): string {
  if (Array.isArray(value)) return value.map(item => element(name, item)).join('')
  if (typeof value === 'object') return `<${name}>${body(value)}</${name}>`
  return `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`
}

const body = (fields: XmlObject) =>
  Object.entries(fields)
    .map(([name, value]) => (value === undefined ? '' : element(name, value)))
    .join('')

/** Writes `<xml>…</xml>`. */
export function toXml(fields: XmlObject): string {
  return `<xml>${body(fields)}</xml>`
}

/** Text of one flat element of a reply, without CDATA; undefined when absent. */
export function textOf(xml: string, name: string): string | undefined {
  const match = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml)
  return match ? (match[1] ?? match[2]) : undefined
}
