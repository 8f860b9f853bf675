/** Why a callback was not accepted. Short and stable: it is logged and counted, and tells an attacker nothing. */
export type RefusalCode =
  | 'query' // a parameter is missing, repeated or malformed
  | 'signature'
  | 'base64'
  | 'cipher' // not decryptable: length not a multiple of the block
  | 'padding'
  | 'length'
  | 'receiver' // meant for another company
  | 'utf8'
  | 'xml'
  | 'json'
  | 'envelope' // readable, but not what WeCom sends
  | 'encoding' // compressed body
  | 'too-large'
  | 'too-slow'
  | 'aborted'

const STATUS: Partial<Record<RefusalCode, number>> = {
  signature: 403,
  receiver: 403,
  encoding: 415,
  'too-large': 413,
  'too-slow': 408,
}

/**
 * The one error of the incoming side: the caller's fault, always a 4xx. Anything else that is thrown there is a fault of
 * ours and must not be answered, so that WeCom sends the message again.
 */
export class Refusal extends Error {
  readonly status: number

  constructor(
    readonly code: RefusalCode,
    detail?: string,
  ) {
    super(detail ? `${code}: ${detail}` : code)
    this.name = 'Refusal'
    this.status = STATUS[code] ?? 400
  }
}
