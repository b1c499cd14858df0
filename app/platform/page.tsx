import { FiguresCard } from '@/components/platform/figures-card'
import { ServiceKind } from '@/components/platform/service-kind'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { StatusPill } from '@/components/ui/status-pill'
import { Table } from '@/components/ui/table'
import { isEmbedded } from '@/lib/core/env'
import { health } from '@/lib/health/check'
import { messages as jobs } from '@/lib/jobs/messages'
import { platformSession } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'
import { listFigures } from '@/lib/platform/queries'

const words = messages.overview

export default async function PlatformPage({ searchParams }: PageProps<'/platform'>) {
  const { sessionId, person } = await platformSession()
  const weekly = (await searchParams).by === 'week'
  const [report, figures] = await Promise.all([health(), listFigures(sessionId, weekly ? 182 : 30)])
  const rows = [
    { name: 'database', ...report.database },
    { name: 'outbox', ...report.outbox, embedded: report.database.embedded },
    { name: 'realtime', ...report.realtime },
    { name: 'jobs', ...report.jobs },
    { name: 'mailbox', ok: true, embedded: isEmbedded('mailbox') },
  ]
  return (
    <>
      <PageHeader title={messages.title} description={words.description} />
      <FiguresCard figures={figures} weekly={weekly} locale={person.locale} />
      <Card title={words.servicesTitle} flush className="mt-6">
        <Table
          caption={words.servicesTitle}
          rows={rows}
          rowKey={(row) => row.name}
          columns={[
            { id: 'name', header: jobs.service, cell: (row) => words.services[row.name] },
            {
              id: 'state',
              header: jobs.status,
              cell: (row) => (
                <StatusPill shape={row.ok ? 'done' : 'alert'} tone={row.ok ? 'success' : 'danger'}>
                  {row.ok ? words.well : words.ill}
                </StatusPill>
              ),
            },
            {
              id: 'kind',
              header: jobs.kind,
              cell: (row) => <ServiceKind embedded={row.embedded} />,
            },
            {
              id: 'detail',
              header: jobs.detail,
              cell: (row) =>
                row.name === 'outbox' ? words.lag(report.outbox.lagSeconds) : row.embedded ? words.embeddedHint : '',
            },
          ]}
        />
      </Card>
    </>
  )
}
