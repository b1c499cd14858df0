'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { restForm } from '@/components/shell/rest-form'
import { usePages } from '@/components/shell/use-pages'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { type Column, Table } from '@/components/ui/table'
import { toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/bin/messages'
import type { BinItem } from '@/lib/bin/queries'
import type { Page } from '@/lib/core/page'

/** What can be taken back, each with its button. */
export function BinTable({ org, page }: { org: string; page: Page<BinItem> }) {
  const router = useRouter()
  const [gone, setGone] = useState<readonly string[]>([])
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, `${org}/bin`)

  async function restore({ kind, id, label }: BinItem) {
    const result = await restForm('POST', `${org}/${kind}s/${id}/restore`, {}).catch(() => null)
    if (!result) return toast({ title: messages.title, tone: 'danger' })
    if (!result.ok) return toastProblem(result.error, { org })
    setGone((before) => [...before, id])
    toast({ title: messages.restored(label), tone: 'success' })
    router.refresh()
  }
  const { columns: words } = messages
  const columns: readonly Column<BinItem>[] = [
    { id: 'what', header: words.what, cell: (item) => item.label },
    { id: 'kind', header: words.kind, width: '6rem', cell: (item) => messages.kinds[item.kind] },
    { id: 'deleted', header: words.deleted, width: '8rem', cell: (item) => <RelativeTime value={item.deletedAt} /> },
    {
      id: 'left',
      header: words.left,
      width: '8rem',
      wideOnly: true,
      cell: (item) => <RelativeTime value={item.goneAt} />,
    },
    {
      id: 'restore',
      header: messages.restore,
      width: '7rem',
      align: 'end',
      cell: (item) => (
        <Button size="sm" aria-label={messages.restoreOne(item.label)} onClick={() => void restore(item)}>
          {messages.restore}
        </Button>
      ),
    },
  ]
  return (
    <>
      <Table
        caption={messages.caption}
        columns={columns}
        rows={rows.filter(({ id }) => !gone.includes(id))}
        rowKey={(item) => item.id}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
