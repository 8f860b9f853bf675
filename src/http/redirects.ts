import type Router from '@koa/router'
import type { Config } from '../../config'
import { readSetting } from '../db/settings'

/** Ownership file of the trusted domain (可信域名), set in the console. */
export const VERIFY_FILE = 'wecom.verify-file'
export interface VerifyFile {
  /** `WW_verify_xxxxxxxxxxxxxxxx.txt` */
  name: string
  content: string
}

/** The front door, the sandbox's pages on their own port, and the file by which WeCom checks who owns the domain. */
export function redirects(router: Router, config: Config): void {
  const { sandboxUrl } = config
  router.get('/', ctx => ctx.redirect(sandboxUrl ? `${sandboxUrl}/sandbox/` : '/console/'))
  if (sandboxUrl)
    router.get(/^\/(sandbox|preview)(\/.*)?$/, ctx =>
      ctx.redirect(`${sandboxUrl}${ctx.path.startsWith('//') ? '/' : ctx.path}${ctx.search}`),
    )
  router.get(/^\/WW_verify_[A-Za-z0-9]{1,64}\.txt$/, async ctx => {
    const file = await readSetting<VerifyFile>(ctx.state.context.read, VERIFY_FILE)
    if (file?.name !== ctx.path.slice(1)) return
    ctx.type = 'text/plain'
    ctx.body = file.content
  })
}
