import type { Metadata } from 'next'
import { UploadImport } from '@/components/imports/upload-import'
import { Card } from '@/components/ui/card'
import { forbidden } from '@/lib/core/errors'
import { refuse } from '@/lib/core/tenant'
import { messages } from '@/lib/imports/messages'
import { readProject } from '../../read-project'

export const metadata: Metadata = { title: messages.upload.heading }

export default async function NewImportPage({ params }: { params: Promise<{ org: string; project: string }> }) {
  const { org, project: reference } = await params
  const { project } = await readProject(org, reference)
  if (!project.may.edit) refuse(forbidden('projects.projects.edit'), { type: 'project', id: project.id })
  return (
    <Card title={messages.upload.heading}>
      <p className="mb-4 max-w-xl text-sm text-ink-muted">{messages.upload.intro}</p>
      <UploadImport org={org} project={project.key} />
    </Card>
  )
}
