'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Progress } from '@/components/ui/progress'
import { StatusShapeIcon } from '@/components/ui/status-pill'
import { messages } from '@/lib/home/messages'
import { closeFirstSteps } from '@/lib/organizations/actions'

type Step = 'client' | 'project' | 'tasks' | 'colleague' | 'share'
const places: Record<Step, string> = {
  client: 'clients/new',
  project: 'projects/new',
  tasks: 'projects',
  colleague: 'members',
  share: 'projects',
}
const words = messages.firstSteps

/** What a new organization does first; it goes away when all is done, or when somebody says so. */
export function FirstSteps({ org, steps }: { org: string; steps: Record<Step, boolean> }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const all = Object.keys(places) as Step[]
  const done = all.filter((step) => steps[step]).length

  const close = () =>
    start(async () => {
      const result = await closeFirstSteps(org, {})
      if (!result.ok) toastProblem(result.error, { org })
      router.refresh()
    })
  return (
    <Card
      title={words.title}
      description={words.description}
      actions={
        <Button size="sm" pending={pending} onClick={close}>
          {words.close}
        </Button>
      }
    >
      <Progress label={words.progress} value={done} max={all.length} valueText={words.done(done, all.length)} />
      <ol className="mt-4 grid gap-2 text-sm">
        {all.map((step) => (
          <li key={step} className="flex items-start gap-2.5">
            <span className={`mt-1 ${steps[step] ? 'text-success-text' : 'text-ink-faint'}`}>
              <StatusShapeIcon
                shape={steps[step] ? 'done' : 'empty'}
                label={steps[step] ? words.isDone : words.isOpen}
              />
            </span>
            <span className="min-w-0">
              {steps[step] ? (
                <span className="text-ink-muted">{words.steps[step].title}</span>
              ) : (
                <Link href={`/${org}/${places[step]}`} className="font-medium text-accent-text hover:underline">
                  {words.steps[step].title}
                </Link>
              )}
              <span className="block text-xs text-ink-faint">{words.steps[step].text}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
