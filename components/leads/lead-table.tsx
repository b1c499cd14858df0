'use client'

import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { type Column, Table } from '@/components/ui/table'
import { formatMoney } from '@/lib/core/money'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/leads/messages'
import type { Lead } from '@/lib/leads/queries'
import { FollowUp } from './follow-up'
import { LeadStagePill } from './lead-stage-pill'

type Props = { org: string; locale: string; today: string; page: Page<Lead>; path: string }

/** Leads by the day of their follow-up; continues by cursor. `path` is the same list over REST. */
export function LeadTable({ org, locale, today, page, path }: Props) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  const { table } = messages
  const columns: readonly Column<Lead>[] = [
    { id: 'company', header: table.company, cell: (lead) => lead.company },
    { id: 'stage', header: table.stage, width: '8rem', cell: (lead) => <LeadStagePill stage={lead.stage} /> },
    {
      id: 'value',
      header: table.value,
      align: 'end',
      width: '9rem',
      cell: (lead) => (lead.value ? formatMoney(lead.value, locale) : '–'),
    },
    {
      id: 'followUp',
      header: table.followUp,
      width: '11rem',
      cell: (lead) => <FollowUp day={lead.followUpOn} today={today} locale={locale} />,
    },
    { id: 'owner', header: table.owner, wideOnly: true, cell: (lead) => lead.owner.name },
  ]
  return (
    <>
      <Table
        caption={table.caption}
        columns={columns}
        rows={rows}
        rowKey={(lead) => lead.id}
        rowHref={(lead) => `/${org}/leads/${lead.id}`}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
