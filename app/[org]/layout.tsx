import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { LiveBell } from '@/components/live/live-bell'
import { LiveProvider } from '@/components/live/live-provider'
import { OrganizationSearch } from '@/components/search/organization-search'
import { AppFrame } from '@/components/shell/app-frame'
import { OnlookerProvider } from '@/components/shell/onlooker'
import { OrganizationSwitcher } from '@/components/shell/organization-switcher'
import { RefusalBoundary } from '@/components/shell/refusal-boundary'
import { RoomIcon } from '@/components/shell/room-icon'
import { Sidebar } from '@/components/shell/sidebar'
import { SignedInMenu } from '@/components/shell/signed-in-menu'
import { LookingBanner } from '@/components/walks/looking-banner'
import { arrive } from '@/lib/core/tenant'
import { realtimeConfig } from '@/lib/integrations/pusher'
import { memberChannel } from '@/lib/notifications/channels'
import { logoAddress } from '@/lib/organizations/policy'
import { paletteActions } from '@/lib/shell/palette'
import { placesOf } from '@/lib/shell/places'
import { roomsOf } from '@/lib/shell/rooms'

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx } = await arrive((await params).org)
  return { title: { default: ctx.organization.name, template: `%s · ${ctx.organization.name}` } }
}

export default async function OrganizationLayout({ params, children }: Props) {
  const { ctx, person, unread } = await arrive((await params).org)
  const { slug, name, id, logo } = ctx.organization
  const groups = roomsOf(ctx).map(({ label, items }) => ({
    label,
    items: items.map((room) => ({ ...room, icon: <RoomIcon name={room.icon} />, exact: room.href === `/${slug}` })),
  }))
  const looksIn = ctx.readOnly?.kind === 'grant'

  return (
    <LiveProvider config={realtimeConfig()}>
      <AppFrame
        notice={
          ctx.readOnly && (
            <LookingBanner
              organization={{ id, slug, name }}
              looking={ctx.readOnly}
              locale={person.locale}
              timeZone={person.timeZone}
            />
          )
        }
        sidebar={
          <Sidebar
            groups={groups}
            header={
              <OrganizationSwitcher
                current={{ slug, name, picture: logoAddress(slug, logo) }}
                organizations={placesOf(person)}
                createHref="/choose-organization?all=1"
              />
            }
          />
        }
        search={<OrganizationSearch org={slug} actions={paletteActions(ctx)} />}
        bell={
          !looksIn && (
            <LiveBell org={slug} channel={memberChannel(id, ctx.actor.memberId ?? '')} maybeUnread={unread > 0} />
          )
        }
        user={<SignedInMenu name={person.name} email={person.email} platform={person.platformAdmin} />}
      >
        <OnlookerProvider looking={looksIn}>
          <RefusalBoundary>{children}</RefusalBoundary>
        </OnlookerProvider>
      </AppFrame>
    </LiveProvider>
  )
}
