import { Plus, Receipt } from 'lucide-react'
import type { Metadata } from 'next'
import { PaymentTable } from '@/components/payments/payment-table'
import { MoneyCard } from '@/components/projects/money-card'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { can } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { messages } from '@/lib/payments/messages'
import { listPayments } from '@/lib/payments/queries'
import { readProject } from '../read-project'

type Props = { params: Promise<{ org: string; project: string }> }

export const metadata: Metadata = { title: messages.title }

export default async function ProjectPaymentsPage({ params }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  const page = await show(listPayments(ctx, { project: project.id }), { type: 'project', id: project.id })
  const { locale } = ctx.organization
  const record = project.may.recordPayment && project.status !== 'CANCELLED' && (
    <ButtonLink
      variant="primary"
      href={`/${org}/projects/${project.key}/payments/new`}
      icon={<Plus aria-hidden className="size-4" />}
    >
      {messages.record}
    </ButtonLink>
  )

  return (
    <div className="flex flex-col gap-4">
      {project.budget && <MoneyCard budget={project.budget} locale={locale} payer={project.people === null} />}
      <Card flush title={messages.title} actions={page.items.length > 0 && record}>
        {page.items.length > 0 ? (
          <PaymentTable
            org={org}
            page={page}
            path={`${org}/projects/${project.key}/payments`}
            locale={locale}
            people={can(ctx, 'organization.members.view')}
          />
        ) : (
          <EmptyState
            icon={<Receipt />}
            title={messages.empty.title}
            description={record ? messages.empty.description : messages.empty.none}
            action={record}
          />
        )}
      </Card>
    </div>
  )
}
