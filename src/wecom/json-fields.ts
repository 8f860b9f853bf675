export type Json = { readonly [key: string]: unknown }

/** A JSON object, or an empty one for anything else. Only own properties count. */
export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

/** The first of several spellings that holds a text or a number; '' when none does. */
export function stringOf(object: Json, ...names: string[]): string {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return ''
}

/** One value or several, as a list. */
export function arrayOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
}
