import type { Metadata } from 'next'
import { SecondFactorSwitch } from '@/components/accounts/second-factor-switch'
import { GrantsCard } from '@/components/grants/grants-card'
import { ArchiveCard } from '@/components/organizations/archive-card'
import { LogoCard } from '@/components/organizations/logo-card'
import { SettingsForm } from '@/components/organizations/settings-form'
import { TransferCard } from '@/components/organizations/transfer-card'
import { PageHeader } from '@/components/ui/page-header'
import { getOrganizationSecurity } from '@/lib/accounts/queries'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { listGrants } from '@/lib/grants/queries'
import { messages } from '@/lib/organizations/messages'
import { logoAddress } from '@/lib/organizations/policy'
import { getSettings } from '@/lib/organizations/queries'
import { settingChoices } from './setting-choices'

export const metadata: Metadata = { title: messages.title }

export default async function SettingsPage({ params }: PageProps<'/[org]/settings'>) {
  const { org } = await params
  const ctx = await tenant(org)
  const owner = ctx.actor.kind === 'session' && ctx.actor.owner
  const [settings, { secondFactorRequired }, platform] = await show(
    Promise.all([
      getSettings(ctx, {}),
      getOrganizationSecurity(ctx, {}),
      can(ctx, 'organization.audit.view') ? listGrants(ctx, {}) : null,
    ]),
  )

  const { slug, logo } = ctx.organization

  return (
    <>
      <PageHeader title={messages.title} description={messages.description} />
      <SettingsForm org={org} settings={settings} choices={settingChoices(settings.locale)} />
      <div className="mt-4 flex max-w-4xl flex-col gap-4">
        <LogoCard org={org} name={settings.name} picture={logoAddress(slug, logo)} />
        <SecondFactorSwitch org={org} required={secondFactorRequired} />
      </div>
      {platform && (
        <GrantsCard
          org={org}
          grants={platform.grants}
          owner={owner}
          locale={settings.locale}
          timeZone={settings.timeZone}
        />
      )}
      {owner && (
        <>
          <TransferCard org={org} name={settings.name} me={ctx.actor.memberId} />
          <ArchiveCard org={org} name={settings.name} />
        </>
      )}
    </>
  )
}
