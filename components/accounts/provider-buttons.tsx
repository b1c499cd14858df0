'use client'

import { Button } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'
import { pages } from '@/lib/accounts/messages'
import { signIn } from './sign-in'

const words = pages.signIn

/** The logins elsewhere that this installation knows. */
export function ProviderButtons({ providers, to }: { providers: { id: string; name: string }[]; to: string }) {
  const ready = useHydrated()
  if (providers.length === 0) return null
  return (
    <div className="mt-4 flex flex-col gap-2">
      <p aria-hidden className="text-center text-xs text-ink-faint">
        {words.or}
      </p>
      {providers.map(({ id, name }) => (
        <Button key={id} wide disabled={!ready} onClick={() => void signIn(id, { callbackUrl: to })}>
          {words.with(name)}
        </Button>
      ))}
    </div>
  )
}
