'use client'

import { useParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { NoAccessState } from '../ui/no-access-state'
import { pageWords } from './page-messages'

type MemberRow = { name: string; owner: boolean; roles: { key: string }[] }

/** A refusal that names who can grant what is missing, when the reader may see members; their roles otherwise. */
export function RefusedPage() {
  const { org } = useParams<{ org?: string }>()
  const [admins, setAdmins] = useState<readonly string[]>([])
  useEffect(() => {
    if (!org) return
    const controller = new AbortController()
    fetch(`/api/v1/organizations/${org}/members?status=active&limit=100`, { signal: controller.signal })
      .then(async (response) => {
        if (!response.ok) return
        const { items } = (await response.json()) as { items: MemberRow[] }
        setAdmins(
          items.filter(({ owner, roles }) => owner || roles.some(({ key }) => key === 'admin')).map(({ name }) => name),
        )
      })
      // the general words stand already
      .catch(() => undefined)
    return () => controller.abort()
  }, [org])
  const { forbidden } = pageWords
  return (
    <NoAccessState
      title={forbidden.title}
      missing={forbidden.missing}
      grantedBy={admins.length > 0 ? admins : [forbidden.anyAdmin]}
      backHref={org ? `/${org}` : '/'}
    />
  )
}
