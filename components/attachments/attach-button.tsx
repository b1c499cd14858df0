'use client'

import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { messages } from '@/lib/attachments/messages'

type Props = { onFiles: (files: Iterable<File>) => void; small?: boolean }

/** Chooses files; on phones the camera and the photos are among the choices. */
export function AttachButton({ onFiles, small }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const icon = <Paperclip aria-hidden className="size-4" />
  const choose = () => input.current?.click()
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={messages.add}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {small ? (
        <IconButton size="sm" label={messages.add} icon={icon} onClick={choose} />
      ) : (
        <Button size="sm" icon={icon} onClick={choose}>
          {messages.add}
        </Button>
      )}
    </>
  )
}
