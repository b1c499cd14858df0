import { CircleCheck, CircleX, Undo2 } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { messages } from '@/lib/imports/messages'
import type { Import, UndoPreview } from '@/lib/imports/queries'
import { UndoImport } from './undo-import'

type Props = { org: string; subject: Import; undo: UndoPreview | null }

/** What came of an import, where to go from here, and the way back. */
export function ImportResult({ org, subject, undo }: Props) {
  const base = `/${org}/projects/${subject.project.key}`
  const words = messages.result
  const failed = subject.status === 'FAILED'
  const undone = subject.status === 'UNDONE'
  const Icon = failed ? CircleX : undone ? Undo2 : CircleCheck
  const title = failed ? words.failedTitle : undone ? words.undone : words.finished(subject.importedRows)
  return (
    <Card title={subject.fileName}>
      <div role="status" className="flex items-start gap-3">
        <Icon
          aria-hidden
          className={`mt-0.5 size-5 shrink-0 ${failed ? 'text-danger' : undone ? 'text-ink-faint' : 'text-success'}`}
        />
        <div className="min-w-0">
          <p className="font-medium text-ink">{title}</p>
          {undone && subject.importedRows > 0 && <p className="text-sm text-ink-muted">{words.undoneText}</p>}
          {!undone && subject.failedRows > 0 && (
            <p className="text-sm text-ink-muted">
              {failed ? words.failed(subject.failedRows) : words.skipped(subject.failedRows)}
            </p>
          )}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {failed || undone ? (
          <>
            <ButtonLink variant="primary" href={`${base}/imports/new`}>
              {words.again}
            </ButtonLink>
            {undone && subject.importedRows > 0 && <ButtonLink href={`/${org}/bin`}>{words.bin}</ButtonLink>}
          </>
        ) : (
          <>
            <ButtonLink variant="primary" href={`${base}/board`}>
              {words.board}
            </ButtonLink>
            <ButtonLink href={`${base}/tasks`}>{words.list}</ButtonLink>
          </>
        )}
        {undo && <UndoImport org={org} subject={subject} preview={undo} />}
      </div>
    </Card>
  )
}
