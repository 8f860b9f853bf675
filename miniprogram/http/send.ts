// The only place that touches wx.request.
import { apiBase } from '../core/config'
import { fromFailure } from './errors'

export interface Answer {
  status: number
  body: unknown
}

export interface Call {
  method: 'GET' | 'POST'
  /** Below the base URL, with query: `/api/v1/me`. */
  path: string
  data?: object
  token?: string
}

/** The server answers in well under a second; a phone on a bad network may need longer. ms */
const TIMEOUT = 12_000

/** One HTTP call. Rejects with an ApiError only when there was no answer. */
export function send({ method, path, data, token }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    wx.request({
      url: apiBase() + path,
      method,
      data,
      timeout: TIMEOUT,
      header: token ? { authorization: `Bearer ${token}` } : {},
      success: ({ statusCode, data: body }) => resolve({ status: statusCode, body }),
      fail: ({ errMsg }) => reject(fromFailure(errMsg)),
    })
  })
}
