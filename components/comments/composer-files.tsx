'use client'

import { FileText, X } from 'lucide-react'
import { attachmentAddress, isPicture } from '@/components/attachments/address'
import type { AttachedFile } from '@/components/attachments/attached-files'
import { fileSize } from '@/components/ui/file-drop'
import { IconButton } from '@/components/ui/icon-button'
import { messages } from '@/lib/attachments/messages'

type Props = { org: string; files: readonly AttachedFile[]; onRemove: (file: AttachedFile) => void }

/** Files that will go with the comment, before it is sent. */
export function ComposerFiles({ org, files, onRemove }: Props) {
  if (files.length === 0) return null
  return (
    <ul aria-label={messages.heading} className="flex flex-wrap gap-2">
      {files.map((file) => (
        <li
          key={file.id}
          className="flex max-w-full min-w-0 items-center gap-2 rounded-md border bg-surface pl-1 text-xs"
        >
          {isPicture(file.contentType) ? (
            // biome-ignore lint/performance/noImgElement: a private file, not an asset to optimize
            <img src={attachmentAddress(org, file.id, true)} alt="" className="size-8 rounded-sm object-cover" />
          ) : (
            <FileText aria-hidden className="ml-1 size-4 shrink-0 text-ink-faint" />
          )}
          <span className="max-w-40 truncate font-medium text-ink">{file.name}</span>
          <span className="shrink-0 text-ink-faint tabular-nums">{fileSize(file.size)}</span>
          <IconButton
            size="sm"
            label={messages.remove(file.name)}
            icon={<X aria-hidden className="size-4" />}
            onClick={() => onRemove(file)}
          />
        </li>
      ))}
    </ul>
  )
}
