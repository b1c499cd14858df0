'use client'

import { useRouter } from 'next/navigation'
import { toastProblem } from '@/components/access/toast-problem'
import { refused } from '@/components/access/who-gives'
import { restForm } from '@/components/shell/rest-form'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast-queue'
import { deleteProject } from '@/lib/projects/actions'
import { messages } from '@/lib/projects/messages'

/** Deletes a project; the message that says so takes it back. */
export function DeleteProjectButton({ org, project }: { org: string; project: { id: string; key: string } }) {
  const router = useRouter()
  const { settings } = messages

  async function restore() {
    // over REST: by now one is on a page that does not know this action
    const result = await restForm('POST', `${org}/projects/${project.id}/restore`, {})
    if (result.ok) toast({ title: settings.restored(project.key), tone: 'success' })
    else toastProblem(result.error, { org })
    if (result.ok) router.push(`/${org}/projects/${project.key}`)
  }

  return (
    <ConfirmDialog
      danger
      title={settings.deleteTitle(project.key)}
      description={settings.deleteText}
      confirmLabel={settings.delete}
      trigger={<Button variant="danger">{settings.delete}</Button>}
      onConfirm={async () => {
        const result = await deleteProject(org, { project: project.id })
        if (!result.ok) return refused(result.error, { org, type: 'project', id: project.id })
        router.push(`/${org}/projects`)
        toast({ title: settings.deleted(project.key), undo: restore, timeout: 20_000 })
        return undefined
      }}
    />
  )
}
