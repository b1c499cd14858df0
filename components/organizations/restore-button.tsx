'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import { restoreOrganization } from '@/lib/organizations/actions'
import { closed as words } from '@/lib/organizations/messages'

/** Takes an archived organization back and opens it. */
export function RestoreButton({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const restore = () =>
    startTransition(async () => {
      const result = await callAction(() => restoreOrganization({ organization: id }))
      if (!result.ok) return void toast({ title: result.error.message, tone: 'danger' })
      toast({ title: words.restored(name), tone: 'success' })
      router.push(`/${result.data.slug}`)
    })
  return (
    <Button variant="primary" pending={pending} className="self-start" onClick={restore}>
      {words.restore}
    </Button>
  )
}
