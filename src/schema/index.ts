import type { Schema } from '../db/open'
import { FirstTables1760000000000 } from './1760000000000-first-tables'
import { ENTITIES } from './entities'

export const SCHEMA: Schema = { entities: ENTITIES, migrations: [FirstTables1760000000000] }
