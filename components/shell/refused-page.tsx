'use client'

import { LockKeyhole } from 'lucide-react'
import { useParams, usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { neededAt } from '@/lib/access/messages'
import type { Explanation } from '@/lib/access/queries'
import { AskAccess } from '../access/ask-access'
import { ButtonLink } from '../ui/button'
import { messages as ui } from '../ui/messages'
import { NoAccessState } from '../ui/no-access-state'
import { pageWords } from './page-messages'
import { readApi } from './read-api'

/** A refusal that says what is missing, the least that would do, and who can give it, with one click to ask them. */
export function RefusedPage() {
  const { org } = useParams<{ org?: string }>()
  const path = usePathname()
  const [said, setSaid] = useState<Explanation | null>(null)
  useEffect(() => {
    const needed = org && neededAt(path.split('/').slice(2).join('/'))
    if (!org || !needed) return
    const controller = new AbortController()
    const { permission, type, id } = needed
    const about = new URLSearchParams({ permission, ...(type && id && { type, id }) })
    readApi<Explanation>(org, `explanations?${about}`, controller.signal)
      .then((found) => found.allowed || setSaid(found))
      // the general words stand already
      .catch(() => undefined)
    return () => controller.abort()
  }, [org, path])
  const { forbidden } = pageWords
  const back = org ? `/${org}` : '/'
  if (!org || !said)
    return (
      <NoAccessState
        title={forbidden.title}
        missing={forbidden.missing}
        grantedBy={[forbidden.anyAdmin]}
        backHref={back}
      />
    )
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-12 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg bg-sunken text-ink-faint">
        <LockKeyhole aria-hidden className="size-5" />
      </span>
      <h1 className="text-base font-medium text-ink">{forbidden.title}</h1>
      <AskAccess org={org} said={said} />
      <ButtonLink href={back} className="mt-4">
        {ui.noAccess.back}
      </ButtonLink>
    </div>
  )
}
