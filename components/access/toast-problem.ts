import { readApi } from '@/components/shell/read-api'
import { toast } from '@/components/ui/toast-queue'
import { askForAccess } from '@/lib/access/actions'
import { fixWords, messages } from '@/lib/access/messages'
import type { Explanation } from '@/lib/access/queries'
import type { RecordType } from '@/lib/access/schema'
import type { Problem } from '@/lib/core/result'

const words = messages.refusal
type About = { org: string; type?: RecordType; id?: string }

/** Says that something was refused; where a permission is missing, one click tells who can give it, another asks them. */
export function toastProblem(problem: Problem, about: About): void {
  toast({ title: problem.message, tone: 'danger', action: whoGives(problem, about) })
}

/** What to offer beside a refusal: to tell who can give what is missing. Undefined where no permission is. */
export function whoGives({ code, missing }: Problem, about: About) {
  if (code !== 'FORBIDDEN' || !missing) return undefined
  return { label: words.who, run: () => void tellWho(missing, about) }
}

/** Tells who can give a permission, with one click to ask the first of them. */
async function tellWho(permission: string, { org, type, id }: About): Promise<void> {
  const query = new URLSearchParams({ permission, ...(type && id && { type, id }) })
  const read = (asked: URLSearchParams) => readApi<Explanation>(org, `explanations?${asked}`).catch(() => null)
  const said = (await read(query)) ?? (type ? await read(new URLSearchParams({ permission })) : null)
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
