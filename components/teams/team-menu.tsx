'use client'

import { Ellipsis } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast-queue'
import { deleteTeam, restoreTeam } from '@/lib/teams/actions'
import { messages } from '@/lib/teams/messages'
import type { Team } from '@/lib/teams/queries'
import { TeamDialog } from './team-dialog'

/** What can be done with a team: changing it, deleting it and taking that back. */
export function TeamMenu({ org, team }: { org: string; team: Team }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  async function bringBack() {
    const result = await restoreTeam(org, { team: team.id })
    if (result.ok) toast({ title: messages.remove.undone(team.name), tone: 'success' })
    else toastProblem(result.error, { org })
    router.refresh()
  }
  async function remove() {
    const result = await deleteTeam(org, { team: team.id })
    if (result.ok) toast({ title: messages.remove.done(team.name), undo: bringBack })
    else toastProblem(result.error, { org })
    router.refresh()
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton size="sm" label={messages.more(team.name)} icon={<Ellipsis aria-hidden className="size-4" />} />
        }
      >
        <MenuItem onSelect={() => setOpen(true)}>{messages.edit.open}</MenuItem>
        <MenuItem danger onSelect={() => void remove()}>
          {messages.remove.open}
        </MenuItem>
      </Menu>
      {open && <TeamDialog org={org} team={team} onClose={() => setOpen(false)} />}
    </>
  )
}
