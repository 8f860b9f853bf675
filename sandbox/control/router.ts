import Router from '@koa/router'
import type { Context } from 'koa'
import { ControlError } from '../core/errors'
import { readBody } from '../http/body'
import type { Tenant } from '../tenant'
import { cardActions } from './cards'
import { contactActions } from './contacts'
import { groupActions } from './groups'
import { peopleActions } from './people'
import { stream } from './stream'
import { systemActions } from './system'
import type { Action } from './types'

/**
 * The control API of the sandbox, used by its page and by tests. JSON in, JSON out; a mistake of the caller answers 400 with
 * `{"error": "…"}`. A person is named by `userid`, a chat by `chatId`, an external contact by `externalId`.
 *
 * People
 *   GET  /sandbox/api/company                        → {corpName, appName, botName, departments[], members[], settings, serverUrl, bot}
 *   POST /sandbox/api/people {userId,name,departments?,position?,role?,serves?}      a member joins
 *   POST /sandbox/api/people/quit {userid}           the member leaves the company
 *   POST /sandbox/api/people/range {userid,visible}  in or out of the app's visible range
 *   POST /sandbox/api/people/move {userid,departments:[id]}
 *   POST /sandbox/api/departments {id,name,parentId,order,leaders[]}
 *   GET  /sandbox/api/login-code?userid=U[&kind=mini|oauth]   → {code}   one use, five minutes
 *   POST /sandbox/api/acting {userid}                remembers in a cookie who sits before the page (the OAuth page then goes on by itself in a frame)
 * Chats
 *   GET  /sandbox/api/chats?userid=U                 → {chats:[{id,kind,name,detail,unread,last}]}
 *   GET  /sandbox/api/messages?userid=U&chatId=C[&limit=200]   → {chat, messages[]}, as that person sees them
 *   GET  /sandbox/api/messages?since=SEQ             → {messages[]} of all chats, for checkers
 *   POST /sandbox/api/send {userid,chatId,text,quote?}         → {message}
 *   POST /sandbox/api/customer-says {externalId,chatId,text}   → {message}
 *   POST /sandbox/api/open {userid,chatId}           reads the chat; enter_agent and enter_chat
 *   POST /sandbox/api/read {userid,chatId}           only reads
 *   GET  /sandbox/api/unread                         → {unread:{userid: count}}
 *   POST /sandbox/api/tap {userid,messageId,key,selections?:{question:[option]}}
 * Customers
 *   GET  /sandbox/api/externals?q=&userid=&limit=    → {externals:[{id,nickname,holders[],hint}]}
 *   POST /sandbox/api/externals {nickname,type?,corpName?,unionid?,hint?}           a WeChat person nobody holds
 *   GET  /sandbox/api/contacts?userid=U              → {contacts[]}
 *   POST /sandbox/api/contacts {userid, externalId | nickname, remark?,remarkCompany?,remarkMobiles?,addWay?,state?,half?}  → {follow}
 *   POST /sandbox/api/contacts/confirm {userid,externalId}     second event of a half-added contact
 *   POST /sandbox/api/contacts/remark {userid,externalId,remark?,description?,remarkCompany?,remarkMobiles?}
 *   POST /sandbox/api/contacts/delete {userid,externalId}      the member deletes the customer
 *   POST /sandbox/api/contacts/leave {userid,externalId}       the customer deletes the member
 *   GET  /sandbox/api/transfers · POST /sandbox/api/transfers/finish {id,result:'done'|'refused'|'limit'}
 * Groups
 *   GET  /sandbox/api/groups                         → {groups[]} with people
 *   POST /sandbox/api/groups {kind:'internal'|'customer',name,owner,people[],withBot?}
 *   POST /sandbox/api/groups/join {chatId,people[],invitor?} · /leave {chatId,people[],removed?} · /rename {chatId,name} · /dismiss {chatId}
 *   POST /sandbox/api/groups/equip {chatId,bot?,webhook?}
 * Platform
 *   GET/POST/DELETE /sandbox/api/faults[?id=]        POST {endpoint,kind,count?,probability?,seed?,skip?,errcode?,status?,ms?,copies?,minutes?}
 *   GET/POST /sandbox/api/clock {advanceMs | advanceMinutes}
 *   POST /sandbox/api/settings {trustedIp?,callbackConfigured?,retryNon200?,contactEvents?,enterAgentEvents?,botMode?,miniProgramBound?}
 *   POST /sandbox/api/token/revoke {expired?}        40014, or 42001 when expired
 *   POST /sandbox/api/bot/cut                        cuts the bot's connection
 *   POST /sandbox/api/callbacks {title?,xml} raw inner XML · POST /sandbox/api/callbacks/verify
 *   POST /sandbox/api/server {url}                   where callbacks go
 *   GET  /sandbox/api/deliveries?limit=              → {waiting, deliveries[]} newest first, with attempts
 *   GET  /sandbox/api/calls?since=&endpoint=&limit=  → {calls[], totals, lost}   DELETE empties the log
 *   GET  /sandbox/api/state                          → counts of everything
 *   GET  /sandbox/api/events                         server-sent events: one `change` per change
 */
export function controlRouter(tenant: Tenant): Router {
  const router = new Router({ prefix: '/sandbox/api' })
  const actions: Action[] = [...peopleActions, ...contactActions, ...cardActions, ...groupActions, ...systemActions]
  for (const action of actions) {
    const serve = (ctx: Context) => run(tenant, action, ctx)
    if (action.method === 'GET') router.get(action.path, serve)
    else if (action.method === 'DELETE') router.delete(action.path, serve)
    else router.post(action.path, serve)
  }
  router.get('/events', ctx => stream(tenant, ctx))
  return router
}

async function run(tenant: Tenant, action: Action, ctx: Context): Promise<void> {
  ctx.set('Cache-Control', 'no-store')
  try {
    const raw = await readBody(ctx.req, 4 * 1024 * 1024)
    const body: unknown = raw.length > 0 ? JSON.parse(raw.toString('utf8')) : {}
    const query = new URL(ctx.href).searchParams
    ctx.body = await action.run(tenant, { query, body: body as Record<string, unknown>, ctx })
  } catch (error) {
    if (!(error instanceof ControlError || error instanceof SyntaxError)) throw error
    ctx.status = 400
    ctx.body = { error: error.message }
  }
}
