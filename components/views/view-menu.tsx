'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { callAction } from '@/components/shell/call-action'
import { useOnlooker } from '@/components/shell/onlooker'
import { readApi } from '@/components/shell/read-api'
import { Button } from '@/components/ui/button'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast-queue'
import { deleteView, updateView } from '@/lib/views/actions'
import { messages } from '@/lib/views/messages'
import type { SavedView } from '@/lib/views/queries'
import { ViewDialog } from './view-dialog'

type Props = {
  org: string
  project: string
  /** the list's query string as it is now */
  query: string
  /** shows another one */
  onPick: (query: string) => void
  mayShare: boolean
}
const sorted = (query: string) => {
  const params = new URLSearchParams(query)
  params.sort()
  return params.toString()
}

/** The saved views of a list: one's own and shared ones, to pick, keep, rename and delete. */
export default function ViewMenu({ org, project, query, onPick, mayShare }: Props) {
  const queries = useQueryClient()
  const keepable = !useOnlooker() && query !== ''
  const queryKey = ['views', org, project]
  const [dialog, setDialog] = useState<SavedView | 'new' | null>(null)
  const [picked, setPicked] = useState<string | null>(null)
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => readApi<{ views: SavedView[] }>(org, `projects/${project}/views`, signal),
  })
  const refetch = () => void queries.invalidateQueries({ queryKey })
  const views = list.data?.views ?? []
  const current = views.find((view) => sorted(view.query) === sorted(query))

  async function remove(view: SavedView) {
    const result = await callAction(() => deleteView(org, { project, view: view.id }))
    if (result.ok) toast({ title: messages.deleted(view.name) })
    else toastProblem(result.error, { org, type: 'project', id: project })
    refetch()
  }
  async function overwrite(view: SavedView) {
    const result = await callAction(() => updateView(org, { project, view: view.id, version: view.version, query }))
    if (result.ok) toast({ title: messages.saved(view.name), tone: 'success' })
    else toastProblem(result.error, { org, type: 'project', id: project })
    refetch()
  }
  function pick(view: SavedView) {
    setPicked(view.id)
    onPick(view.query)
  }
  const items = (some: SavedView[]) =>
    some.map((view) => (
      <MenuItem key={view.id} hint={view === current ? '✓' : undefined} onSelect={() => pick(view)}>
        {view.name}
      </MenuItem>
    ))
  const [own, shared] = [views.filter(({ shared }) => !shared), views.filter(({ shared }) => shared)]
  // Filters that were changed after a view was picked can be kept in it.
  const latest = views.find(({ mayEdit, id }) => mayEdit && id === picked)
  const changeable = current?.mayEdit ? current : undefined
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button
            icon={<Bookmark aria-hidden className="size-4" />}
            aria-label={current ? messages.shown(current.name) : undefined}
          >
            {current ? current.name : messages.menu}
          </Button>
        }
      >
        <MenuItem onSelect={() => onPick('')}>{messages.everything}</MenuItem>
        {own.length > 0 && <MenuGroup label={messages.own}>{items(own)}</MenuGroup>}
        {shared.length > 0 && <MenuGroup label={messages.shared}>{items(shared)}</MenuGroup>}
        {views.length === 0 && (
          <p className="max-w-60 px-2 py-1.5 text-xs text-ink-faint">
            {list.isError ? messages.failed : messages.none}
          </p>
        )}
        {(keepable || changeable) && <MenuSeparator />}
        {keepable && !current && <MenuItem onSelect={() => setDialog('new')}>{messages.save}</MenuItem>}
        {keepable && !current && latest && (
          <MenuItem onSelect={() => void overwrite(latest)}>{messages.update(latest.name)}</MenuItem>
        )}
        {changeable && <MenuItem onSelect={() => setDialog(changeable)}>{messages.rename}</MenuItem>}
        {changeable && (
          <MenuItem danger onSelect={() => void remove(changeable)}>
            {messages.delete}
          </MenuItem>
        )}
      </Menu>
      {dialog && (
        <ViewDialog
          org={org}
          project={project}
          view={dialog === 'new' ? null : dialog}
          query={query}
          mayShare={mayShare}
          onClose={(saved) => {
            setDialog(null)
            if (saved) refetch()
          }}
        />
      )}
    </>
  )
}
