import { z } from 'zod'

const aesKey = z.string().regex(/^[A-Za-z0-9]{43}$/, '必须是 43 位字母或数字')
const dataKey = z
  .string()
  .refine(
    text => Buffer.from(text, 'base64').length === 32,
    '必须是 32 字节的 base64，可用 openssl rand -base64 32 生成',
  )
const flag = z.enum(['0', '1']).transform(value => value === '1')
const url = z.url()

/** Every variable the program knows. Documented in the README; unknown ones are ignored. */
const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  PUBLIC_URL: url.optional(),
  TRUST_PROXY: flag.default(false),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|mysql:\/\/|mariadb:\/\/)/, '以 sqlite: 或 mysql:// 开头')
    .default('sqlite:data/baobei.sqlite'),
  DATA_KEY: dataKey,
  DATA_KEY_PREVIOUS: dataKey.optional(),
  ADMIN_USERIDS: z.string().default(''),
  WECOM_CORP_ID: z.string().min(1),
  WECOM_AGENT_ID: z.coerce.number().int(),
  WECOM_SECRET: z.string().min(1),
  WECOM_TOKEN: z.string().regex(/^[A-Za-z0-9]{1,32}$/, '只能是字母和数字，最多 32 位'),
  WECOM_AES_KEY: aesKey,
  WECOM_API_BASE: url.default('https://qyapi.weixin.qq.com'),
  WECOM_OAUTH_BASE: url.default('https://open.weixin.qq.com'),
  WECOM_LOGIN_BASE: url.default('https://login.work.weixin.qq.com'),
  WECOM_BOT_ID: z.string().optional(),
  WECOM_BOT_SECRET: z.string().optional(),
  WECOM_BOT_WS_URL: z.string().optional(),
  WECOM_BOT_TOKEN: z.string().optional(),
  WECOM_BOT_AES_KEY: aesKey.optional(),
  /** Pushing button cards into a group rests on secondary sources: 0 falls back to markdown there. */
  WECOM_BOT_GROUP_CARDS: flag.default(true),
  WX_APP_ID: z.string().optional(),
  WECHATY_PUPPET: z.string().optional(),
  WECHATY_PUPPET_SERVICE_TOKEN: z.string().optional(),
  BAOBEI_SANDBOX_URL: url.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export type Environment = z.infer<typeof Environment>

export interface Config {
  mode: 'sandbox' | 'production'
  port: number
  host: string
  publicUrl: string
  trustProxy: boolean
  databaseUrl: string
  dataKey: Buffer
  dataKeyPrevious?: Buffer
  /** Lower-cased. */
  adminUserIds: string[]
  logLevel: string
  wecom: {
    corpId: string
    agentId: number
    secret: string
    token: string
    aesKey: string
    apiBase: string
    oauthBase: string
    loginBase: string
    miniProgramAppId?: string
  }
  bot?:
    | { mode: 'websocket'; id: string; secret: string; url?: string; groupCards: boolean }
    | {
        mode: 'http'
        token: string
        aesKey: string
        groupCards: boolean
      }
  wechaty?: { puppet: string; token?: string }
  sandboxUrl?: string
}

export class ConfigError extends Error {}

/**
 * Reads and checks the whole environment in one go.
 * @throws ConfigError listing every problem with the variable's name and what to do.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(present)
  const problems = parsed.success
    ? crossChecks(parsed.data)
    : parsed.error.issues.map(
        issue =>
          `${issue.path.join('.')}: ${present[String(issue.path[0])] === undefined ? '没有设置' : issue.message}`,
      )
  if (problems.length)
    throw new ConfigError(
      `环境变量有 ${problems.length} 处问题：\n  ${problems.join('\n  ')}\n说明见 README 的“环境变量”。`,
    )
  return toConfig(parsed.data!)
}

function crossChecks(env: Environment): string[] {
  const problems: string[] = []
  if (Boolean(env.WECOM_BOT_ID) !== Boolean(env.WECOM_BOT_SECRET))
    problems.push('WECOM_BOT_ID 和 WECOM_BOT_SECRET 要一起设置')
  if (Boolean(env.WECOM_BOT_TOKEN) !== Boolean(env.WECOM_BOT_AES_KEY))
    problems.push('WECOM_BOT_TOKEN 和 WECOM_BOT_AES_KEY 要一起设置')
  if (env.WECOM_BOT_ID && env.WECOM_BOT_TOKEN)
    problems.push('机器人只能选一种接入方式：WebSocket（BOT_ID）或 HTTP 回调（BOT_TOKEN）')
  if (env.NODE_ENV === 'production' && env.BAOBEI_SANDBOX_URL)
    problems.push('生产环境不能连接演示用的企业微信：请设置 WECOM_CORP_ID 等真实参数')
  if (env.DATA_KEY_PREVIOUS && env.DATA_KEY_PREVIOUS === env.DATA_KEY)
    problems.push('DATA_KEY_PREVIOUS 不能与 DATA_KEY 相同')
  return problems
}

function toConfig(env: Environment): Config {
  const host = env.HOST ?? (env.BAOBEI_SANDBOX_URL ? '127.0.0.1' : '0.0.0.0')
  return {
    mode: env.BAOBEI_SANDBOX_URL ? 'sandbox' : 'production',
    port: env.PORT,
    host,
    publicUrl: (env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`).replace(/\/$/, ''),
    trustProxy: env.TRUST_PROXY,
    databaseUrl: env.DATABASE_URL,
    dataKey: Buffer.from(env.DATA_KEY, 'base64'),
    dataKeyPrevious: env.DATA_KEY_PREVIOUS ? Buffer.from(env.DATA_KEY_PREVIOUS, 'base64') : undefined,
    adminUserIds: env.ADMIN_USERIDS.split(/[,，;\s]+/)
      .filter(Boolean)
      .map(id => id.toLowerCase()),
    logLevel: env.LOG_LEVEL,
    wecom: {
      corpId: env.WECOM_CORP_ID,
      agentId: env.WECOM_AGENT_ID,
      secret: env.WECOM_SECRET,
      token: env.WECOM_TOKEN,
      aesKey: env.WECOM_AES_KEY,
      apiBase: env.WECOM_API_BASE.replace(/\/$/, ''),
      oauthBase: env.WECOM_OAUTH_BASE.replace(/\/$/, ''),
      loginBase: env.WECOM_LOGIN_BASE.replace(/\/$/, ''),
      miniProgramAppId: env.WX_APP_ID,
    },
    bot: botOf(env),
    wechaty: env.WECHATY_PUPPET ? { puppet: env.WECHATY_PUPPET, token: env.WECHATY_PUPPET_SERVICE_TOKEN } : undefined,
    sandboxUrl: env.BAOBEI_SANDBOX_URL?.replace(/\/$/, ''),
  }
}

function botOf(env: Environment): Config['bot'] {
  const groupCards = env.WECOM_BOT_GROUP_CARDS
  if (env.WECOM_BOT_ID && env.WECOM_BOT_SECRET)
    return {
      mode: 'websocket',
      id: env.WECOM_BOT_ID,
      secret: env.WECOM_BOT_SECRET,
      url: env.WECOM_BOT_WS_URL,
      groupCards,
    }
  if (env.WECOM_BOT_TOKEN && env.WECOM_BOT_AES_KEY)
    return { mode: 'http', token: env.WECOM_BOT_TOKEN, aesKey: env.WECOM_BOT_AES_KEY, groupCards }
  return undefined
}
