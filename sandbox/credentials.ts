/**
 * The fixed identity of the sandbox tenant. None of these opens anything outside the sandbox: the start script prints them and
 * hands the same values to the server, so that both sides agree without a file.
 */
export interface Credentials {
  corpId: string
  corpName: string
  agentId: number
  agentName: string
  /** Secret of the self-built app (document 91039). */
  secret: string
  /** Token of the callback configuration, ≤ 32 letters and digits (document 90930). */
  token: string
  /** EncodingAESKey of the callback configuration, 43 characters (document 90930). */
  aesKey: string
  botId: string
  botName: string
  /** Secret of the long connection (document 101463). */
  botSecret: string
  /** Token and key of the bot's HTTP mode (document 101033). */
  botToken: string
  botAesKey: string
  /** The mini-program bound to the app. */
  wxAppId: string
}

export const credentials: Credentials = {
  corpId: 'wwsandbox0000000001',
  corpName: '云帆软件（演示）',
  agentId: 1000002,
  agentName: '报备助手',
  secret: 'sandbox-app-secret',
  token: 'sandboxToken',
  aesKey: 'sandboxAesKeySandboxAesKeySandboxAesKey0124',
  botId: 'sandbox-bot',
  botName: '报备机器人',
  botSecret: 'sandbox-bot-secret',
  botToken: 'sandboxBotToken',
  botAesKey: 'sandboxBotKeySandboxBotKeySandboxBotKey0124',
  wxAppId: 'wxsandbox000000001',
}
