import type { Config } from '../../config'
import type { Context } from '../context'
import { createAccessToken } from './access-token'
import { contactsApi } from './api-contacts'
import { directoryApi } from './api-directory'
import { groupsApi } from './api-groups'
import { loginApi } from './api-login'
import { messagesApi } from './api-messages'
import { createApi } from './client'
import type { TokenStore, ValueSource } from './shared-value'
import { databaseTokenStore } from './token-store'
import { createTransport } from './transport'

export type WecomClient = ReturnType<typeof wecomClient>

export interface ClientOptions {
  config: Config['wecom']
  store: TokenStore
  /** Names this server among all. */
  holder: string
  now(): number
  sleep(ms: number): Promise<void>
  random(): number
  /** How long one call may take; 8 s unless told. */
  timeoutMs?: number
}

/** Every call to WeCom that the product makes. */
export function wecomClient(options: ClientOptions) {
  const { config, sleep, random } = options
  const transport = createTransport(config.apiBase, options.timeoutMs)
  const token: ValueSource = createAccessToken({ ...options, ...config, transport })
  const api = createApi({ transport, token, sleep, random })
  return {
    /** For the set-up check: can the app log in at all? Throws WecomError. */
    checkToken: async (): Promise<void> => void (await token.get()),
    directory: directoryApi(api),
    contacts: contactsApi(api),
    groups: groupsApi(api),
    messages: messagesApi(api),
    login: loginApi(api),
  }
}

/** The client of a running server: token in the database, time and randomness from the context; `pace` in real time. */
export function wecomClientFor(
  context: Context,
  holder: string,
  pace: Partial<Pick<ClientOptions, 'sleep' | 'timeoutMs'>> = {},
): WecomClient {
  return wecomClient({
    config: context.config.wecom,
    store: databaseTokenStore(context),
    holder,
    now: () => context.now(),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    random: () => context.randomBytes(4).readUInt32BE() / 2 ** 32,
    ...pace,
  })
}
