'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { refused } from '@/components/access/who-gives'
import { restForm } from '@/components/shell/rest-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { convertLead, deleteLead, moveLead } from '@/lib/leads/actions'
import { messages } from '@/lib/leads/messages'
import type { Lead } from '@/lib/leads/queries'

/** What can be done with a lead besides editing it: turn it into a client, lose it, take it back, delete it. */
export function LeadActions({ org, lead }: { org: string; lead: Lead }) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  const ref = { lead: lead.id, version: lead.version }
  const open = lead.stage !== 'WON' && lead.stage !== 'LOST'

  async function convert() {
    const result = await convertLead(org, ref)
    if (!result.ok) return refused(result.error, { org, type: 'lead', id: lead.id })
    toast({ title: messages.converted(lead.company), tone: 'success' })
    router.push(`/${org}/clients/${result.data.clientId}`)
    return undefined
  }
  async function lose() {
    const result = await moveLead(org, { ...ref, stage: 'LOST', reason })
    if (!result.ok) return refused(result.error, { org, type: 'lead', id: lead.id }, result.error.errors?.[0]?.message)
    toast({ title: messages.lost(lead.company) })
    router.refresh()
    return undefined
  }
  async function reopen() {
    const result = await moveLead(org, { ...ref, stage: 'NEW' })
    if (!result.ok) toastProblem(result.error, { org, type: 'lead', id: lead.id })
    router.refresh()
  }
  async function remove() {
    const result = await deleteLead(org, { lead: lead.id })
    if (!result.ok) return refused(result.error, { org, type: 'lead', id: lead.id })
    toast({
      title: messages.deleted(lead.company),
      undo: async () => {
        const back = await restForm('POST', `${org}/leads/${lead.id}/restore`, {})
        if (back.ok) router.push(`/${org}/leads/${lead.id}`)
        else toastProblem(back.error, { org, type: 'lead', id: lead.id })
      },
    })
    router.push(`/${org}/leads`)
    router.refresh()
    return undefined
  }

  return (
    <>
      {lead.may.delete && (
        <ConfirmDialog
          danger
          title={messages.deleteTitle(lead.company)}
          description={messages.deleteText}
          confirmLabel={messages.delete}
          trigger={<Button>{messages.delete}</Button>}
          onConfirm={remove}
        />
      )}
      {lead.may.edit && open && (
        <ConfirmDialog
          title={messages.loseTitle(lead.company)}
          description=""
          confirmLabel={messages.lose}
          trigger={<Button>{messages.lose}</Button>}
          onConfirm={lose}
        >
          <Field label={messages.fields.reason} name="reason" required>
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </Field>
        </ConfirmDialog>
      )}
      {lead.may.edit && lead.stage === 'LOST' && <Button onClick={() => void reopen()}>{messages.reopen}</Button>}
      {lead.may.edit && <ButtonLink href={`/${org}/leads/${lead.id}/edit`}>{messages.edit}</ButtonLink>}
      {lead.may.convert && open && (
        <ConfirmDialog
          title={messages.convertTitle(lead.company)}
          description={messages.convertText}
          confirmLabel={messages.convert}
          trigger={<Button variant="primary">{messages.convert}</Button>}
          onConfirm={convert}
        />
      )}
    </>
  )
}
