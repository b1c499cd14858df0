'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import { askForLink, unlink } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'
import { signIn } from './sign-in'

const words = accountPages.links
type Row = { id: string; name: string; linked: boolean; email: string | null }

/** Which logins elsewhere open this account; linking starts here, from inside, and nowhere else. */
export function LinkList({ rows }: { rows: Row[] }) {
  const router = useRouter()
  const refused = (title: string) => toast({ title, tone: 'danger' })

  async function link(id: string) {
    const answer = await askForLink({})
    if (!answer.ok) return refused(answer.error.message)
    await signIn(id, { callbackUrl: '/account/security' })
  }
  async function remove(id: string) {
    const answer = await unlink({ provider: id as 'oidc' })
    if (!answer.ok) return refused(answer.error.message)
    toast({ title: words.unlinked, tone: 'success' })
    router.refresh()
  }

  return (
    <ul className="flex flex-col gap-3">
      {rows.map(({ id, name, linked, email }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-2 text-sm">
          <span className="min-w-0 text-ink">
            {name}
            {linked && <span className="block text-xs text-ink-faint">{words.linked(email)}</span>}
          </span>
          <Button size="sm" onClick={() => void (linked ? remove(id) : link(id))}>
            {linked ? words.unlink(name) : words.link(name)}
          </Button>
        </li>
      ))}
    </ul>
  )
}
