'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import {
  appointAdmin,
  disableUser,
  dismissAdmin,
  enableUser,
  endUserSessions,
  resendVerification,
} from '@/lib/platform/actions'
import { type Act, messages } from '@/lib/platform/messages'
import { ReasonDialog } from './reason-dialog'

type User = {
  id: string
  email: string
  verified: boolean
  disabled: boolean
  platformAdmin: boolean
  sessions: number
}

const acts = {
  disable: disableUser,
  enable: enableUser,
  endSessions: endUserSessions,
  appoint: appointAdmin,
  dismiss: dismissAdmin,
}

/** What can be done about a login as it stands. */
export function UserActions({ user, self }: { user: User; self: boolean }) {
  const router = useRouter()
  const [open, setOpen] = useState<Act | null>(null)
  const [pending, startTransition] = useTransition()
  const { id, email, verified, disabled, platformAdmin, sessions } = user
  const possible: Act[] = [
    ...(sessions > 0 && !self ? (['endSessions'] as const) : []),
    ...(platformAdmin ? (['dismiss'] as const) : verified && !disabled ? (['appoint'] as const) : []),
    ...(self ? [] : disabled ? (['enable'] as const) : (['disable'] as const)),
  ]
  const resend = () =>
    startTransition(async () => {
      const result = await callAction(() => resendVerification({ user: id }))
      toast(
        result.ok ? { title: messages.resend.done, tone: 'success' } : { title: result.error.message, tone: 'danger' },
      )
      router.refresh()
    })
  return (
    <>
      {!verified && !disabled && (
        <Button pending={pending} onClick={resend}>
          {messages.resend.open}
        </Button>
      )}
      {possible.map((act) => (
        <Button key={act} variant={act === 'disable' ? 'danger' : undefined} onClick={() => setOpen(act)}>
          {messages.acts[act][0]}
        </Button>
      ))}
      {open && (
        <ReasonDialog
          words={messages.acts[open]}
          about={email}
          done={messages.acted[open](email)}
          hint={messages.reasonInLog}
          danger={open === 'disable' || open === 'dismiss'}
          password={open === 'appoint' || open === 'dismiss'}
          act={({ reason, password = '' }) =>
            open === 'appoint' || open === 'dismiss'
              ? acts[open]({ user: id, reason, password })
              : acts[open]({ user: id, reason })
          }
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
