import type { Directory } from '../contact/directory'
import type { Context } from '../context'
import type { Identity } from '../member/login'

export type CheckStatus = 'ok' | 'warn' | 'fail' | 'unknown'

/** What an examination found. */
export interface Finding {
  status: CheckStatus
  /** What was seen. */
  message: string
  /** What to do, and on which page of WeCom's administration; empty when nothing is to be done. */
  fix: string
}

export interface Check extends Finding {
  id: string
  title: string
}

/** What the checks may touch outside. */
export interface SetupPorts {
  directory: Directory
  identity: Identity
  /** Present when a bot is configured over WebSocket: whether some server holds its connection. */
  botConnection?(context: Context): Promise<{ connected: boolean; lastError?: string }>
}

export interface Examination {
  id: string
  title: string
  examine(context: Context, ports: SetupPorts): Promise<Finding>
}

export const ok = (message: string): Finding => ({ status: 'ok', message, fix: '' })
export const warn = (message: string, fix: string): Finding => ({ status: 'warn', message, fix })
export const fail = (message: string, fix: string): Finding => ({ status: 'fail', message, fix })
export const unknown = (message: string, fix: string): Finding => ({ status: 'unknown', message, fix })
