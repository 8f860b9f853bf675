import { encrypt, getSignature } from '@wecom/crypto'
import type { Shot } from './load'

export const BENCH_ENV = {
  DATA_KEY: Buffer.alloc(32, 3).toString('base64'),
  ADMIN_USERIDS: 'admin',
  WECOM_CORP_ID: 'wwbench',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'bench-secret',
  WECOM_TOKEN: 'benchToken',
  WECOM_AES_KEY: 'benchAesKeyBenchAesKeyBenchAesKeyBenchAes12',
}

/** An encrypted callback as WeCom sends it. */
export function callbackOf(inner: string, at: number, env: typeof BENCH_ENV = BENCH_ENV): Shot {
  const cipher = encrypt(env.WECOM_AES_KEY, inner, env.WECOM_CORP_ID)
  const timestamp = String(Math.floor(at / 1000))
  const nonce = String(at % 1_000_000)
  const signature = getSignature(env.WECOM_TOKEN, timestamp, nonce, cipher)
  return {
    path: `/wecom/callback?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    body: `<xml><ToUserName><![CDATA[${env.WECOM_CORP_ID}]]></ToUserName><AgentID>${env.WECOM_AGENT_ID}</AgentID><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`,
  }
}

/** Different events that have no consequences, so that only receiving is measured. */
export function quietEvents(count: number, prefix: string): Shot[] {
  return Array.from({ length: count }, (_, index) =>
    callbackOf(
      `<xml><ToUserName><![CDATA[wwbench]]></ToUserName><FromUserName><![CDATA[${prefix}${index}]]></FromUserName><CreateTime>${1_700_000_000 + index}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[view]]></Event><EventKey><![CDATA[https://example.com/${prefix}/${index}]]></EventKey><AgentID>1000002</AgentID></xml>`,
      1_700_000_000_000 + index,
    ),
  )
}
