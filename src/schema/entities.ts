import type { EntitySchema } from 'typeorm'
import { AuditEntity } from '../audit/audit.entity'
import { CollisionEntity } from '../collision/collision.entity'
import {
  ContactLinkEntity,
  ExternalContactEntity,
  LateFindingEntity,
  ReviewItemEntity,
} from '../contact/contact.entity'
import { AliasEntity, CustomerEntity, DistinctEntity, HardKeyEntity } from '../customer/customer.entity'
import { RuleVersionEntity } from '../customer/rule-version.entity'
import { LeaseEntity } from '../db/lease.entity'
import { SettingEntity } from '../db/setting.entity'
import { InboxEntity } from '../delivery/inbox.entity'
import { OutboxEntity } from '../delivery/outbox.entity'
import { RateEntity } from '../delivery/rate.entity'
import { DisputeEntity, DisputeEvidenceEntity } from '../dispute/dispute.entity'
import { FollowUpEntity } from '../follow-up/follow-up.entity'
import { CustomerGroupEntity, GroupEntity } from '../group/group.entity'
import { DepartmentEntity, MemberEntity } from '../member/member.entity'
import { SessionEntity } from '../member/session.entity'
import { MergeEntity } from '../merging/merge.entity'
import { CollaboratorEntity, OwnershipEntity } from '../ownership/ownership.entity'
import { RegistrationEntity } from '../registration/registration.entity'
import { SlotEntity } from '../schedule/slot.entity'
import { StockFindingEntity, StockScanEntity } from '../stock-scan/stock-scan.entity'
import { WECOM_TABLES } from '../wecom/tables'

/** Every table of the product. A new one is added here and in a migration. */
// biome-ignore lint/suspicious/noExplicitAny: entities of any row type
export const ENTITIES: EntitySchema<any>[] = [
  SettingEntity,
  LeaseEntity,
  InboxEntity,
  OutboxEntity,
  RateEntity,
  AuditEntity,
  MemberEntity,
  DepartmentEntity,
  SessionEntity,
  CustomerEntity,
  HardKeyEntity,
  AliasEntity,
  DistinctEntity,
  RuleVersionEntity,
  OwnershipEntity,
  CollaboratorEntity,
  RegistrationEntity,
  CollisionEntity,
  DisputeEntity,
  DisputeEvidenceEntity,
  ExternalContactEntity,
  ContactLinkEntity,
  ReviewItemEntity,
  LateFindingEntity,
  GroupEntity,
  CustomerGroupEntity,
  FollowUpEntity,
  SlotEntity,
  StockScanEntity,
  StockFindingEntity,
  MergeEntity,
  ...WECOM_TABLES,
]
