type Pointed = {
  type: string
  projectKey?: string | null
  taskNumber?: number | null
  ticketKey?: string | null
  subjectType: string
  subjectId: string
  /** Whether the reader may change what roles people hold. */
  givesRoles?: boolean
}

/** Where a notice leads. */
export function noticeHref(
  slug: string,
  { type, projectKey, taskNumber, ticketKey, subjectType, subjectId, givesRoles }: Pointed,
): string {
  if (type === 'tasks.bulk_changed' || type === 'member.removed') return `/${slug}/my-work`
  if (type === 'access.asked' && (givesRoles || !projectKey)) return `/${slug}/members?give=${subjectId}`
  if (type === 'grant.asked') return `/${slug}/settings#platform-access`
  if (ticketKey) return `/${slug}/tickets/${ticketKey}`
  if (projectKey && taskNumber) return `/${slug}/tasks/${projectKey}-${taskNumber}`
  if (subjectType === 'payment')
    return type === 'payment.verified' || type === 'payment.rejected'
      ? `/${slug}/projects/${projectKey}/payments`
      : `/${slug}/payments?payment=${subjectId}`
  if (subjectType === 'export') return `/${slug}/exports`
  if (subjectType === 'import') return `/${slug}/projects/${projectKey}/imports/${subjectId}`
  if (projectKey) return `/${slug}/projects/${projectKey}`
  if (type === 'member.roles_changed') return `/${slug}`
  if (subjectType === 'member') return `/${slug}/members`
  return `/${slug}`
}
