'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useChannel } from '@/components/live/live-provider'
import { readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { Card } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { messages } from '@/lib/imports/messages'
import type { Import } from '@/lib/imports/queries'

type Props = { org: string; subject: Import; channel: string }

/** How far a running import has come; told live, and asked for anyway. When it has ended the page shows what came of it. */
export function ImportProgress({ org, subject, channel }: Props) {
  const router = useRouter()
  const queries = useQueryClient()
  const queryKey = ['import', subject.id]
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => readApi<Import>(org, `projects/${subject.project.key}/imports/${subject.id}`, signal),
    initialData: subject,
    gcTime: 0,
    retry: retryUnlessRefused,
    // The job reports by its row; a socket that is away must not make the bar stand still.
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? 1_500 : false),
  })
  useChannel(channel, ({ type, id, missed }) => {
    if (missed || (type.startsWith('import.') && id === subject.id)) void queries.invalidateQueries({ queryKey })
  })
  useEffect(() => {
    if (data.status !== 'RUNNING') router.refresh()
  }, [data.status, router])

  const words = messages.progress
  const whole = data.mode === 'ALL_OR_NOTHING' && data.doneRows === 0
  return (
    <Card title={`${words.heading} ${data.fileName}`}>
      <Progress
        label={words.label}
        value={whole ? null : data.doneRows}
        max={data.totalRows}
        valueText={words.text(data.doneRows, data.totalRows)}
      />
      <p className="mt-3 text-sm text-ink-muted">
        {whole && `${words.allAtOnce} `}
        {words.wait}
      </p>
    </Card>
  )
}
