import { type Ask, idsWhere, isAdmin, projectOf, type Rules, trailOf, type Wanted } from './ask'

/** Handed over: who keeps it running from now on, and the client it was made for. */
function handedOver({ people }: Ask): Wanted[] {
  const supports = idsWhere(people, (person) => person.permissions['support.tickets.assign'] !== undefined)
  const contacts = idsWhere(people, (person) => !person.permissions['organization.members.view'])
  const as = 'project.handed_over'
  return [
    { ids: supports, reason: 'support', kind: 'projects', as },
    { ids: contacts, reason: 'client', kind: 'projects', as },
  ]
}

/** Who hears of what happens to a project, and why. */
export const projectRules: Rules = {
  'project.activated': async (ask) => {
    const project = await projectOf(ask)
    return [
      { ids: [project?.salespersonId, project?.managerId], reason: 'staff', kind: 'projects' },
      { ids: idsWhere(ask.people, isAdmin), reason: 'admin', kind: 'projects' },
      { ids: ask.watching, reason: 'watching', kind: 'project_steps' },
    ]
  },
  'project.staffed': async ({ event }) => [
    { ids: (event.payload.joining as string[]) ?? [], reason: 'staff', kind: 'projects' },
  ],
  'project.status_changed': async (ask) => {
    const [project, { after }] = await Promise.all([projectOf(ask), trailOf(ask)])
    const ended = after.status === 'COMPLETED'
    const as = ended ? 'project.handed_over' : undefined
    return [
      {
        ids: [project?.salespersonId, project?.managerId],
        reason: 'staff',
        kind: ended ? 'projects' : 'project_steps',
        as,
      },
      ...(ended ? handedOver(ask) : []),
      { ids: ask.watching, reason: 'watching', kind: 'project_steps', as },
    ]
  },
}
