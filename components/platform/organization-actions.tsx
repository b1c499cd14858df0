'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  archiveOrganization,
  reinstateOrganization,
  restoreOrganization,
  suspendOrganization,
} from '@/lib/platform/actions'
import { messages, type Turn } from '@/lib/platform/messages'
import { ReasonDialog } from './reason-dialog'

const acts = {
  suspend: suspendOrganization,
  reinstate: reinstateOrganization,
  archive: archiveOrganization,
  restore: restoreOrganization,
}

type Props = { id: string; name: string; status: 'active' | 'suspended' | 'archived' }

/** What can be done with an organization as it stands. */
export function OrganizationActions({ id, name, status }: Props) {
  const [open, setOpen] = useState<Turn | null>(null)
  const possible: Turn[] =
    status === 'archived' ? ['restore'] : [status === 'suspended' ? 'reinstate' : 'suspend', 'archive']
  return (
    <>
      {possible.map((turn) => (
        <Button key={turn} variant={turn === 'archive' ? 'danger' : undefined} onClick={() => setOpen(turn)}>
          {messages.turns[turn][0]}
        </Button>
      ))}
      {open && (
        <ReasonDialog
          hint={messages.reasonHint}
          words={messages.turns[open]}
          about={name}
          done={messages.turned[open](name)}
          danger={open === 'suspend' || open === 'archive'}
          act={({ reason }) => acts[open]({ organization: id, reason })}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
