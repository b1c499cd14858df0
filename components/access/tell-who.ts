import { readApi } from '@/components/shell/read-api'
import { toast } from '@/components/ui/toast-queue'
import { askForAccess } from '@/lib/access/actions'
import { messages } from '@/lib/access/messages'
import type { Explanation } from '@/lib/access/queries'
import { fixWords } from '@/lib/access/sentences'
import type { About } from './toast-problem'

const words = messages.refusal

/** What is missing and who can give it, for the record or, where it cannot be explained, at all; null when neither can be read. */
export async function explainMissing(permission: string, { org, type, id }: About): Promise<Explanation | null> {
  const query = new URLSearchParams({ permission, ...(type && id && { type, id }) })
  const read = (asked: URLSearchParams) => readApi<Explanation>(org, `explanations?${asked}`).catch(() => null)
  return (await read(query)) ?? (type ? await read(new URLSearchParams({ permission })) : null)
}

/** Tells who can give a permission, with one click to ask the first of them. */
export async function tellWho(permission: string, about: About): Promise<void> {
  const { org } = about
  const said = await explainMissing(permission, about)
  if (!said || said.allowed) return void toast({ title: said ? words.narrow : messages.failed, tone: 'danger' })
  const [first, ...others] = said.grantors ?? []
  toast({
    title: fixWords(said),
    description: first ? words.able([first, ...others].map(({ name }) => name)) : words.contact,
    timeout: 20_000,
    ...(first && { action: { label: words.ask(first.name), run: () => ask(org, said, first) } }),
  })
}

async function ask(org: string, said: Explanation, of: { id: string; name: string }): Promise<void> {
  const input = { of: of.id, permission: said.permission, ...(said.record ?? {}) }
  const result = await askForAccess(org, input).catch(() => null)
  if (result?.ok) toast({ title: words.asked(of.name), tone: 'success' })
  else toast({ title: result?.error.message ?? messages.failed, tone: 'danger' })
}
