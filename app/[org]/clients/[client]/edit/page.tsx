import type { Metadata } from 'next'
import { EditClientForm } from '@/components/clients/edit-client-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/ui/page-header'
import { messages } from '@/lib/clients/messages'
import { forbidden } from '@/lib/core/errors'
import { refuse } from '@/lib/core/tenant'
import { readClient } from '../read-client'

type Props = { params: Promise<{ org: string; client: string }> }

export const metadata: Metadata = { title: messages.edit }

export default async function EditClientPage({ params }: Props) {
  const { org, client: id } = await params
  const { client } = await readClient(org, id)
  if (!client.editable) refuse(forbidden('crm.clients.edit'), { type: 'client', id: client.id })
  const { name, website, notes, version } = client

  return (
    <>
      <PageHeader
        title={messages.editTitle(name)}
        breadcrumbs={
          <Breadcrumbs
            items={[
              { label: messages.title, href: `/${org}/clients` },
              { label: name, href: `/${org}/clients/${client.id}` },
              { label: messages.edit },
            ]}
          />
        }
      />
      <EditClientForm org={org} client={{ id: client.id, name, website, notes, version }} />
    </>
  )
}
