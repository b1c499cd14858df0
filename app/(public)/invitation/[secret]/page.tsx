import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AcceptForm, JoinForm } from '@/components/accounts/invitation-forms'
import { PublicFrame } from '@/components/shell/public-frame'
import { ButtonLink } from '@/components/ui/button'
import { pages } from '@/lib/accounts/messages'
import { hashSecret } from '@/lib/core/secret'
import { currentPerson } from '@/lib/core/tenant'
import { askInvitation } from '@/lib/core/transaction'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }
const words = pages.invitation

export default async function InvitationPage({ params }: PageProps<'/invitation/[secret]'>) {
  const { secret } = await params
  const [invitation, person] = await Promise.all([askInvitation(hashSecret(secret)), currentPerson()])
  // Whose first sign-in has accepted it already is where they wanted to go.
  if (invitation?.state === 'accepted' && person?.email === invitation.email) redirect(`/${invitation.slug}`)
  if (invitation?.state !== 'open')
    return (
      <PublicFrame title={words.gone}>
        <p className="text-sm text-ink-muted">{words.goneText}</p>
      </PublicFrame>
    )

  const { email, name, organization, invitedBy, client, hasAccount } = invitation
  const signIn = `/sign-in?to=${encodeURIComponent(`/invitation/${secret}`)}&email=${encodeURIComponent(email)}`
  return (
    <PublicFrame
      title={words.title(organization)}
      description={
        <>
          <p>{words.by(invitedBy)}</p>
          {client && <p>{words.client(client)}</p>}
        </>
      }
    >
      {person?.email === email ? (
        <AcceptForm secret={secret} />
      ) : hasAccount ? (
        <div className="flex flex-col gap-3 text-sm text-ink-muted">
          <p>{person ? words.otherAccount(email, person.email) : words.hasAccount(email)}</p>
          <ButtonLink href={signIn} variant="primary">
            {person ? words.switchAccount : words.signInFirst}
          </ButtonLink>
        </div>
      ) : (
        <>
          {person && <p className="mb-4 text-sm text-ink-muted">{words.newAccount(email, person.email)}</p>}
          <JoinForm secret={secret} email={email} name={name} />
        </>
      )}
    </PublicFrame>
  )
}
