import { z } from 'zod'
import { listClients } from '@/lib/clients/queries'
import { can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import { listInvitations } from '@/lib/invitations/queries'
import { listProjects } from '@/lib/projects/queries'
import { listRoles } from '@/lib/roles/queries'
import { listMembers } from './queries'

type Choice = { value: string; label: string; hint?: string }

/** What the members page shows, in one transaction: members, and for who may invite the open invitations and choices. */
export const membersPage = defineQuery({
  name: 'members.page',
  permission: 'organization.members.view',
  input: z.strictObject({ q: z.string().max(100).optional(), cursor: z.string().max(400).optional() }),
  async run({ tx, ctx, input }) {
    const invites = can(ctx, 'organization.members.invite')
    const [members, invitations, roles, clients, projects] = await Promise.all([
      listMembers.within(tx, ctx, { ...input, limit: 50 }),
      invites ? listInvitations.within(tx, ctx, { limit: 50 }) : null,
      invites ? listRoles.within(tx, ctx, { limit: 100 }) : null,
      invites && can(ctx, 'crm.clients.view') ? listClients.within(tx, ctx, { limit: 100 }) : null,
      invites && can(ctx, 'projects.projects.view') ? listProjects.within(tx, ctx, { limit: 100 }) : null,
    ])
    const choices: { roles: Choice[]; clients: Choice[]; projects: Choice[] } = {
      roles:
        roles?.items
          .filter((role) => role.active)
          .map((role) => ({ value: role.id, label: role.name, hint: role.description })) ?? [],
      clients: clients?.items.map((client) => ({ value: client.id, label: client.name })) ?? [],
      projects:
        projects?.items.map((project) => ({
          value: project.id,
          label: project.title,
          hint: `${project.key} · ${project.client.name}`,
        })) ?? [],
    }
    return { members, invitations: invitations?.items ?? [], choices }
  },
})
