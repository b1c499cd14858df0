'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FileDrop } from '@/components/ui/file-drop'
import { SubmitButton } from '@/components/ui/submit-button'
import { toast } from '@/components/ui/toast-queue'
import { removeLogo, setLogo } from '@/lib/organizations/actions'
import { logo as words } from '@/lib/organizations/messages'

const half = 512 * 1024

/** The picture of the organization: set it, replace it, go back to its first letters. */
export function LogoCard({ org, name, picture }: { org: string; name: string; picture?: string }) {
  const router = useRouter()
  const [round, setRound] = useState(0)
  const done = (title: string) => {
    toast({ title, tone: 'success' })
    setRound(round + 1)
    router.refresh()
  }
  const form = useActionForm<object, { file?: File }>({
    action: ({ file }) => setLogo(org, { file: file as File }),
    onSuccess: () => done(words.saved),
  })
  async function remove() {
    const answer = await removeLogo(org, {})
    if (answer.ok) done(words.removed)
    else toastProblem(answer.error, { org })
  }
  return (
    <Card title={words.title} description={words.description}>
      <form {...form.formProps} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <div className="flex items-center gap-3">
          <Avatar name={name} shape="square" size="lg" picture={picture} />
          {picture && (
            <Button size="sm" onClick={() => void remove()}>
              {words.remove}
            </Button>
          )}
        </div>
        <FileDrop
          key={round}
          label={words.file}
          name="file"
          accept="image/png,image/jpeg,image/webp"
          maxSize={half}
          hint={words.hint}
          error={form.field('file').error}
          required
        />
        <div>
          <SubmitButton pending={form.pending}>{words.submit}</SubmitButton>
        </div>
      </form>
    </Card>
  )
}
