import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RunActions } from '@/components/platform/run-actions'
import { RunStatus } from '@/components/platform/run-status'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { jobRun } from '@/lib/integrations/jobs-console'
import { messages as words } from '@/lib/jobs/messages'
import { platformAdmin } from '@/lib/platform/access'

export const metadata: Metadata = { title: words.title }

const Json = ({ value }: { value: unknown }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
  <pre tabIndex={0} className="max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs text-ink">
    {JSON.stringify(value, null, 2)}
  </pre>
)

export default async function JobRunPage({ params }: PageProps<'/platform/jobs/[run]'>) {
  await platformAdmin()
  const run = await jobRun((await params).run)
  if (!run) notFound()
  const open = run.status === 'Running' || run.status === 'Scheduled'
  return (
    <>
      <PageHeader
        title={run.function_name}
        breadcrumbs={<Breadcrumbs items={[{ href: '/platform/jobs', label: words.back }, { label: run.run_id }]} />}
        status={<RunStatus status={run.status} />}
        actions={<RunActions id={run.run_id} open={open} />}
      />
      <div className="flex flex-col gap-6">
        <Card title={words.steps} flush>
          <Table
            caption={words.steps}
            rows={run.steps}
            rowKey={(step) => step.id}
            columns={[
              { id: 'name', header: words.step, cell: (step) => step.name },
              { id: 'kind', header: words.kind, cell: (step) => step.op },
              { id: 'status', header: words.status, cell: (step) => <RunStatus status={step.status} /> },
              { id: 'attempts', header: words.attempts, align: 'end', cell: (step) => step.attempts },
              { id: 'started', header: words.started, cell: (step) => <RelativeTime value={step.started_at} /> },
              {
                id: 'error',
                header: words.error,
                wrap: true,
                cell: (step) => step.error?.message ?? step.last_error ?? '',
              },
            ]}
          />
        </Card>
        {(run.error ?? run.error_message) && (
          <Card title={words.error}>
            <Json value={run.error ?? run.error_message} />
          </Card>
        )}
        <Card title={words.input}>
          <Json value={run.events} />
        </Card>
        <Card title={words.output}>
          <Json value={run.output} />
        </Card>
      </div>
    </>
  )
}
