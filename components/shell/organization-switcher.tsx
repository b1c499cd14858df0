'use client'

import { ChevronsUpDown, Plus } from 'lucide-react'
import { Avatar } from '../ui/avatar'
import { Menu, MenuGroup, MenuLink, MenuSeparator } from '../ui/menu'
import { messages } from './messages'

export type OrganizationChoice = { slug: string; name: string; href: string; picture?: string }

/** Shows where one is, and leads to the other organizations one belongs to. */
export function OrganizationSwitcher({
  current,
  organizations,
  createHref,
}: {
  current: { slug: string; name: string; picture?: string }
  organizations: readonly OrganizationChoice[]
  createHref?: string
}) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={messages.switchOrganization(current.name)}
          className="flex h-control w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left text-sm font-semibold text-ink hover:bg-hover aria-expanded:bg-hover max-md:pr-10"
        >
          <Avatar name={current.name} shape="square" size="sm" picture={current.picture} />
          <span className="min-w-0 flex-1 truncate">{current.name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
        </button>
      }
    >
      <MenuGroup label={messages.organizations}>
        {organizations.map((organization) => (
          <MenuLink
            key={organization.slug}
            href={organization.href}
            current={organization.slug === current.slug}
            icon={<Avatar name={organization.name} shape="square" size="sm" picture={organization.picture} />}
          >
            {organization.name}
          </MenuLink>
        ))}
      </MenuGroup>
      {createHref && (
        <>
          <MenuSeparator />
          <MenuLink href={createHref} icon={<Plus aria-hidden />}>
            {messages.createOrganization}
          </MenuLink>
        </>
      )}
    </Menu>
  )
}
