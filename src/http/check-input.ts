import { invalid } from '../errors'
import type { z } from './zod'

/** Fields named in a refusal; a body of ten thousand wrong fields does not get ten thousand lines back. */
const MOST_NAMED = 10

/**
 * Checks input against its schema.
 * @throws invalid_input naming the fields, never their values
 */
export function checkInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues
    .slice(0, MOST_NAMED)
    .map(issue => ({ field: nameOf(issue), message: issue.message.slice(0, 200) }))
  throw invalid(`填写有误：${fields[0]!.field ? `${fields[0]!.field} ` : ''}${fields[0]!.message}`, { fields })
}

function nameOf(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.').slice(0, 80)
}

/** Parameters of the address line, each given once. @throws invalid_input */
export function singleValues(query: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(query).map(([key, value]): [string, string] => {
    if (typeof value !== 'string') throw invalid(`参数 ${key.slice(0, 40)} 只能出现一次`)
    return [key, value]
  })
  return Object.fromEntries(entries)
}
