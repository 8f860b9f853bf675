import { extname } from 'node:path'
import { importCustomers } from '../customer/import-customers'
import { readRows } from '../customer/import-file/rows'
import { AppError } from '../errors'
import { withContext } from './with-context'

const USAGE =
  '用法：npm run import -- 文件.csv|文件.jsonl [--keep]\n  --keep  重复的行也导入（第一次导入存量客户时用）\n'

/** `npm run import -- FILE`: customers from a file, every row that was left out listed with its line and reason. */
async function main(args: string[]): Promise<void> {
  const [file] = args.filter(arg => !arg.startsWith('--'))
  if (!file) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const type = /\.(jsonl|ndjson|json)$/i.test(extname(file)) ? 'jsonl' : 'csv'
  await withContext(async context => {
    try {
      const result = await importCustomers(context, readRows(file, type), {
        duplicates: args.includes('--keep') ? 'keep' : 'report',
        onProgress: ({ lines, imported }) =>
          void (process.stderr.isTTY && process.stderr.write(`\r已读 ${lines} 行，已导入 ${imported} 个客户`)),
      })
      if (process.stderr.isTTY) process.stderr.write('\n')
      for (const { line, reason } of result.rejected) console.log(`第 ${line} 行 未导入：${reason}`)
      for (const { line, name, reason } of result.duplicates) console.log(`第 ${line} 行 重复「${name}」：${reason}`)
      for (const { line, ownerUserId } of result.withoutOwner)
        console.log(`第 ${line} 行 进入公海：没有账号是 ${ownerUserId} 的在职成员`)
      for (const { line, name, labels } of result.shared)
        console.log(`第 ${line} 行 「${name}」的${labels.join('、')}已属于另一客户，记在备注里；如果是同一家，请合并`)
      console.log(
        `导入 ${result.imported} 个客户，重复 ${result.duplicates.length} 行，未导入 ${result.rejected.length} 行`,
      )
      return result.rejected.length ? 1 : 0
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      process.stderr.write(`${error.message}\n`)
      return 1
    }
  })
}

void main(process.argv.slice(2))
