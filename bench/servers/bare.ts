import { randomUUID } from 'node:crypto'
import Koa from 'koa'
import { SqliteDatabase } from '../../src/db/sqlite-driver'

/** The baseline of the callback: bare Koa that reads the body and commits one row, with the same durability. */
const database = new SqliteDatabase(process.env.BARE_DATABASE!, { timeout: 5000 })
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, body TEXT)')
const insert = database.prepare('INSERT INTO message (id, body) VALUES (?, ?)')

const app = new Koa()
app.use(async ctx => {
  if (ctx.method === 'GET') {
    ctx.body = 'ok'
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of ctx.req) chunks.push(chunk as Buffer)
  insert.run(randomUUID(), Buffer.concat(chunks).toString('utf8'))
  ctx.body = ''
  ctx.status = 200
})
app.listen(Number(process.env.PORT), '127.0.0.1')
