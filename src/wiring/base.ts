import type { Config } from '../../config'
import type { Context } from '../context'
import type { MakeContext } from '../create-context'
import type { Database } from '../db/unit-of-work'
import type { Logger } from '../log'

/** What every part of one server is made of. */
export interface Base {
  config: Config
  log: Logger
  database: Database
  makeContext: MakeContext
  /** As the system, with a worker's patience. */
  context: Context
  /** Names this server among all. */
  holder: string
}
