'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast-queue'
import { accountPages } from '@/lib/accounts/messages'
import { AddPasskey } from './passkey-add'
import { RemovePasskey, RenamePasskey } from './passkey-dialogs'
import { RecoveryCodes } from './recovery-codes'

const words = accountPages.passkeys
export type Passkey = { id: string; name: string; since: string; used: string | null }

/** The passkeys of one's login: add several, name them, take one away. */
export function PasskeyCard({ passkeys, onlyFactor }: { passkeys: readonly Passkey[]; onlyFactor: boolean }) {
  const router = useRouter()
  const [codes, setCodes] = useState<string[] | null>(null)
  const [changing, setChanging] = useState<{ how: 'rename' | 'remove'; passkey: Passkey } | null>(null)
  const close = () => setChanging(null)
  const done = (title: string) => {
    close()
    toast({ title, tone: 'success' })
    router.refresh()
  }
  return (
    <Card title={words.title} description={words.description}>
      {codes ? (
        <RecoveryCodes
          codes={codes}
          onDone={() => {
            setCodes(null)
            router.refresh()
          }}
        />
      ) : (
        <div className="flex flex-col gap-4">
          {passkeys.length === 0 ? (
            <p className="text-sm text-ink-muted">{words.none}</p>
          ) : (
            <ul aria-label={words.list} className="divide-y rounded-md border">
              {passkeys.map((passkey) => (
                <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2 text-sm">
                  <span className="min-w-0 flex-1 basis-40">
                    <span className="block truncate font-medium text-ink">{passkey.name}</span>
                    <span className="block text-xs text-ink-faint">
                      {words.since(passkey.since)}
                      {passkey.used && ` · ${words.used(passkey.used)}`}
                    </span>
                  </span>
                  <span className="flex gap-2">
                    <Button
                      size="sm"
                      aria-label={words.renameTitle(passkey.name)}
                      onClick={() => setChanging({ how: 'rename', passkey })}
                    >
                      {words.rename}
                    </Button>
                    <Button
                      size="sm"
                      aria-label={words.removeTitle(passkey.name)}
                      onClick={() => setChanging({ how: 'remove', passkey })}
                    >
                      {words.remove}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          )}
          <AddPasskey
            onAdded={(made) => {
              if (made) setCodes(made)
              else done(words.added)
            }}
          />
        </div>
      )}
      {changing?.how === 'rename' && (
        <RenamePasskey passkey={changing.passkey} onClose={close} onDone={() => done(words.renamed)} />
      )}
      {changing?.how === 'remove' && (
        <RemovePasskey
          passkey={changing.passkey}
          last={onlyFactor && passkeys.length === 1}
          onClose={close}
          onDone={() => done(words.removed)}
        />
      )}
    </Card>
  )
}
