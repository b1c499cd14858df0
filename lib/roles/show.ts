import type { roles } from '@/db/schema/organizations'

type Row = Pick<
  typeof roles.$inferSelect,
  'id' | 'key' | 'name' | 'description' | 'builtin' | 'active' | 'permissions' | 'version'
>

/** A role as everybody who sees members may know it. */
export const showRole = ({ id, key, name, description, builtin, active, permissions, version }: Row) => ({
  id,
  key,
  name,
  description,
  builtin,
  active,
  permissions,
  version,
})
