'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { messages } from '@/lib/teams/messages'
import { TeamDialog } from './team-dialog'

/** Opens the dialog that makes a team. */
export function NewTeamButton({ org }: { org: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {messages.create.open}
      </Button>
      {open && <TeamDialog org={org} onClose={() => setOpen(false)} />}
    </>
  )
}
