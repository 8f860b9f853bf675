import { loadConfig } from '../../config'
import { backupDatabase } from './backup/backup-database'
import { wordsFor } from './with-context'

/** npm run backup [-- FILE]: a consistent copy while the server runs. The data key is not in it: a restore needs DATA_KEY. */
function main([file]: string[]): void {
  const { databaseUrl } = loadConfig(process.env)
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const target = file ?? `data/backup/baobei-${stamp}.${databaseUrl.startsWith('sqlite:') ? 'sqlite' : 'sql'}`
  backupDatabase(databaseUrl, target)
  process.stdout.write(`备份已写入 ${target}\n恢复时需要同一个 DATA_KEY，请另外妥善保存\n`)
}

try {
  main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`)
  process.exitCode = 1
}
