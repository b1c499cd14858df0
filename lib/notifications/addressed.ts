import { and, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { comments } from '@/db/schema/comments'
import type { Ask, Wanted } from './ask'

const parent = alias(comments, 'parent')

/** Whom a comment speaks to: who is named in it, and whose comment it answers. */
export async function addressedIn({ tx, ctx, event }: Ask): Promise<Wanted[]> {
  const [answered] = await tx
    .select({ author: parent.authorId })
    .from(comments)
    .innerJoin(
      parent,
      and(
        eq(parent.organizationId, comments.organizationId),
        eq(parent.id, comments.parentId),
        isNull(parent.deletedAt),
      ),
    )
    .where(and(eq(comments.organizationId, ctx.organization.id), eq(comments.id, event.subjectId)))
  return [
    { ids: (event.payload.mentioned as string[]) ?? [], reason: 'mentioned', kind: 'mentioned' },
    { ids: [answered?.author], reason: 'answered', kind: 'mentioned' },
  ]
}
