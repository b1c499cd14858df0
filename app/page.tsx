import { redirect } from 'next/navigation'
import { Brand } from '@/components/ui/brand'
import { ButtonLink } from '@/components/ui/button'
import { pages } from '@/lib/accounts/messages'
import { currentPerson } from '@/lib/core/tenant'

const words = pages.landing

export default async function LandingPage() {
  if (await currentPerson()) redirect('/choose-organization')
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-8">
      <header className="flex items-center justify-between py-4">
        <Brand size={28} />
        <ButtonLink href="/sign-in" variant="ghost">
          {words.signIn}
        </ButtonLink>
      </header>
      <main className="flex flex-1 flex-col justify-center gap-12 py-12">
        <div className="max-w-2xl">
          <h1 className="text-3xl font-semibold tracking-tight text-balance text-ink sm:text-4xl">{words.title}</h1>
          <p className="mt-4 text-base text-pretty text-ink-muted sm:text-lg">{words.text}</p>
          <div className="mt-6 flex flex-wrap gap-3">
            <ButtonLink href="/register" variant="primary">
              {words.start}
            </ButtonLink>
            <ButtonLink href="/sign-in" variant="secondary">
              {words.signIn}
            </ButtonLink>
          </div>
        </div>
        <ul className="grid gap-4 sm:grid-cols-3">
          {words.points.map(([title, text]) => (
            <li key={title} className="rounded-xl border bg-surface p-5">
              <h2 className="text-base font-medium text-ink">{title}</h2>
              <p className="mt-1 text-sm text-ink-muted">{text}</p>
            </li>
          ))}
        </ul>
      </main>
    </div>
  )
}
