import { type AnyPgColumn, foreignKey } from 'drizzle-orm/pg-core'
import { members, organizations } from './organizations'

/** Composite key to a member of the same organization: a single-column key could point into another tenant. */
export const memberKey = (name: string, organizationId: AnyPgColumn, memberId: AnyPgColumn) =>
  foreignKey({ name, columns: [organizationId, memberId], foreignColumns: [members.organizationId, members.id] })

export const organizationKey = (name: string, organizationId: AnyPgColumn) =>
  foreignKey({ name, columns: [organizationId], foreignColumns: [organizations.id] })
