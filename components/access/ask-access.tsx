'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import { askForAccess } from '@/lib/access/actions'
import { messages } from '@/lib/access/messages'
import type { Explanation } from '@/lib/access/queries'
import { fixWords } from '@/lib/access/sentences'
import { catalogue } from '@/lib/core/permissions'

const words = messages.refusal

/** What is missing, the least that would do, who can give it, and one click to ask them. */
export function AskAccess({ org, said }: { org: string; said: Explanation }) {
  const [asked, setAsked] = useState<readonly string[]>([])
  const [pending, setPending] = useState<string | null>(null)
  const missing = said.missing ?? said.permission

  async function ask({ id, name }: { id: string; name: string }) {
    setPending(id)
    const result = await askForAccess(org, { of: id, permission: said.permission, ...(said.record ?? {}) }).catch(
      () => null,
    )
    setPending(null)
    if (result && (result.ok || result.error.code === 'ASKED')) setAsked((before) => [...before, id])
    toast(
      result?.ok
        ? { title: words.asked(name), tone: 'success' }
        : { title: result?.error.message ?? messages.failed, tone: 'danger' },
    )
  }

  return (
    <dl className="mt-4 w-full divide-y rounded-lg border bg-surface text-left text-sm">
      <div className="px-4 py-2">
        <dt className="text-xs text-ink-faint">{words.missing}</dt>
        <dd className="text-ink">
          {catalogue[missing].description}{' '}
          <code className="inline-block font-mono text-xs break-all text-ink-faint">{missing}</code>
          <p className="text-ink-muted">{fixWords(said)}</p>
        </dd>
      </div>
      <div className="px-4 py-2">
        <dt className="text-xs text-ink-faint">{words.grantedBy}</dt>
        <dd className="text-ink">
          {!said.grantors?.length ? (
            words.contact
          ) : (
            <ul className="flex flex-wrap gap-2 py-1">
              {said.grantors.map((one) => (
                <li key={one.id}>
                  <Button
                    size="sm"
                    aria-disabled={asked.includes(one.id)}
                    pending={pending === one.id}
                    onClick={() => asked.includes(one.id) || void ask(one)}
                  >
                    {asked.includes(one.id) ? words.done(one.name) : words.ask(one.name)}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
    </dl>
  )
}
