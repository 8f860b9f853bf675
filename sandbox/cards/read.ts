/** Reading cards of unknown shape without trusting them. */
export type Dict = Record<string, unknown>

export const dict = (value: unknown): Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Dict) : {}

export const list = (value: unknown): Dict[] => (Array.isArray(value) ? value.map(dict) : [])

/** A string, or '' for anything else. */
export const str = (value: unknown): string => (typeof value === 'string' ? value : '')

export const bytes = (text: string): number => Buffer.byteLength(text)

/** Characters as a reader counts them. */
export const chars = (text: string): number => [...text].length
