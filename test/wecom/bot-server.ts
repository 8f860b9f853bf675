import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

export interface Frame {
  cmd?: string
  headers: { req_id: string }
  body?: Record<string, unknown>
}

/** The platform's side of the bot connection, with an answer of the test's choice to every frame. */
export async function startBotServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise(resolve => server.once('listening', resolve))
  const frames: Frame[] = []
  const sockets: WebSocket[] = []
  const platform = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    frames,
    sockets,
    /** Error code of the acknowledgement; undefined: none is sent. */
    ack: (_frame: Frame): number | undefined => 0,
    subscribed: () => frames.filter(frame => frame.cmd === 'aibot_subscribe').length,
    sent: (cmd: string) => frames.filter(frame => frame.cmd === cmd),
    /** Says something to the connection opened last. */
    tell(cmd: string, body: object, reqId = `req-${Math.random()}`): string {
      sockets.at(-1)?.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }))
      return reqId
    },
    close: () =>
      new Promise<void>(resolve => {
        for (const client of server.clients) client.terminate()
        server.close(() => resolve())
      }),
  }
  server.on('connection', socket => {
    sockets.push(socket)
    socket.on('message', data => {
      const frame = JSON.parse(data.toString()) as Frame
      frames.push(frame)
      const errcode = platform.ack(frame)
      if (errcode !== undefined)
        socket.send(JSON.stringify({ headers: frame.headers, errcode, errmsg: errcode ? 'no' : 'ok' }))
    })
  })
  return platform
}

/** Waits until something holds; fails with what was waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
