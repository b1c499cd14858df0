'use client'

import { useRouter } from 'next/navigation'
import { CommandPalette, type Finding } from '@/components/shell/command-palette'
import { useShortcut } from '@/components/shell/use-shortcut'
import { searchGroups } from '@/lib/search/messages'
import type { SearchFinding } from '@/lib/search/queries'

export type PaletteAction = Finding & { keys?: string }

/** The palette of an organization: records from the server, rooms and actions at once, each with its keys. */
export function OrganizationSearch({ org, actions }: { org: string; actions: PaletteAction[] }) {
  async function find(query: string): Promise<Finding[]> {
    const answer = await fetch(`/api/v1/organizations/${org}/search?q=${encodeURIComponent(query)}`)
    if (!answer.ok) throw new Error('The search has failed')
    const { findings } = (await answer.json()) as { findings: SearchFinding[] }
    return findings.map(({ kind, label, hint, path }) => ({
      group: searchGroups[kind],
      label,
      hint,
      href: `/${org}${path}`,
    }))
  }

  return (
    <>
      <CommandPalette search={find} actions={actions} />
      {actions.map((action) => action.keys && <Key key={action.href} {...action} keys={action.keys} />)}
    </>
  )
}

function Key({ label, href, keys, group }: PaletteAction & { keys: string }) {
  const router = useRouter()
  useShortcut({ keys, label, group }, () => router.push(href))
  return null
}
