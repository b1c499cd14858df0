import type { Metadata } from 'next'
import { ServiceKind } from '@/components/platform/service-kind'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { isEmbedded } from '@/lib/core/env'
import { listMails } from '@/lib/integrations/mailbox'
import { platformAdmin } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'

export const metadata: Metadata = { title: messages.mailbox.title }
const words = messages.mailbox

export default async function MailboxPage({ searchParams }: PageProps<'/platform/mailbox'>) {
  await platformAdmin()
  const { cursor, to } = await searchParams
  const mails = await listMails({
    ...(typeof cursor === 'string' && { cursor }),
    ...(typeof to === 'string' && { to }),
  })
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        status={<ServiceKind embedded={isEmbedded('mailbox')} />}
      />
      {!mails ? (
        <EmptyState title={words.external} description={words.externalText} />
      ) : mails.items.length === 0 ? (
        <EmptyState title={words.empty} description={words.emptyText} />
      ) : (
        <>
          <Table
            caption={words.title}
            rows={mails.items}
            rowKey={(mail) => mail.id}
            rowHref={(mail) => `/platform/mailbox/${mail.id}`}
            columns={[
              { id: 'subject', header: words.subject, cell: (mail) => mail.subject },
              { id: 'to', header: words.to, cell: (mail) => mail.to.join(', ') },
              { id: 'status', header: words.status, cell: (mail) => mail.status },
              { id: 'sent', header: words.sent, cell: (mail) => <RelativeTime value={mail.createdAt} /> },
            ]}
          />
          <LoadMore
            shown={mails.items.length}
            hasMore={mails.nextCursor !== null}
            href={`/platform/mailbox?cursor=${mails.nextCursor}`}
          />
        </>
      )}
    </>
  )
}
