import { toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/access/messages'
import type { RecordType } from '@/lib/access/schema'
import type { Problem } from '@/lib/core/result'

export type About = { org: string; type?: RecordType; id?: string }

/** Says that something was refused; where a permission is missing, one click tells who can give it, another asks them. */
export function toastProblem(problem: Problem, about: About): void {
  toast({ title: problem.message, tone: 'danger', action: whoGives(problem, about) })
}

/** What to offer beside a refusal: to tell who can give what is missing. Undefined where no permission is. */
export function whoGives({ code, missing }: Problem, about: About) {
  if (code !== 'FORBIDDEN' || !missing) return undefined
  // Most actions are never refused, so this comes when somebody asks.
  const run = () =>
    void import('./tell-who').then(
      ({ tellWho }) => tellWho(missing, about),
      () => toast({ title: messages.failed, tone: 'danger' }),
    )
  return { label: messages.refusal.who, run }
}
