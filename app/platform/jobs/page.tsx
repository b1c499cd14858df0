import type { Metadata } from 'next'
import { RunStatus } from '@/components/platform/run-status'
import { ServiceKind } from '@/components/platform/service-kind'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { isEmbedded } from '@/lib/core/env'
import { jobFunctions, jobRuns } from '@/lib/integrations/jobs-console'
import { messages as words } from '@/lib/jobs/messages'
import { platformAdmin } from '@/lib/platform/access'

export const metadata: Metadata = { title: words.title }
const statuses = ['Running', 'Completed', 'Failed', 'Cancelled']

export default async function JobsPage({ searchParams }: PageProps<'/platform/jobs'>) {
  await platformAdmin()
  const { status, cursor } = await searchParams
  const chosen = statuses.find((one) => one === status)
  const [functions, runs] = await Promise.all([
    jobFunctions(),
    jobRuns({ ...(chosen && { status: chosen }), ...(typeof cursor === 'string' && { cursor }) }),
  ])
  const here = (more: Record<string, string>) => `/platform/jobs?${new URLSearchParams(more)}`

  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        status={<ServiceKind embedded={isEmbedded('jobs')} />}
      />
      {!functions || !runs ? (
        <EmptyState title={words.unanswered} description={words.unansweredText} />
      ) : (
        <div className="flex flex-col gap-6">
          <Card title={words.functions} flush>
            <Table
              caption={words.functions}
              rows={functions}
              rowKey={(row) => row.id}
              columns={[
                { id: 'name', header: words.function, cell: (row) => row.name },
                {
                  id: 'triggers',
                  header: words.triggers,
                  wrap: true,
                  cell: (row) =>
                    row.triggers.map((trigger) => ('cron' in trigger ? trigger.cron : trigger.event)).join(', '),
                },
                { id: 'active', header: words.active, align: 'end', cell: (row) => row.active },
                { id: 'failed', header: words.failed, align: 'end', cell: (row) => row.failed_last_day },
              ]}
            />
          </Card>
          <Card title={words.runs} flush>
            <div className="px-4 pb-2">
              <Tabs
                tabs={[
                  { href: '/platform/jobs', label: words.all, exact: true },
                  ...statuses.map((one) => ({ href: here({ status: one }), label: one })),
                ]}
              />
            </div>
            {runs.data.length === 0 ? (
              <EmptyState title={words.noRuns} description={words.noRunsText} />
            ) : (
              <Table
                caption={words.runs}
                rows={runs.data}
                rowKey={(row) => row.run_id}
                rowHref={(row) => `/platform/jobs/${row.run_id}`}
                columns={[
                  { id: 'function', header: words.function, cell: (row) => row.function_name },
                  { id: 'status', header: words.status, cell: (row) => <RunStatus status={row.status} /> },
                  { id: 'event', header: words.event, cell: (row) => row.event_name },
                  { id: 'started', header: words.started, cell: (row) => <RelativeTime value={row.created_at} /> },
                ]}
              />
            )}
            <LoadMore
              shown={runs.data.length}
              hasMore={runs.next_cursor !== null}
              href={here({ ...(chosen && { status: chosen }), cursor: runs.next_cursor ?? '' })}
            />
          </Card>
        </div>
      )}
    </>
  )
}
