import type { Metadata } from 'next'
import { UploadImport } from '@/components/imports/upload-import'
import { Card } from '@/components/ui/card'
import { forbidden } from '@/lib/core/errors'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/imports/messages'
import { getProject } from '@/lib/projects/queries'

export const metadata: Metadata = { title: messages.upload.heading }

export default async function NewImportPage({ params }: { params: Promise<{ org: string; project: string }> }) {
  const { org, project: reference } = await params
  const ctx = await tenant(org)
  const project = await show(
    getProject(ctx, { project: reference }).then((found) => {
      if (!found.may.edit) throw forbidden('projects.projects.edit')
      return found
    }),
  )
  return (
    <Card title={messages.upload.heading}>
      <p className="mb-4 max-w-xl text-sm text-ink-muted">{messages.upload.intro}</p>
      <UploadImport org={org} project={project.key} />
    </Card>
  )
}
