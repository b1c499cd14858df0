import type { Metadata } from 'next'
import { CreateForm } from '@/components/platform/create-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/ui/page-header'
import { platformAdmin } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'

export const metadata: Metadata = { title: messages.create.title }
const words = messages.create

export default async function NewOrganizationPage() {
  await platformAdmin()
  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/platform/organizations', label: messages.rooms.organizations }, { label: words.title }]}
          />
        }
      />
      <CreateForm />
    </>
  )
}
