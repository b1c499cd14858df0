'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { callAction } from '@/components/shell/call-action'
import { postApi } from '@/components/shell/read-api'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast-queue'
import type { Result } from '@/lib/core/result'

/** Puts a record into the bin and goes where it was listed; the message there can bring it back. */
export function ThrowAway({
  org,
  words,
  remove,
  restorePath,
  page,
  list,
}: {
  org: string
  words: { remove: string; removed: string; restored: string }
  remove: () => Promise<Result<unknown>>
  /** of the operation that takes it out of the bin */
  restorePath: string
  /** the record's own page, and the list that it leaves */
  page: string
  list: string
}) {
  const router = useRouter()
  const [pending, setPending] = useState(false)

  async function restore() {
    const back = await postApi(org, restorePath)
    if (!back.ok) return toastProblem(back.error, { org })
    toast({ title: words.restored, tone: 'success' })
    router.push(page)
  }
  async function throwAway() {
    if (pending) return
    setPending(true)
    const result = await callAction(remove)
    setPending(false)
    if (!result.ok) return toastProblem(result.error, { org })
    toast({ title: words.removed, undo: restore })
    router.push(list)
  }
  return (
    <IconButton
      label={words.remove}
      aria-busy={pending}
      icon={<Trash2 aria-hidden className="size-4" />}
      onClick={() => void throwAway()}
    />
  )
}
