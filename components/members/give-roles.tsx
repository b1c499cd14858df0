'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { RoleChoice } from '@/lib/members/page'
import type { Member } from '@/lib/members/queries'
import { RolesDialog } from './roles-dialog'

type Props = { org: string; me: string | null; member: Member; roles: readonly RoleChoice[] }

/** The roles of the member whom the address names, open at once: where a request for access leads. */
export function GiveRoles({ org, me, member, roles }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(true)
  if (!open) return null
  return (
    <RolesDialog
      org={org}
      member={member}
      self={member.id === me}
      roles={roles}
      onClose={() => {
        setOpen(false)
        router.replace(`/${org}/members`, { scroll: false })
      }}
    />
  )
}
