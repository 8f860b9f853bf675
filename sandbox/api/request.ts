import type { Dict } from '../cards/read'
import type { Tenant } from '../tenant'

/** One API call after transport: query, parsed JSON and raw body. */
export interface ApiRequest {
  query: URLSearchParams
  body: Dict
  raw: Buffer
  contentType: string
}

/** A download instead of a JSON answer. */
export class Download {
  constructor(
    readonly data: Buffer,
    readonly contentType: string,
    readonly filename: string,
  ) {}
}

export interface Endpoint {
  method: 'GET' | 'POST'
  /** Below /cgi-bin/. */
  path: string
  /** Works without access_token. */
  open?: boolean
  /** @returns the answer without errcode; throws WecomError for a business error */
  handle(tenant: Tenant, request: ApiRequest): Dict | Download | Promise<Dict>
}

export const get = (path: string, handle: Endpoint['handle']): Endpoint => ({ method: 'GET', path, handle })
export const post = (path: string, handle: Endpoint['handle']): Endpoint => ({ method: 'POST', path, handle })
export const open = (endpoint: Endpoint): Endpoint => ({ ...endpoint, open: true })
