const { randomBytes } = require('node:crypto')
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const { resolve } = require('node:path')
const { fail } = require('./ensure.cjs')

/**
 * The environment of the server. With WECOM_CORP_ID it is the caller's own; without, everything needed for the sandbox:
 * the stand-in for WeCom runs on the next port, the data key is made once and kept in data/.
 */
function environment(env = process.env) {
  if (env.WECOM_CORP_ID) return { env, sandbox: false }
  if (env.NODE_ENV === 'production')
    fail(
      '生产环境需要企业微信参数：请设置 WECOM_CORP_ID、WECOM_AGENT_ID、WECOM_SECRET、WECOM_TOKEN、WECOM_AES_KEY、DATA_KEY（见 README）。',
    )
  const port = Number(env.PORT || 3000)
  const sandboxPort = Number(env.SANDBOX_PORT || port + 1)
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const { credentials } = require(resolve('dist/sandbox/credentials.js'))
  return {
    sandbox: true,
    sandboxUrl,
    env: {
      DATABASE_URL: 'sqlite:data/sandbox.sqlite',
      DATA_KEY: sandboxKey(),
      ADMIN_USERIDS: 'admin',
      // the newcomer's terminal keeps the addresses in sight
      LOG_LEVEL: 'warn',
      WECOM_CORP_ID: credentials.corpId,
      WECOM_AGENT_ID: String(credentials.agentId),
      WECOM_SECRET: credentials.secret,
      WECOM_TOKEN: credentials.token,
      WECOM_AES_KEY: credentials.aesKey,
      WECOM_BOT_ID: credentials.botId,
      WECOM_BOT_SECRET: credentials.botSecret,
      WX_APP_ID: credentials.wxAppId,
      ...env,
      PORT: String(port),
      BAOBEI_SANDBOX_URL: sandboxUrl,
      WECOM_API_BASE: sandboxUrl,
      WECOM_OAUTH_BASE: sandboxUrl,
      WECOM_LOGIN_BASE: sandboxUrl,
      WECOM_BOT_WS_URL: `ws://127.0.0.1:${sandboxPort}/bot`,
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_SERVER_URL: `http://127.0.0.1:${port}`,
      SANDBOX_STATE: env.SANDBOX_STATE || 'data/sandbox-wecom.sqlite',
      SANDBOX_DEMO: env.SANDBOX_DEMO ?? '1',
    },
  }
}

function sandboxKey() {
  const path = 'data/sandbox.key'
  if (!existsSync(path)) {
    mkdirSync('data', { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600 })
  }
  return readFileSync(path, 'utf8').trim()
}

module.exports = { environment }
