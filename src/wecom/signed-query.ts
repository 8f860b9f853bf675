import type { SignedQuery } from './crypto'
import { Refusal } from './refusal'

type Query = Record<string, string | string[] | undefined>

/**
 * The signed parameters of a callback address. Each must be there exactly once: a repeated parameter arrives as an array,
 * and the SHA-1 over an array joins its parts without complaint.
 */
export function signedQuery(query: Query): SignedQuery {
  const signature = one(query, 'msg_signature', /^[0-9a-f]{40}$/)
  return {
    signature,
    timestamp: one(query, 'timestamp', /^\d{1,20}$/),
    nonce: one(query, 'nonce', /^[\w.=+/-]{1,128}$/),
  }
}

/** The challenge of the address check. A `+` of its base64 may have become a space on the way (document 90930). */
export function echoString(query: Query): string {
  return one(query, 'echostr', /^[A-Za-z0-9+/= ]{1,4096}$/).replaceAll(' ', '+')
}

function one(query: Query, name: string, shape: RegExp): string {
  const value = query[name]
  if (typeof value !== 'string' || !shape.test(value)) throw new Refusal('query', name)
  return value
}
