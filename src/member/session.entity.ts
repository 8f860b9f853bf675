import { column, primary } from '../db/columns'
import { entity } from '../db/entity'

/** A log-in. The token itself is known to the client only; here stands its SHA-256. */
export interface SessionRow {
  tokenHash: string
  userId: string
  /** How it was obtained: mini-program code, OAuth or scan. */
  kind: string
  createdAt: number
  expiresAt: number
}

export const SessionEntity = entity<SessionRow>({
  table: 'session',
  columns: {
    tokenHash: primary(column.text(64)),
    userId: column.ref(),
    kind: column.text(16),
    createdAt: column.instant(),
    expiresAt: column.instant(),
  },
  index: [['userId'], ['expiresAt']],
})
