/** The live channels of an organization. Messages on them carry ids, never content. */
export const memberChannel = (organizationId: string, memberId: string) =>
  `private-org.${organizationId}.member.${memberId}`
/** For the team: everything that happens in a project. */
export const projectChannel = (organizationId: string, projectId: string) =>
  `private-org.${organizationId}.project.${projectId}`
/** For readers without team-only comments: what the client may learn of. */
export const sharedChannel = (organizationId: string, projectId: string) =>
  `private-org.${organizationId}.shared.${projectId}`
/** Who looks at a task now. */
export const taskChannel = (organizationId: string, taskId: string) => `presence-org.${organizationId}.task.${taskId}`

export type ChannelName = { organizationId: string; kind: 'member' | 'project' | 'shared' | 'task'; id: string }

const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'
const pattern = new RegExp(`^(private|presence)-org\\.(${uuid})\\.(member|project|shared|task)\\.(${uuid})$`)

/** Takes a channel's name apart; null when it is none of ours. */
export function readChannel(name: string): ChannelName | null {
  const [, privacy, organizationId, kind, id] = pattern.exec(name) ?? []
  if (!organizationId || !kind || !id || (kind === 'task') !== (privacy === 'presence')) return null
  return { organizationId, kind: kind as ChannelName['kind'], id }
}
