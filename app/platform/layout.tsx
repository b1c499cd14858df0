import { Building2, Gauge, Mailbox, ScrollText, ShieldCheck, ShieldUser, Users, Workflow } from 'lucide-react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AppFrame } from '@/components/shell/app-frame'
import { OrganizationSwitcher } from '@/components/shell/organization-switcher'
import { Sidebar } from '@/components/shell/sidebar'
import { SignedInMenu } from '@/components/shell/signed-in-menu'
import { platformAdmin } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'
import { placesOf } from '@/lib/shell/places'

export const metadata: Metadata = { title: { default: messages.title, template: `%s · ${messages.title}` } }

export default async function PlatformLayout({ children }: { children: ReactNode }) {
  const person = await platformAdmin()
  const icon = 'size-4'
  return (
    <AppFrame
      sidebar={
        <Sidebar
          header={
            <OrganizationSwitcher
              current={{ slug: 'platform', name: messages.title }}
              organizations={placesOf(person)}
              createHref="/choose-organization?all=1"
            />
          }
          groups={[
            {
              items: [
                {
                  href: '/platform',
                  label: messages.rooms.overview,
                  icon: <Gauge aria-hidden className={icon} />,
                  exact: true,
                },
                ...[
                  { href: '/platform/organizations', label: messages.rooms.organizations, Icon: Building2 },
                  { href: '/platform/users', label: messages.rooms.users, Icon: Users },
                  { href: '/platform/admins', label: messages.rooms.admins, Icon: ShieldUser },
                  { href: '/platform/log', label: messages.rooms.log, Icon: ScrollText },
                  { href: '/platform/isolation', label: messages.rooms.isolation, Icon: ShieldCheck },
                ].map(({ Icon, ...room }) => ({ ...room, icon: <Icon aria-hidden className={icon} /> })),
                { href: '/platform/jobs', label: messages.rooms.jobs, icon: <Workflow aria-hidden className={icon} /> },
                {
                  href: '/platform/mailbox',
                  label: messages.rooms.mailbox,
                  icon: <Mailbox aria-hidden className={icon} />,
                },
              ],
            },
          ]}
        />
      }
      user={<SignedInMenu name={person.name} email={person.email} platform />}
    >
      {children}
    </AppFrame>
  )
}
