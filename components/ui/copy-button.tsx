'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button'
import { messages } from './messages'
import { toast } from './toast-queue'

/** Puts a text on the clipboard and says so, in a button that keeps its width. */
export function CopyButton({
  text,
  label = messages.copy.label,
  size = 'sm',
}: {
  text: string
  label?: string
  size?: 'sm' | 'md'
}) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toast({ title: messages.copy.failed, description: text, tone: 'warning', timeout: 0 })
    }
  }

  const Icon = copied ? Check : Copy
  return (
    <Button size={size} onClick={copy} icon={<Icon aria-hidden className="size-3.5" />}>
      {label}
      <span role="status" className="sr-only">
        {copied ? messages.copy.done : ''}
      </span>
    </Button>
  )
}
