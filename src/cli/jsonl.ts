import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'

/** The objects of a JSON Lines file, one after the other. */
export async function* readLines<T>(file: string): AsyncGenerator<T> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
    if (line.trim()) yield JSON.parse(line) as T
}

/** Writes JSON Lines to a file, or to standard output when no file is named. */
export class LineWriter {
  private readonly stream: Writable
  constructor(private readonly file: string | undefined) {
    this.stream = file ? createWriteStream(file) : process.stdout
  }

  async write(value: object): Promise<void> {
    if (!this.stream.write(`${JSON.stringify(value)}\n`)) await once(this.stream, 'drain')
  }

  async close(): Promise<void> {
    if (!this.file) return
    this.stream.end()
    await once(this.stream, 'finish')
  }
}
