'use client'

import { Download, Eye, FileText, Lock, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { WhoSees } from '@/components/access/who-sees'
import { restForm } from '@/components/shell/rest-form'
import { announce } from '@/components/ui/announcer'
import { classNames } from '@/components/ui/class-names'
import { fileSize } from '@/components/ui/file-drop'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Badge } from '@/components/ui/status-pill'
import { toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/attachments/messages'
import type { Attachment } from '@/lib/attachments/queries'
import { attachmentAddress, isPicture, opensInline } from './address'

export type FileReader = { org: string; locale: string; timeZone: string; seesInternal: boolean; seesPeople: boolean }
type Props = {
  file: Attachment
  reader: FileReader
  /** whether each line says which task or ticket it lies on */
  placed?: boolean
  onChanged: () => void
}

/** One file: what it is, who may have it, and what can be done with it. */
export function AttachmentLine({ file, reader, placed, onChanged }: Props) {
  const { org, locale, timeZone, seesInternal, seesPeople } = reader
  const inline = opensInline(file.contentType)
  const [pending, setPending] = useState(false)

  async function call(
    method: 'PATCH' | 'POST' | 'DELETE',
    path: string,
    body: unknown,
    said: string,
    undo?: () => void,
  ) {
    if (pending) return
    setPending(true)
    const result = await restForm(method, `${org}/attachments/${file.id}${path}`, body).catch(() => null)
    setPending(false)
    if (!result) return toast({ title: messages.lost, tone: 'danger' })
    if (!result.ok) return toastProblem(result.error, { org })
    if (undo) toast({ title: said, undo })
    else announce(said)
    onChanged()
  }
  const share = () => {
    const next = !file.shared
    const said = next ? messages.nowShared(file.name) : messages.nowInternal(file.name)
    return call('PATCH', '', { shared: next }, said)
  }
  const restore = () => void call('POST', '/restore', {}, messages.restored(file.name))
  const mark = (
    <>
      {file.shared ? <Eye aria-hidden className="size-3" /> : <Lock aria-hidden className="size-3" />}
      {file.shared ? messages.shared : messages.internal}
    </>
  )

  return (
    <li
      className={classNames(
        'flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2',
        seesInternal && !file.shared && 'border-l-4 border-dashed border-l-line-strong bg-sunken pl-3',
      )}
    >
      <a
        href={attachmentAddress(org, file.id, inline)}
        {...(inline && { target: '_blank', rel: 'noopener' })}
        aria-label={messages.open(file.name)}
        className="flex min-w-0 flex-1 basis-48 items-center gap-3 text-ink hover:underline"
      >
        <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-md border bg-sunken">
          {isPicture(file.contentType) ? (
            // biome-ignore lint/performance/noImgElement: a private file, not an asset to optimize
            <img src={attachmentAddress(org, file.id, true)} alt="" loading="lazy" className="size-full object-cover" />
          ) : (
            <FileText aria-hidden className="size-5 text-ink-faint" />
          )}
        </span>
        <span className="min-w-0">
          <span className="block truncate text-sm font-medium">{file.name}</span>
          <span className="block truncate text-xs text-ink-faint tabular-nums">
            {fileSize(file.size)} · {file.author.name} ·{' '}
            <RelativeTime value={file.createdAt} locale={locale} timeZone={timeZone} />
            {file.commentId && ` · ${messages.inComment}`}
          </span>
        </span>
      </a>
      {placed && file.on && (
        <Link
          href={`/${org}/${file.on.kind}s/${file.on.key}`}
          title={file.on.title}
          className="inline-flex min-h-6 items-center font-mono text-xs text-ink-muted hover:text-ink hover:underline"
        >
          {file.on.key}
        </Link>
      )}
      <span className="ml-auto flex items-center gap-1">
        {seesInternal &&
          (file.may.share ? (
            <button
              type="button"
              role="switch"
              aria-checked={file.shared}
              aria-label={messages.share(file.name)}
              onClick={() => void share()}
              className={classNames(
                'inline-flex min-h-6 items-center gap-1 rounded-full border px-2 text-xs font-medium transition-colors',
                file.shared
                  ? 'border-info-line bg-info-soft text-info-text'
                  : 'border-neutral-line bg-surface text-neutral-text hover:bg-hover',
              )}
            >
              {mark}
            </button>
          ) : (
            <Badge tone={file.shared ? 'info' : 'neutral'}>{mark}</Badge>
          ))}
        <a
          href={attachmentAddress(org, file.id)}
          download
          aria-label={messages.save(file.name)}
          title={messages.save(file.name)}
          className="grid size-control-sm place-items-center rounded-md text-ink-muted hover:bg-hover hover:text-ink"
        >
          <Download aria-hidden className="size-4" />
        </a>
        <WhoSees {...{ org, seesPeople }} type="attachment" id={file.id} name={file.name} />
        {file.may.delete && (
          <IconButton
            size="sm"
            label={messages.delete(file.name)}
            aria-busy={pending}
            icon={<Trash2 aria-hidden className="size-4" />}
            onClick={() => void call('DELETE', '', undefined, messages.deleted(file.name), restore)}
          />
        )}
      </span>
    </li>
  )
}
