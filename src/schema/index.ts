import type { Schema } from '../db/open'
import { FirstTables1760000000000 } from './1760000000000-first-tables'
import { SealedBesideIndex1763800000000 } from './1763800000000-sealed-beside-index'
import { LongTexts1763800001000 } from './1763800001000-long-texts'
import { RegistrationApproval1763800002000 } from './1763800002000-registration-approval'
import { MergedCustomers1763900000000 } from './1763900000000-merged-customers'
import { ENTITIES } from './entities'

export const SCHEMA: Schema = {
  entities: ENTITIES,
  migrations: [
    FirstTables1760000000000,
    SealedBesideIndex1763800000000,
    LongTexts1763800001000,
    RegistrationApproval1763800002000,
    MergedCustomers1763900000000,
  ],
}
