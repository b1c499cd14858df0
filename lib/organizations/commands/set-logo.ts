import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { files } from '@/db/schema/files'
import { organizations } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { changed, unchanged } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { storeFile } from '@/lib/files/store'
import { setLogoInput } from '../schema'

/** The name of the logo's file; null without one. */
async function nameOfLogo(tx: Tx, ctx: Context): Promise<string | null> {
  const [row] = await tx
    .select({ name: files.name })
    .from(organizations)
    .innerJoin(files, and(eq(files.organizationId, organizations.id), eq(files.id, organizations.logoFileId)))
    .where(eq(organizations.id, ctx.organization.id))
  return row?.name ?? null
}

async function write(tx: Tx, ctx: Context, logoFileId: string | null, before: string | null, after: string | null) {
  const { id } = ctx.organization
  // Not a part of the settings' form: whoever has that open is not behind.
  await tx.update(organizations).set({ logoFileId }).where(eq(organizations.id, id))
  return changed(
    {},
    {
      type: 'organization.logo_changed',
      subject: { type: 'organization', id },
      before: { logo: before },
      after: { logo: after },
    },
  )
}

/** Shows a picture wherever the organization is named. @throws 400 at `file` when it is none · 413 above 512 KB */
export const setLogo = defineCommand({
  name: 'organizations.set_logo',
  permission: 'organization.settings.edit',
  input: setLogoInput,
  async run({ tx, ctx, input: { file } }) {
    const name = file.name ?? 'logo'
    const before = await nameOfLogo(tx, ctx)
    const fileId = await storeFile(tx, ctx, 'logo', { name, content: new Uint8Array(await file.arrayBuffer()) })
    return write(tx, ctx, fileId, before, name)
  },
})

/** Goes back to the first letters of the name. */
export const removeLogo = defineCommand({
  name: 'organizations.remove_logo',
  permission: 'organization.settings.edit',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const before = await nameOfLogo(tx, ctx)
    return before === null ? unchanged({}) : write(tx, ctx, null, before, null)
  },
})
