import type { Metadata } from 'next'
import { SettingsForm } from '@/components/organizations/settings-form'
import { TransferCard } from '@/components/organizations/transfer-card'
import { PageHeader } from '@/components/ui/page-header'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/organizations/messages'
import { getSettings } from '@/lib/organizations/queries'
import { settingChoices } from './setting-choices'

export const metadata: Metadata = { title: messages.title }

export default async function SettingsPage({ params }: PageProps<'/[org]/settings'>) {
  const { org } = await params
  const ctx = await tenant(org)
  const settings = await show(getSettings(ctx, {}))

  return (
    <>
      <PageHeader title={messages.title} description={messages.description} />
      <SettingsForm org={org} settings={settings} choices={settingChoices(settings.locale)} />
      {ctx.actor.kind === 'session' && ctx.actor.owner && (
        <TransferCard org={org} name={settings.name} me={ctx.actor.memberId} />
      )}
    </>
  )
}
