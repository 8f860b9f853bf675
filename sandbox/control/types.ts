import type { Context } from 'koa'
import { check } from '../core/errors'
import type { Tenant } from '../tenant'
import type { Member } from '../types'

export interface ControlRequest {
  query: URLSearchParams
  body: Record<string, unknown>
  ctx: Context
}

export interface Action {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  run(tenant: Tenant, request: ControlRequest): object | Promise<object>
}

export const read = (path: string, run: Action['run']): Action => ({ method: 'GET', path, run })
export const act = (path: string, run: Action['run']): Action => ({ method: 'POST', path, run })
export const erase = (path: string, run: Action['run']): Action => ({ method: 'DELETE', path, run })

/** The member named by `userid` in the body or the query. */
export function person(tenant: Tenant, request: ControlRequest): Member {
  const id = request.body.userid ?? request.query.get('userid')
  const member = tenant.world.member(typeof id === 'string' ? id : undefined)
  check(member, `没有成员 ${String(id)}`)
  return member
}

/** A required text of the body. */
export function text(request: ControlRequest, name: string): string {
  const value = request.body[name]
  check(typeof value === 'string' && value !== '', `缺少 ${name}`)
  return value
}

export function optionalText(request: ControlRequest, name: string): string | undefined {
  const value = request.body[name]
  check(value === undefined || typeof value === 'string', `${name} 应为文字`)
  return value
}

export function optionalFlag(request: ControlRequest, name: string): boolean | undefined {
  const value = request.body[name]
  check(value === undefined || typeof value === 'boolean', `${name} 应为 true 或 false`)
  return value
}

export function optionalTexts(request: ControlRequest, name: string): string[] | undefined {
  const value = request.body[name]
  if (value === undefined) return undefined
  check(Array.isArray(value) && value.every(item => typeof item === 'string'), `${name} 应为文字列表`)
  return value
}

export function texts(request: ControlRequest, name: string): string[] {
  const value = optionalTexts(request, name)
  check(value && value.length > 0, `缺少 ${name}`)
  return value
}

/** A whole number of the query between 1 and `max`. */
export function count(request: ControlRequest, name: string, normal: number, max: number): number {
  const value = Number(request.query.get(name) ?? normal)
  return Number.isInteger(value) && value > 0 ? Math.min(value, max) : normal
}
