import type { EntityManager } from 'typeorm'
import { CollaboratorEntity, type OwnershipRow } from './ownership.entity'

/** True for the owner and for members who follow up jointly. */
export async function isMine(manager: EntityManager, ownership: OwnershipRow, userId: string): Promise<boolean> {
  if (ownership.ownerId === userId) return true
  return (await manager.countBy(CollaboratorEntity, { ownershipId: ownership.id, userId })) > 0
}
