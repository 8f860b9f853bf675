import Koa from 'koa'

/**
 * The smallest WeCom that the benchmarks need, quick enough not to be measured: a directory of members, contacts whose
 * remark follows from their id, and webhooks that tell when something arrived. `wmhit<n>` has the mobile of customer n.
 */
const MEMBERS = Number(process.env.BENCH_MEMBERS ?? 200)
const TEAMS = Number(process.env.BENCH_TEAMS ?? 10)
const mobileOf = (n: number) => `1450${String(n).padStart(7, '0')}`
const teamOf = (n: number) => 2 + (n % TEAMS)

const departments = [
  { id: 1, name: '总部', parentid: 0, department_leader: ['boss'] },
  ...Array.from({ length: TEAMS }, (_, i) => ({
    id: 2 + i,
    name: `销售${i + 1}部`,
    parentid: 1,
    department_leader: [`u${i}`],
  })),
]
const members = [
  { userid: 'boss', name: '总监', department: [1], status: 1 },
  { userid: 'admin', name: '管理员', department: [1], status: 1 },
  ...Array.from({ length: MEMBERS }, (_, i) => ({
    userid: `u${i}`,
    name: `销售${i}`,
    department: [teamOf(i)],
    status: 1,
  })),
]

const arrivals: { at: number; key: string; content: string }[] = []

const ANSWERS: Record<string, (query: URLSearchParams, body: string) => object> = {
  '/cgi-bin/gettoken': () => ({ access_token: 'bench-token', expires_in: 7200 }),
  '/cgi-bin/department/list': () => ({ department: departments }),
  '/cgi-bin/user/list': query => ({
    userlist: members.filter(member => member.department[0] === Number(query.get('department_id'))),
  }),
  '/cgi-bin/user/get': query => members.find(member => member.userid === query.get('userid')) ?? { errcode: 60111 },
  '/cgi-bin/externalcontact/get_follow_user_list': () => ({ follow_user: [] }),
  '/cgi-bin/externalcontact/groupchat/list': () => ({ group_chat_list: [], next_cursor: '' }),
  '/cgi-bin/externalcontact/batch/get_by_user': () => ({ external_contact_list: [], next_cursor: '' }),
  '/cgi-bin/externalcontact/get': query => contactOf(query.get('external_userid') ?? ''),
  '/cgi-bin/miniprogram/jscode2session': query => ({
    corpid: 'wwbench',
    userid: (query.get('js_code') ?? '').split('-')[0],
  }),
  '/cgi-bin/message/send': () => ({ msgid: 'm', response_code: '' }),
  '/cgi-bin/webhook/send': (query, body) => {
    arrivals.push({ at: Date.now(), key: query.get('key') ?? '', content: JSON.parse(body).markdown.content })
    return {}
  },
}

function contactOf(id: string): object {
  const [, kind, n, rep] = /^wm(hit|free)(\d+)of(\w+)$/.exec(id) ?? []
  const mobiles = kind === 'hit' ? [mobileOf(Number(n))] : []
  return {
    external_contact: { external_userid: id, name: `微信${n}`, type: 1 },
    follow_user: [
      { userid: rep, remark: '', createtime: Math.floor(Date.now() / 1000), remark_mobiles: mobiles, add_way: 1 },
    ],
  }
}

const app = new Koa()
app.use(async ctx => {
  if (ctx.path === '/healthz') {
    ctx.body = 'ok'
    return
  }
  if (ctx.path === '/arrivals') {
    ctx.body = arrivals
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of ctx.req) chunks.push(chunk as Buffer)
  const answer = ANSWERS[ctx.path]?.(new URLSearchParams(ctx.search), Buffer.concat(chunks).toString('utf8'))
  ctx.body = { errcode: answer ? 0 : 40066, errmsg: 'ok', ...answer }
})
app.listen(Number(process.env.PORT), '127.0.0.1')
