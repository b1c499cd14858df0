import { type AuditEntry, listAudit } from '@/lib/audit/queries'
import { type Context, can } from '@/lib/core/context'
import { AppError, forbidden } from '@/lib/core/errors'
import { show } from '@/lib/core/tenant'
import { messages } from '@/lib/history/messages'
import { type Past, pastPage } from '@/lib/history/page'
import { momentIn } from '@/lib/history/policy'
import { type PastSubject, pastSubjects } from '@/lib/history/schema'
import { getProject } from '@/lib/projects/queries'
import { getRole } from '@/lib/roles/queries'

export type PastQuery = Partial<Record<'of' | 'id' | 'at', string | string[]>>
const one = (asked: string | string[] | undefined) => [asked].flat()[0]?.trim() || undefined

/** The past is for those who read the trail, before there is anything to choose. */
export const requireReader = (ctx: Context) =>
  can(ctx, 'organization.audit.view') || show(Promise.reject(forbidden('organization.audit.view')))

/** What an address asks to be shown: of what, and at which moment in the reader's zone. */
export function askedFor(query: PastQuery, timeZone: string) {
  const id = one(query.id)
  const of = pastSubjects.find((known) => known === one(query.of)) ?? 'members'
  const local = one(query.at)
  // Without saying which role or project there is nothing to show yet.
  const at = local && (id || of === 'members') ? momentIn(local, timeZone) : null
  return { of, id: of === 'members' ? undefined : id, local, at }
}

/** The role or project of an address as it is called, in the past that was read or else now. */
export async function calledIn(ctx: Context, { of, id }: { of: PastSubject; id?: string }, past?: Past) {
  if (!id || of === 'members') return null
  const project = ({ key, title }: { key: string; title: string }) => ({ value: key, label: `${key} ${title}` })
  const role = ({ name }: { name: string }) => ({ value: id, label: name })
  if (past?.subject.of === 'project') return project(past.subject.project)
  if (past?.subject.of === 'role') return role(past.subject.role)
  const now = of === 'project' ? getProject(ctx, { project: id }).then(project) : getRole(ctx, { role: id }).then(role)
  return now.catch(() => (of === 'project' ? { value: id, label: id } : null))
}

/** The past and what happened since, or in words why there is nothing to show. */
export async function readPast(
  ctx: Context,
  { of, id, at }: { of: PastSubject; id?: string; at: Date },
): Promise<{ past: Past; since: AuditEntry[] } | { nothing: string }> {
  const as_of = at.toISOString()
  try {
    const past = await pastPage(ctx, { of, id, as_of })
    return { past, since: (await show(sinceThen(ctx, past, as_of))).items }
  } catch (error) {
    if (!(error instanceof AppError) || error.status === 403) return show(Promise.reject(error))
    if (error.status === 404) return { nothing: messages.notThere }
    if (error.problem.code === 'BEFORE_HISTORY') return { nothing: error.problem.message }
    if (error.status === 400) return { nothing: messages.wrong }
    throw error
  }
}

function sinceThen(ctx: Context, { subject }: Past, since: string) {
  const about =
    subject.of === 'project'
      ? { projectId: subject.project.id }
      : subject.of === 'role'
        ? { subjectType: 'role' as const, subjectId: subject.role.id }
        : { kind: 'access' as const }
  return listAudit(ctx, { ...about, since, limit: 20 })
}

/** Where it is shown as it is now. */
export const presentOf = (org: string, { of, id }: { of: PastSubject; id?: string }): string =>
  of === 'members' ? `/${org}/members` : `/${org}/${of}s${id ? `/${encodeURIComponent(id)}` : ''}`

/** Who could see it, over REST, for those beyond the first. */
export const readersPath = (org: string, { of, id, at }: { of: PastSubject; id?: string; at: Date }): string =>
  `${org}/history/readers?${new URLSearchParams({
    of,
    as_of: at.toISOString(),
    limit: '50',
    ...(of === 'project' && id && { project: id }),
  })}`
