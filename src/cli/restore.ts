import { loadConfig } from '../../config'
import { examineDataKey } from '../setup/checks/data-key'
import { restoreDatabase } from './backup/restore-database'
import { settleRestored } from './backup/settle-restored'
import { CommandError } from './command-error'
import { keepServersOut } from './no-server'
import { withContext, wordsFor } from './with-context'

/**
 * npm run restore -- FILE: puts a backup in place of the configured database and brings it up to date. All servers must
 * be stopped. What waited to be sent at the time of the backup goes to the dead letters.
 */
async function main([source]: string[]): Promise<void> {
  if (!source) throw new CommandError('用法：npm run restore -- 备份文件')
  const { databaseUrl } = loadConfig(process.env)
  const letIn = keepServersOut(databaseUrl)
  try {
    const aside = await restoreDatabase(databaseUrl, source)
    if (aside) process.stdout.write(`原来的数据库已移到 ${aside}\n`)
    await withContext(async context => {
      const { messages, events } = await settleRestored(context)
      if (messages + events)
        process.stdout.write(
          `备份时还在等待的 ${messages} 条消息、${events} 个事件已放入死信，请在控制台核对后再处理\n`,
        )
      const { status, message, fix } = await examineDataKey(context)
      if (status === 'fail') throw new CommandError(`${message}。${fix}`)
      process.stdout.write('恢复完成，可以启动服务\n')
      return 0
    })
  } finally {
    letIn()
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${wordsFor(error)}\n`)
  process.exitCode = 1
})
