'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'
import { startPasskeySignIn } from '@/lib/accounts/actions'
import { pages, signInProblems } from '@/lib/accounts/messages'
import { prepareSignIn, signIn } from './sign-in'

/** Signs in with a passkey of this device, which says by itself whose it is. */
export function PasskeyButton({ onDone, onRefused }: { onDone: () => void; onRefused: (message: string) => void }) {
  const ready = useHydrated()
  const [pending, setPending] = useState(false)
  async function use() {
    setPending(true)
    const refusal = await attempt()
    setPending(false)
    if (refusal) onRefused(refusal)
    else onDone()
  }
  return (
    <Button
      wide
      disabled={!ready || pending}
      icon={<KeyRound aria-hidden className="size-4" />}
      onClick={() => void use()}
    >
      {pages.signIn.passkey}
    </Button>
  )
}

/** @returns why not, in words */
async function attempt(): Promise<string | undefined> {
  prepareSignIn()
  const [{ startAuthentication }, started] = await Promise.all([
    import('@simplewebauthn/browser'),
    startPasskeySignIn({}),
  ])
  if (!started.ok) return started.error.message
  const answer = await startAuthentication({ optionsJSON: started.data.options }).catch(() => null)
  if (!answer) return signInProblems.PASSKEY_CANCELLED
  const passkey = JSON.stringify(answer)
  const opened = await signIn('credentials', { passkey, redirect: false }).catch(() => null)
  return opened?.ok ? undefined : (signInProblems[opened?.error ?? 'INTERNAL'] ?? signInProblems.INTERNAL)
}
