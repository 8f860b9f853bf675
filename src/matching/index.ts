export { blockingKeys } from './keys/blocking-keys'
export { hardKeysOf } from './keys/hard-keys'
export { indexKeys } from './keys/index-keys'
export { queryKeys } from './keys/query-keys'
export { normaliseContact } from './normalise/contact'
export { type EmailAddress, normaliseEmail } from './normalise/email'
export { canonicalName } from './normalise/name'
export { organisationCode } from './normalise/organisation-code'
export { normalisePhone, type PhoneNumber } from './normalise/phone'
export { cleanText, toSimplified } from './normalise/text'
export { checkUscc, type Uscc, usccCheckDigit } from './normalise/uscc'
export { websiteDomain } from './normalise/website'
export { normaliseWechat } from './normalise/wechat'
export { prepare, prepareName } from './prepare'
export { CONVINCING } from './score/calibrate'
export { HARD_LABELS } from './score/hard'
export { scoreNames, scorePair } from './score/pair'
export { explainSentence } from './score/sentence'
export { loadStored, storedForm } from './stored'
export type {
  CustomerFields,
  Evidence,
  HardKey,
  HardKeyKind,
  NameEntry,
  PairContext,
  PairScore,
  ParsedName,
  Prepared,
  QueryKey,
  Relation,
  Stored,
} from './types'
