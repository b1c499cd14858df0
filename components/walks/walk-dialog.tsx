'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Select } from '@/components/ui/select'
import type { NestedPermissions } from '@/lib/core/permissions'
import { startWalk } from '@/lib/walks/actions'
import { messages } from '@/lib/walks/messages'

type Props = {
  org: string
  role: { id: string; name: string }
  permissions: NestedPermissions
  dirty: boolean
  holders: readonly { id: string; name: string }[]
  /** before the page is left: what is not saved yet is kept */
  onLeave: () => void
}

/** Chooses with whose eyes to walk with a role as it is drafted, and begins. */
export function WalkDialog({ org, role, permissions, dirty, holders, onLeave }: Props) {
  const [member, setMember] = useState('')
  const [problem, setProblem] = useState<string>()
  const [pending, setPending] = useState(false)

  async function start() {
    setPending(true)
    const result = await startWalk(org, { role: role.id, permissions, ...(member && { member }) })
    if (result.ok) {
      onLeave()
      return window.location.assign(`/${org}`)
    }
    setPending(false)
    setProblem(result.error.errors?.[0]?.message ?? result.error.message)
  }

  return (
    <Dialog
      title={messages.title(role.name)}
      description={messages.text}
      trigger={<Button>{dirty ? messages.open.draft : messages.open.role}</Button>}
      footer={
        <Button variant="primary" pending={pending} onClick={() => void start()}>
          {messages.start}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {problem && <FormError message={problem} details={[]} />}
        <Field label={messages.eyes} required>
          {({ defaultValue: _, required: __, ...control }) => (
            <Select
              {...control}
              value={member}
              options={[
                { value: '', label: messages.newcomer },
                ...holders.map(({ id, name }) => ({ value: id, label: messages.holder(name) })),
              ]}
              onChange={(event) => setMember(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
