import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../config'
import { type Context, type Entrance, SYSTEM } from '../../src/context'
import { contextFactory, type MakeContext } from '../../src/create-context'
import { openDatabase } from '../../src/db/open'
import type { Database } from '../../src/db/unit-of-work'
import { createLogger } from '../../src/log'
import { DepartmentEntity, MemberEntity } from '../../src/member/member.entity'
import { actorFor } from '../../src/member/members'
import { SCHEMA } from '../../src/schema'
import { freshDatabase } from './mariadb'

export const CORP = 'wwtest'
export const TEST_ENV = {
  DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  ADMIN_USERIDS: 'admin',
  WECOM_CORP_ID: CORP,
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'test-secret',
  WECOM_TOKEN: 'testToken',
  WECOM_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
}

/** 2026-03-02 10:00 in Shanghai, a Monday. */
export const MONDAY_TEN = Date.UTC(2026, 2, 2, 2, 0, 0)

export interface TestWorld {
  database: Database
  databaseUrl: string
  makeContext: MakeContext
  /** A context as the system. */
  system: Context
  /** A context as this member. */
  as(userId: string, entrance?: Entrance): Promise<Context>
  clock: { now: number; advance(ms: number): void }
  close(): Promise<void>
}

export type Engine = 'sqlite' | 'mariadb'
/** Flow tests run on both: `describe.each(ENGINES)`. */
export const ENGINES: Engine[] = process.env.TEST_MARIADB_URL ? ['sqlite', 'mariadb'] : ['sqlite']

/** A database of its own, a clock set by hand, randomness from a seed, and a small sales department. */
export async function createWorld(engine: Engine = 'sqlite', env: Record<string, string> = {}): Promise<TestWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'baobei-test-'))
  const name = `t${createHash('sha1').update(folder).digest('hex').slice(0, 12)}`
  const databaseUrl =
    engine === 'sqlite'
      ? `sqlite:${join(folder, 'test.sqlite')}`
      : await freshDatabase(process.env.TEST_MARIADB_URL!, name)
  const config = loadConfig({ ...TEST_ENV, ...env, DATABASE_URL: databaseUrl })
  const database = await openDatabase(databaseUrl, SCHEMA)
  const clock = {
    now: MONDAY_TEN,
    advance(ms: number) {
      clock.now += ms
    },
  }
  const makeContext = contextFactory({
    config,
    database,
    log: createLogger(config.logLevel),
    now: () => clock.now,
    randomBytes: seededBytes(seed()),
  })
  const system = makeContext(SYSTEM, 'cli')
  await seedMembers(system)
  return {
    database,
    databaseUrl,
    makeContext,
    system,
    as: async (userId, entrance = 'api') => makeContext(await actorFor(system, userId), entrance),
    clock,
    async close() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The test's own name: a run that failed can be repeated with the same ids and jitter. */
const seed = () => (typeof expect === 'undefined' ? undefined : expect.getState().currentTestName) ?? 'before any test'

/** Bytes that repeat for the same seed: SHA-256 of seed and counter. */
export function seededBytes(seed: string): (size: number) => Buffer {
  let counter = 0
  return size => {
    const blocks: Buffer[] = []
    for (let have = 0; have < size; have += 32)
      blocks.push(createHash('sha256').update(`${seed}/${counter++}`).digest())
    return Buffer.concat(blocks).subarray(0, size)
  }
}

const DEPARTMENTS = [
  { id: 1, name: '示例公司', parentId: 0, leaderIds: ['boss'] },
  { id: 2, name: '销售部', parentId: 1, leaderIds: ['director'] },
  { id: 3, name: '华东一部', parentId: 2, leaderIds: ['east'] },
  { id: 4, name: '华南二部', parentId: 2, leaderIds: ['south'] },
]

const MEMBERS: [userId: string, name: string, departmentId: number, leads: number[]][] = [
  ['boss', '孙总', 1, [1]],
  ['director', '周总监', 2, [2]],
  ['east', '王经理', 3, [3]],
  ['south', '李经理', 4, [4]],
  ['zhangsan', '张三', 3, []],
  ['lisi', '李四', 3, []],
  ['wangwu', '王五', 4, []],
  ['zhaoliu', '赵六', 4, []],
  ['admin', '管理员', 1, []],
]

async function seedMembers(context: Context): Promise<void> {
  await context.transaction(async tx => {
    for (const department of DEPARTMENTS)
      await tx.manager.insert(DepartmentEntity, { ...department, syncedAt: tx.now() })
    for (const [userId, name, departmentId, leads] of MEMBERS)
      await tx.manager.insert(MemberEntity, {
        userId,
        name,
        departmentIds: [departmentId],
        leadsDepartmentIds: leads,
        directLeaderIds: [],
        status: 'active',
        exempt: 0,
        syncedAt: tx.now(),
        leftAt: null,
      })
  })
}
