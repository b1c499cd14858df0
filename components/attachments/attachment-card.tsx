'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { messages as ui } from '@/components/ui/messages'
import { messages } from '@/lib/attachments/messages'
import type { Attachment } from '@/lib/attachments/queries'
import type { CommentSubject } from '@/lib/comments/schema'
import type { Page } from '@/lib/core/page'
import { AttachButton } from './attach-button'
import { AttachmentLine, type FileReader } from './attachment-line'
import { UploadLines } from './upload-lines'
import { useUploads } from './use-uploads'

type Props = {
  subject: { kind: CommentSubject; id: string }
  initial: readonly Attachment[]
  reader: FileReader
  mayAttach: boolean
}
/** Under which the files of a subject are kept, and read again when it is invalidated. */
export const attachmentsKey = (id: string) => ['attachments', id] as const
const most = 100

/** The files on something, newest first; more are dropped onto it or chosen. A project shows those of its tasks as well. */
export function AttachmentCard({ subject: { kind, id }, initial, reader, mayAttach }: Props) {
  const queries = useQueryClient()
  const path = `${kind}s/${id}`
  const wholeProject = kind === 'project'
  const list = useQuery({
    queryKey: attachmentsKey(id),
    async queryFn({ signal }) {
      const page = await readApi<Page<Attachment>>(reader.org, `${path}/attachments?limit=${most}`, signal)
      // A comment's files are shown in the comment.
      return wholeProject ? page.items : page.items.filter(({ commentId }) => commentId === null)
    },
    initialData: initial as Attachment[],
    gcTime: 0,
    retry: retryUnlessRefused,
  })
  const refetch = () => void queries.invalidateQueries({ queryKey: attachmentsKey(id) })
  const uploads = useUploads(reader.org, path, refetch)
  const files = list.data

  return (
    <div {...(mayAttach && uploads.dropProps)} className={wholeProject ? undefined : 'mt-6'}>
      <Card
        title={messages.heading}
        flush
        actions={mayAttach && <AttachButton onFiles={uploads.addAll} />}
        className={classNames(uploads.over && 'outline-2 outline-offset-2 outline-accent-text')}
      >
        {files.length > 0 ? (
          <ul aria-label={messages.list} className="divide-y">
            {files.map((file) => (
              <AttachmentLine key={file.id} file={file} reader={reader} placed={wholeProject} onChanged={refetch} />
            ))}
          </ul>
        ) : (
          <p className="px-4 py-4 text-sm text-ink-faint">
            {messages.none} {mayAttach ? messages.noneText : ''} {wholeProject && messages.noneInProject}
          </p>
        )}
        {uploads.uploads.length > 0 && (
          <div className="border-t px-4 py-3">
            <UploadLines uploads={uploads} />
          </div>
        )}
        {list.isError && (
          <div role="alert" className="flex items-center gap-3 px-4 py-2 text-sm text-danger-text">
            {messages.loadFailed} <Button onClick={refetch}>{ui.actions.retry}</Button>
          </div>
        )}
      </Card>
    </div>
  )
}
