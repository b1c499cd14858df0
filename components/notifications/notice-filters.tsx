'use client'

import { useRouter } from 'next/navigation'
import { Select, type SelectOption } from '@/components/ui/select'
import { noticePage } from '@/lib/notifications/messages'
import { type NoticeView, noticeAddress } from './notice-address'

type Props = { here: string; view: NoticeView; projects: SelectOption[]; kinds: SelectOption[] }

/** Narrows the notices by project and kind; the choice stands in the address. */
export function NoticeFilters({ here, view, projects, kinds }: Props) {
  const router = useRouter()
  const choose = (more: NoticeView) => router.push(noticeAddress(here, { ...view, ...more }))
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <Select
        aria-label={noticePage.project}
        className="w-auto max-w-60"
        value={view.project ?? ''}
        placeholder={noticePage.everyProject}
        options={projects}
        onChange={(event) => choose({ project: event.target.value })}
      />
      <Select
        aria-label={noticePage.kind}
        className="w-auto max-w-60"
        value={view.kind ?? ''}
        placeholder={noticePage.everyKind}
        options={kinds}
        onChange={(event) => choose({ kind: event.target.value })}
      />
    </div>
  )
}
