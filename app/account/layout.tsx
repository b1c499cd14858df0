import { CircleUser, MonitorSmartphone, ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { AppFrame } from '@/components/shell/app-frame'
import { OrganizationSwitcher } from '@/components/shell/organization-switcher'
import { Sidebar } from '@/components/shell/sidebar'
import { SignedInMenu } from '@/components/shell/signed-in-menu'
import { accountPages as words } from '@/lib/accounts/messages'
import { currentPerson } from '@/lib/core/tenant'
import { placesOf } from '@/lib/shell/places'

export const metadata: Metadata = { title: { default: words.title, template: `%s · ${words.title}` } }
const icon = 'size-4'
const rooms = [
  { href: '/account', label: words.rooms.profile, icon: <CircleUser aria-hidden className={icon} />, exact: true },
  { href: '/account/security', label: words.rooms.security, icon: <ShieldCheck aria-hidden className={icon} /> },
  { href: '/account/sessions', label: words.rooms.sessions, icon: <MonitorSmartphone aria-hidden className={icon} /> },
]

/** The rooms of a login, which belong to no organization. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson()
  if (!person) redirect('/sign-in?to=/account')
  return (
    <AppFrame
      sidebar={
        <Sidebar
          header={
            <OrganizationSwitcher
              current={{ slug: 'account', name: words.title }}
              organizations={placesOf(person)}
              createHref="/choose-organization?all=1"
            />
          }
          groups={[{ items: rooms }]}
        />
      }
      user={<SignedInMenu name={person.name} email={person.email} platform={person.platformAdmin} />}
    >
      {children}
    </AppFrame>
  )
}
