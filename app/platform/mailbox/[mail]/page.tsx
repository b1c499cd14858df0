import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { RelativeTime } from '@/components/ui/relative-time'
import { readMail } from '@/lib/integrations/mailbox'
import { platformAdmin } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'

export const metadata: Metadata = { title: messages.mailbox.title }
const words = messages.mailbox

export default async function MailPage({ params }: PageProps<'/platform/mailbox/[mail]'>) {
  await platformAdmin()
  const mail = await readMail((await params).mail)
  if (!mail) notFound()
  return (
    <>
      <PageHeader
        title={mail.subject}
        breadcrumbs={
          <Breadcrumbs items={[{ href: '/platform/mailbox', label: words.title }, { label: mail.subject }]} />
        }
      />
      <div className="flex flex-col gap-6">
        <DescriptionList
          items={[
            { label: words.from, value: mail.from },
            { label: words.to, value: mail.to.join(', ') },
            { label: words.status, value: mail.status },
            { label: words.sent, value: <RelativeTime value={mail.createdAt} /> },
          ]}
        />
        <Card title={words.html}>
          <iframe
            title={words.html}
            sandbox="allow-popups"
            srcDoc={mail.html ?? ''}
            className="h-96 w-full rounded-md border bg-white"
          />
        </Card>
        <Card title={words.text}>
          <pre className="font-mono text-xs whitespace-pre-wrap text-ink">{mail.text}</pre>
        </Card>
      </div>
    </>
  )
}
