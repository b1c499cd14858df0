import type { Metadata } from 'next'
import { ImportErrors } from '@/components/imports/import-errors'
import { ImportProgress } from '@/components/imports/import-progress'
import { ImportResult } from '@/components/imports/import-result'
import { MapColumns } from '@/components/imports/map-columns'
import { SourceChoice } from '@/components/imports/source-choice'
import type { Context } from '@/lib/core/context'
import { show, showNamed, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/imports/messages'
import { everyOther, mayUndo } from '@/lib/imports/policy'
import { dryRunImport, getImport, type Import, listImportErrors, previewUndo } from '@/lib/imports/queries'
import { importSources } from '@/lib/imports/schema'
import { projectChannel } from '@/lib/notifications/channels'

export const metadata: Metadata = { title: messages.heading }

type Props = {
  params: Promise<{ org: string; project: string; import: string }>
  searchParams: Promise<{ source?: string }>
}

/** What would happen with everything as it was recognized; nothing while no column is the title. */
async function firstLook(ctx: Context, { id, project, source, mapping }: Import) {
  if (!Object.values(mapping).includes('title')) return null
  const rest = { statuses: { [everyOther]: 'TODO' as const }, people: { [everyOther]: '' } }
  return show(dryRunImport(ctx, { project: project.key, import: id, source, mapping, ...rest }))
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { org, project, import: id } = await params
  const ctx = await tenant(org)
  const { source } = await searchParams
  const as = importSources.find((name) => name === source)
  const subject = await showNamed(getImport(ctx, { project, import: id, source: as }))

  if (subject.status === 'UPLOADED') {
    const { locale } = ctx.organization
    return (
      <>
        <SourceChoice subject={subject} />
        <MapColumns
          key={subject.source}
          org={org}
          subject={subject}
          first={await firstLook(ctx, subject)}
          locale={locale}
        />
      </>
    )
  }
  if (subject.status === 'RUNNING') {
    const channel = projectChannel(ctx.organization.id, subject.project.id)
    return <ImportProgress org={org} subject={subject} channel={channel} />
  }
  const errors = subject.failedRows > 0 ? await show(listImportErrors(ctx, { project, import: id })) : null
  const undo = mayUndo(subject) ? await show(previewUndo(ctx, { project, import: id })) : null
  return (
    <>
      <ImportResult org={org} subject={subject} undo={undo} />
      {errors && <ImportErrors org={org} project={subject.project.key} importId={subject.id} initial={errors} />}
    </>
  )
}
