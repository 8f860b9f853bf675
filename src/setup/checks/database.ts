import type { EntityManager } from 'typeorm'
import type { Context } from '../../context'
import { type Examination, type Finding, fail, ok, warn } from '../check'

export const database: Examination = {
  id: 'database',
  title: '数据库落盘',
  examine: ({ read }) => examineDurability(read),
}

/** A cluster whose nodes all stop loses acknowledged rows unless each commit is flushed. */
export async function examineDurability(read: EntityManager): Promise<Finding> {
  if (read.dataSource.options.type === 'better-sqlite3') return ok('SQLite：每次提交都写入磁盘；只能运行一台服务器')
  const rows: { Variable_name: string; Value: string }[] = await read.query(
    "SHOW VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit', 'wsrep_on', 'version')",
  )
  const values = new Map(rows.map(row => [row.Variable_name, row.Value]))
  const cluster = values.get('wsrep_on') === 'ON' ? 'Galera 集群，' : ''
  const flush = values.get('innodb_flush_log_at_trx_commit')
  if (flush === '1') return ok(`${values.get('version')}，${cluster}每次提交都写入磁盘`)
  const risk = `innodb_flush_log_at_trx_commit = ${flush}：停电或全部节点同时停机时，已确认的记录会丢失`
  return (cluster ? fail : warn)(
    risk,
    '在每个数据库节点的配置 [mysqld] 里写 innodb_flush_log_at_trx_commit = 1 并重启；或执行 SET GLOBAL innodb_flush_log_at_trx_commit = 1',
  )
}

/** Says at the start what the doctor would say: nobody looks at the set-up page every day. */
export async function warnOfLooseCommits({ read, log }: Pick<Context, 'read' | 'log'>): Promise<void> {
  const { status, message, fix } = await examineDurability(read)
  if (status !== 'ok') log.warn({ fix }, message)
}
