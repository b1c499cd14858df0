import type { Metadata } from 'next'
import { ImportErrors } from '@/components/imports/import-errors'
import { ImportProgress } from '@/components/imports/import-progress'
import { ImportResult } from '@/components/imports/import-result'
import { MapColumns } from '@/components/imports/map-columns'
import { AppError, notFound } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/imports/messages'
import { getImport, listImportErrors } from '@/lib/imports/queries'
import { projectChannel } from '@/lib/notifications/channels'

export const metadata: Metadata = { title: messages.heading }

type Props = { params: Promise<{ org: string; project: string; import: string }> }

/** What cannot be an id is not there. */
const orNotFound = (error: unknown): never => {
  throw error instanceof AppError && error.status === 400 ? notFound() : error
}

export default async function ImportPage({ params }: Props) {
  const { org, project, import: id } = await params
  const ctx = await tenant(org)
  const subject = await show(getImport(ctx, { project, import: id }).catch(orNotFound))

  if (subject.status === 'UPLOADED') return <MapColumns org={org} subject={subject} />
  if (subject.status === 'RUNNING') {
    const channel = projectChannel(ctx.organization.id, subject.project.id)
    return <ImportProgress org={org} subject={subject} channel={channel} />
  }
  const errors = subject.failedRows > 0 ? await show(listImportErrors(ctx, { project, import: id })) : null
  return (
    <>
      <ImportResult org={org} subject={subject} />
      {errors && <ImportErrors org={org} project={subject.project.key} importId={subject.id} initial={errors} />}
    </>
  )
}
