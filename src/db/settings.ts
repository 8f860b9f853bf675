import type { EntityManager } from 'typeorm'
import type { Tx } from '../context'
import { SettingEntity } from './setting.entity'

/** Reads a setting; `undefined` when it was never written. */
export async function readSetting<T>(manager: EntityManager, name: string): Promise<T | undefined> {
  const row = await manager.findOneBy(SettingEntity, { name })
  return row?.value as T | undefined
}

export async function writeSetting(tx: Tx, name: string, value: unknown): Promise<void> {
  const updatedAt = tx.now()
  const { affected } = await tx.manager.update(SettingEntity, { name }, { value: value as object, updatedAt })
  if (!affected) await tx.manager.insert(SettingEntity, { name, value: value as object, updatedAt })
}
