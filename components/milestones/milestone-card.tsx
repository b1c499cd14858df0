'use client'

import { Diamond, Pencil, Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { callAction } from '@/components/shell/call-action'
import { formatDay } from '@/components/tasks/due'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast-queue'
import { updateMilestone } from '@/lib/milestones/actions'
import { messages } from '@/lib/milestones/messages'
import type { Milestone } from '@/lib/milestones/queries'

const MilestoneDialog = dynamic(() => import('./milestone-dialog'), { ssr: false })

/** From the page a date, over REST its text. */
export type ShownMilestone = Omit<Milestone, 'reachedAt'> & { reachedAt: Date | string | null }
type Props = {
  org: string
  project: string
  milestones: readonly ShownMilestone[]
  mayEdit: boolean
  today: string
  locale: string
}

/** The milestones of a project; those who may change the project add, change and reach them here. */
export function MilestoneCard({ org, project, milestones, mayEdit, today, locale }: Props) {
  const router = useRouter()
  const [dialog, setDialog] = useState<ShownMilestone | 'new' | null>(null)

  async function reach({ id, title, version, reachedAt }: ShownMilestone) {
    const reached = reachedAt === null
    const result = await callAction(() => updateMilestone(org, { project, milestone: id, version, reached }))
    if (result.ok) toast({ title: reached ? messages.reachedNow(title) : messages.open(title), tone: 'success' })
    else toastProblem(result.error, { org, type: 'project', id: project })
    router.refresh()
  }
  const dayOf = ({ dueOn, reachedAt }: ShownMilestone) => {
    if (reachedAt) return messages.reached(formatDay(new Date(reachedAt).toISOString().slice(0, 10), locale, today))
    return dueOn ? formatDay(dueOn, locale, today) : messages.noDay
  }
  const isLate = ({ dueOn, reachedAt }: ShownMilestone) => !reachedAt && dueOn !== null && dueOn < today

  return (
    <Card
      title={messages.title}
      actions={
        mayEdit && (
          <Button size="sm" icon={<Plus aria-hidden className="size-3.5" />} onClick={() => setDialog('new')}>
            {messages.add}
          </Button>
        )
      }
    >
      {milestones.length === 0 ? (
        <p className="text-sm text-ink-muted">
          {messages.none} {mayEdit && messages.noneText}
        </p>
      ) : (
        <ul aria-label={messages.title} className="flex flex-col">
          {milestones.map((milestone) => (
            <li key={milestone.id} className="flex items-start gap-2 py-1.5 text-sm">
              {mayEdit ? (
                <IconButton
                  size="sm"
                  label={milestone.reachedAt ? messages.unreach(milestone.title) : messages.reach(milestone.title)}
                  aria-pressed={milestone.reachedAt !== null}
                  icon={
                    <Diamond
                      aria-hidden
                      className={milestone.reachedAt ? 'size-4 fill-current text-success-text' : 'size-4'}
                    />
                  }
                  onClick={() => void reach(milestone)}
                />
              ) : (
                <Diamond
                  aria-hidden
                  className={
                    milestone.reachedAt
                      ? 'mt-0.5 size-4 fill-current text-success-text'
                      : 'mt-0.5 size-4 text-ink-faint'
                  }
                />
              )}
              <span className="min-w-0 flex-1">
                <span className="block font-medium break-words text-ink">{milestone.title}</span>
                {milestone.description && (
                  <span className="block text-xs break-words whitespace-pre-wrap text-ink-muted">
                    {milestone.description}
                  </span>
                )}
              </span>
              <span className={isLate(milestone) ? 'text-xs text-danger-text' : 'text-xs text-ink-muted'}>
                {dayOf(milestone)}
                {isLate(milestone) && `, ${messages.late}`}
              </span>
              {mayEdit && (
                <IconButton
                  size="sm"
                  label={messages.edit(milestone.title)}
                  icon={<Pencil aria-hidden className="size-3.5" />}
                  onClick={() => setDialog(milestone)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {dialog && (
        <MilestoneDialog
          org={org}
          project={project}
          milestone={dialog === 'new' ? null : dialog}
          onClose={() => setDialog(null)}
        />
      )}
    </Card>
  )
}
