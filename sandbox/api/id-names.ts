import type { World } from '../world'

/** enable_id_trans (document 90236): `$userName=ID$` and `$departmentName=1$` become names, anywhere in the body. */
export function translateIds(world: World, value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .replace(/\$userName=([^$]+)\$/g, (all, id: string) => world.member(id)?.name ?? all)
      .replace(/\$departmentName=(\d+)\$/g, (all, id: string) => world.departments.get(id)?.name ?? all)
  }
  if (Array.isArray(value)) return value.map(item => translateIds(world, item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, translateIds(world, item)]))
}
