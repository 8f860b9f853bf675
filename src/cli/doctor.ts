import type { CheckStatus, SetupPorts } from '../setup/check'
import { runChecks } from '../setup/run-checks'
import { botConnectionState } from '../wecom/bot-state'
import { directoryPort } from '../wecom/directory-port'
import { wecomIdentity } from '../wecom/identity'
import { wecomClientFor } from '../wecom/wecom-client'
import { withContext } from './with-context'

const MARK: Record<CheckStatus, string> = { ok: '✔', warn: '！', fail: '✘', unknown: '？' }

/** `npm run doctor`: the checks of the set-up page in a terminal; ends with 1 when something must be repaired. */
void withContext(async context => {
  const client = wecomClientFor(context, `doctor-${context.newId()}`)
  const ports: SetupPorts = {
    directory: directoryPort(client),
    identity: wecomIdentity(client, context.config.wecom.corpId, async () => undefined),
    botConnection: context.config.bot?.mode === 'websocket' ? botConnectionState : undefined,
  }
  const { checks } = await runChecks(context, ports)
  for (const { title, status, message, fix } of checks) {
    console.log(`${MARK[status]} ${title}：${message}`)
    if (fix) console.log(`    → ${fix}`)
  }
  const failed = checks.filter(check => check.status === 'fail').length
  console.log(failed ? `\n有 ${failed} 项必须处理。` : '\n没有必须处理的问题。')
  return failed ? 1 : 0
})
