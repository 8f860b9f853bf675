import type { Context } from '../context'

/** When WeCom last reached us, epoch ms; `undefined` before the first time. */
export async function lastCallbackAt(context: Context): Promise<number | undefined> {
  const [row]: { at: number | string }[] = await context.read.query(
    "SELECT received_at AS at FROM inbox WHERE source = 'app' ORDER BY received_at DESC LIMIT 1",
  )
  return row ? Number(row.at) : undefined
}
