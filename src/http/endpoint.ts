import type { IncomingMessage } from 'node:http'
import type { Context } from '../context'
import type { SessionRow } from '../member/session.entity'
import { empty } from './schemas'
import type { z } from './zod'

export type Access = 'anyone' | 'member' | 'manager' | 'admin'
export type Method = 'get' | 'post' | 'put'

/** What an endpoint gets besides its checked input. */
export interface Caller {
  /** Network address, one per subscriber line. */
  address: string
  /** Present unless the endpoint is open to anyone. */
  session?: SessionRow
  /** For the few endpoints that read a stream. */
  request: IncomingMessage
}

export interface Input<P, Q, B> {
  params: P
  query: Q
  body: B
  caller: Caller
}

interface Spec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  method: Method
  /** OpenAPI form: `/api/v1/disputes/{id}`. */
  path: string
  summary: string
  tag: string
  access: Access
  params?: P
  query?: Q
  body?: B
  /** The body is not JSON: the endpoint reads `caller.request` itself. Media types it takes. */
  stream?: string[]
  status?: number
  /** Exactly what leaves the house: a field that is not named here is dropped. */
  answer: A
  run(context: Context, input: Input<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<A>>
}

export interface Endpoint {
  method: Method
  path: string
  summary: string
  tag: string
  access: Access
  params: z.ZodType
  query: z.ZodType
  body?: z.ZodType
  stream?: string[]
  status: number
  answer: z.ZodType
  run(context: Context, input: Input<never, never, never>): Promise<unknown>
}

/** Describes one route once: the server, the OpenAPI document and the tests are made from it. */
export function endpoint<
  P extends z.ZodType = typeof empty,
  Q extends z.ZodType = typeof empty,
  B extends z.ZodType = typeof empty,
  A extends z.ZodType = z.ZodType,
>(spec: Spec<P, Q, B, A>): Endpoint {
  const body = spec.method === 'get' || spec.stream ? undefined : (spec.body ?? empty)
  return { ...spec, params: spec.params ?? empty, query: spec.query ?? empty, body, status: spec.status ?? 200 }
}
