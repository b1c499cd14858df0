'use client'

import { messages } from './messages'
import { UserMenu } from './user-menu'

/** The menu of the person who is signed in. */
export function SignedInMenu({ name, email, platform }: { name: string; email: string; platform: boolean }) {
  return (
    <UserMenu
      name={name}
      email={email}
      items={[
        { href: '/account', label: messages.ownAccount },
        ...(platform ? [{ href: '/platform', label: messages.platform }] : []),
      ]}
      // Needed once a day: not worth its place in every page.
      onSignOut={async () => (await import('next-auth/react')).signOut({ callbackUrl: '/sign-in' })}
    />
  )
}
