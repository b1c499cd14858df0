'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { refused } from '@/components/access/who-gives'
import { callAction } from '@/components/shell/call-action'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ConfirmDialog, type Refused } from '@/components/ui/confirm-dialog'
import { undoImport } from '@/lib/imports/actions'
import { messages } from '@/lib/imports/messages'
import type { Import, UndoPreview } from '@/lib/imports/queries'

type Props = { org: string; subject: Import; preview: UndoPreview | null }

const words = messages.undo
const named = 5

/** Takes a whole import back after asking; without a `preview` nothing was imported yet, and the file is put away. */
export function UndoImport({ org, subject, preview }: Props) {
  const router = useRouter()
  const [force, setForce] = useState(false)

  async function undo(): Promise<Refused | string | undefined> {
    if (preview && preview.changed > 0 && !force) return words.mustForce
    const reference = { project: subject.project.key, import: subject.id }
    const result = await callAction(() => undoImport(org, { ...reference, force }))
    if (!result.ok) {
      // Somebody worked on one of them while this was open: what is shown is read again.
      if (result.error.code === 'CHANGED_SINCE') router.refresh()
      return refused(result.error, { org })
    }
    if (preview) announce(words.done(result.data.tasks))
    router.refresh()
    return undefined
  }

  return (
    <ConfirmDialog
      title={preview ? words.title : words.discardTitle}
      description={preview ? words.description(preview.tasks) : words.discardText}
      confirmLabel={preview ? words.confirm : words.discard}
      danger
      onConfirm={undo}
      trigger={<Button variant={preview ? 'secondary' : 'ghost'}>{preview ? words.open : words.discard}</Button>}
    >
      {preview && preview.changed > 0 && (
        <div className="flex flex-col gap-2 text-sm">
          <p>{words.changed(preview.changed)}</p>
          <ul className="list-disc pl-5 text-ink-muted">
            {preview.changedTasks.slice(0, named).map(({ id, key, title }) => (
              <li key={id} className="break-words">
                {key} {title}
              </li>
            ))}
            {preview.changed > named && <li>{words.more(preview.changed - named)}</li>}
          </ul>
          <Checkbox label={words.force} checked={force} onChange={(event) => setForce(event.currentTarget.checked)} />
        </div>
      )}
    </ConfirmDialog>
  )
}
