'use client'

import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { announce } from '@/components/ui/announcer'
import { messages } from '@/lib/attachments/messages'
import { maxAttachmentBytes } from '@/lib/attachments/policy'
import type { Attachment } from '@/lib/attachments/queries'
import { sendFile } from './send-file'

/** A file on its way, or one that did not arrive. */
export type Upload = { key: number; file: File; share: number; problem: string | null; stop: () => void }

/** Files that are brought by button, drop or paste. `path` is what they lie on, below the organization. */
export function useUploads(org: string, path: string, onDone: (attachment: Attachment) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [over, setOver] = useState(false)
  const last = useRef(0)

  const change = (key: number, next: Partial<Upload> | null) =>
    setUploads((now) =>
      next ? now.map((one) => (one.key === key ? { ...one, ...next } : one)) : now.filter((one) => one.key !== key),
    )

  function add(file: File) {
    last.current += 1
    const key = last.current
    const upload = { key, file, share: 0, problem: null, stop: () => change(key, null) }
    if (file.size > maxAttachmentBytes) {
      const problem = messages.tooLarge(file.name)
      announce(problem)
      return setUploads((now) => [...now, { ...upload, problem }])
    }
    const sending = sendFile(org, path, file, (share) => change(key, { share }))
    setUploads((now) => [...now, { ...upload, stop: sending.stop }])
    void sending.done.then((result) => {
      if (result && !result.ok) {
        const problem = messages.failed(file.name, result.error.errors?.[0]?.message ?? result.error.message)
        announce(problem)
        return change(key, { problem })
      }
      change(key, null)
      if (!result) return
      announce(messages.uploaded(result.data.name))
      onDone(result.data)
    })
  }
  const addAll = (files: Iterable<File>) => {
    for (const file of files) add(file)
  }

  return {
    uploads,
    /** something is on its way */
    busy: uploads.some(({ problem }) => problem === null),
    addAll,
    retry(upload: Upload) {
      change(upload.key, null)
      add(upload.file)
    },
    dismiss: ({ key }: Upload) => change(key, null),
    /** a file hangs over the place */
    over,
    /** spread on what files can be dropped on */
    dropProps: {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop(event: DragEvent) {
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        setOver(false)
        addAll(event.dataTransfer.files)
      },
    },
    /** for a field: a pasted picture is attached, pasted text stays text */
    onPaste(event: ClipboardEvent) {
      const files = [...event.clipboardData.files]
      if (files.length === 0) return
      event.preventDefault()
      const time = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')
      // Browsers call every pasted picture image.png; the time tells them apart.
      addAll(
        files.map((file) =>
          file.name === 'image.png' ? new File([file], messages.pasted(time), { type: file.type }) : file,
        ),
      )
    },
  }
}
export type Uploads = ReturnType<typeof useUploads>
