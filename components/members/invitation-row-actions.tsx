'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { refused } from '@/components/access/who-gives'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { toast } from '@/components/ui/toast-queue'
import { resendInvitation, revokeInvitation } from '@/lib/invitations/actions'
import { messages } from '@/lib/members/messages'

const words = messages.invitations

/** Copy the link of an open invitation, or take it back. */
export function InvitationRowActions({
  org,
  id,
  email,
  link,
}: {
  org: string
  id: string
  email: string
  link: string
}) {
  const router = useRouter()
  const revoke = async () => {
    const answer = await revokeInvitation(org, { invitation: id })
    if (!answer.ok) return refused(answer.error, { org })
    toast({ title: words.revoked })
    router.refresh()
  }
  const [pending, startTransition] = useTransition()
  const resend = () =>
    startTransition(async () => {
      const answer = await resendInvitation(org, { invitation: id })
      if (answer.ok) toast({ title: answer.data.mailed ? words.resent(email) : words.resentUnmailed, tone: 'success' })
      else
        toastProblem({ ...answer.error, message: answer.error.errors?.[0]?.message ?? answer.error.message }, { org })
      router.refresh()
    })
  return (
    <span className="flex justify-end gap-1">
      <Button variant="ghost" size="sm" pending={pending} onClick={resend}>
        {words.resend}
      </Button>
      <CopyButton text={link} />
      <ConfirmDialog
        title={words.revokeTitle}
        description={words.revokeText(email)}
        confirmLabel={words.revoke}
        danger
        onConfirm={revoke}
        trigger={
          <Button variant="ghost" size="sm">
            {words.revoke}
          </Button>
        }
      />
    </span>
  )
}
