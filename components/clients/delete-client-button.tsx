'use client'

import { useRouter } from 'next/navigation'
import { refused } from '@/components/access/who-gives'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast-queue'
import { deleteClient } from '@/lib/clients/actions'
import { messages } from '@/lib/clients/messages'

/** Deletes a client; one with projects stays, and the dialog says why. */
export function DeleteClientButton({ org, client }: { org: string; client: { id: string; name: string } }) {
  const router = useRouter()
  return (
    <ConfirmDialog
      danger
      title={messages.deleteTitle(client.name)}
      description={messages.deleteText}
      confirmLabel={messages.delete}
      trigger={<Button>{messages.delete}</Button>}
      onConfirm={async () => {
        const result = await deleteClient(org, { client: client.id })
        if (!result.ok) {
          const words = result.error.code === 'IN_USE' ? messages.inUse : undefined
          return refused(result.error, { org, type: 'client', id: client.id }, words)
        }
        toast({ title: messages.deleted(client.name) })
        router.push(`/${org}/clients`)
        router.refresh()
        return undefined
      }}
    />
  )
}
