import type Router from '@koa/router'
import type { Config } from '../../config'

/** A page of the mini-program with its query, nothing else: no other site, no script. */
const PAGE = /^[\w-]+(?:\/[\w-]+)+(?:\?[\w=&%.-]*)?$/

/**
 * `/open?page=…`, where the links of messages lead. In the sandbox the preview shows the page; with a real tenant the browser
 * cannot open a mini-program, so it says where to find it.
 */
export function openPage(router: Router, { sandboxUrl, wecom }: Config): void {
  router.get('/open', ctx => {
    const page = typeof ctx.query.page === 'string' && PAGE.test(ctx.query.page) ? ctx.query.page : undefined
    if (sandboxUrl) {
      ctx.redirect(`${sandboxUrl}/preview/${page ? `?page=${encodeURIComponent(page)}` : ''}`)
      return
    }
    ctx.type = 'html'
    ctx.body = hint(Boolean(wecom.miniProgramAppId))
  })
}

const hint = (hasMiniProgram: boolean) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>报备助手</title>
<body style="font:16px/1.8 system-ui;max-width:28em;margin:15vh auto;padding:0 1em;color:#333">
<h1 style="font-size:1.3em">请在企业微信里查看</h1>
<p>${hasMiniProgram ? '打开企业微信 → 工作台 → 报备助手小程序，就能看到这条记录。' : '管理员还没有绑定小程序，可以在应用里发送「帮助」，用文字命令查看和处理。'}</p>
</body></html>`
