import type { Examination } from './check'
import { bot } from './checks/bot'
import { callback } from './checks/callback'
import { customerContact } from './checks/customer-contact'
import { dataKey } from './checks/data-key'
import { database } from './checks/database'
import { groups } from './checks/groups'
import { miniProgram } from './checks/mini-program'
import { administrators, visibleRange } from './checks/visible-range'
import { token, trustedIp } from './checks/wecom-access'

/** In the order in which one sets things up. */
export const EXAMINATIONS: Examination[] = [
  database,
  dataKey,
  token,
  trustedIp,
  administrators,
  visibleRange,
  customerContact,
  callback,
  bot,
  groups,
  miniProgram,
]
