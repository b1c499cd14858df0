'use client'

import { useParams } from 'next/navigation'
import type { Refusal } from '@/lib/core/result'
import { NoAccessState } from '../ui/no-access-state'
import { useOnlooker } from './onlooker'
import { pageWords } from './page-messages'

type Props = {
  refusal: Refusal
  /** what is missing in words, where they are at hand */
  description?: string
}

/** A refusal by what it says itself: the name of the permission, and that an admin can give it. */
export function PlainlyRefused({ refusal: { missing }, description }: Props) {
  const { org = '' } = useParams<{ org: string }>()
  const { forbidden } = pageWords
  return (
    <NoAccessState
      title={forbidden.title}
      missing={description ?? forbidden.missing}
      permission={missing}
      grantedBy={[useOnlooker() ? forbidden.nobody : forbidden.anyAdmin]}
      backHref={`/${org}`}
    />
  )
}
