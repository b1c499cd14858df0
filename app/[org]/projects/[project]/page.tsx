import { MilestoneCard } from '@/components/milestones/milestone-card'
import { GateNotice } from '@/components/projects/gate-notice'
import { HandoverCard, HealthCard, LoadCard, StatusHistoryCard } from '@/components/projects/health-cards'
import { MoneyCard } from '@/components/projects/money-card'
import { PeopleCard, SharedCard } from '@/components/projects/people-card'
import { TimelineCard } from '@/components/projects/progress-card'
import { ShareDialog } from '@/components/projects/share-dialog'
import { StaffDialog } from '@/components/projects/staff-dialog'
import { todayIn } from '@/components/shell/day-text'
import { Card } from '@/components/ui/card'
import { getClient } from '@/lib/clients/queries'
import { can } from '@/lib/core/context'
import { renderMarkdown } from '@/lib/core/markdown'
import { show } from '@/lib/core/tenant'
import { messages } from '@/lib/projects/messages'
import { projectOverview } from '@/lib/projects/overview'
import { colleagueChoices } from '../form-choices'
import { readProject } from './read-project'

type Props = { params: Promise<{ org: string; project: string }> }

export default async function ProjectPage({ params }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  const { may, budget, people, client } = project
  const [overview, colleagues, contacts] = await Promise.all([
    show(projectOverview(ctx, { project: project.id })),
    may.staff ? colleagueChoices(ctx) : null,
    // who may share need not see the client's whole page; then there is nobody to choose from
    may.share && can(ctx, 'crm.clients.view')
      ? getClient(ctx, { client: client.id }).then(
          (found) => found.contacts,
          () => null,
        )
      : null,
  ])
  const { locale, timeZone } = ctx.organization
  const base = `/${org}/projects/${project.key}`
  const waits = !project.unlocked && (project.status === 'DRAFT' || project.status === 'AWAITING_PAYMENT')

  return (
    <>
      {waits && (
        <GateNotice project={project} mayRecord={may.recordPayment} paymentsHref={`${base}/payments`} locale={locale} />
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {budget && (
            <MoneyCard
              budget={budget}
              locale={locale}
              payer={people === null}
              payHref={may.recordPayment ? `${base}/payments/new` : null}
            />
          )}
          <HealthCard
            health={overview.health}
            base={base}
            boardHref={can(ctx, 'tasks.tasks.view') ? `${base}/board` : null}
          />
          {overview.load && <LoadCard load={overview.load} tasksHref={`${base}/tasks`} />}
          {overview.health.handoverNote && <HandoverCard safeHtml={renderMarkdown(overview.health.handoverNote)} />}
          {project.description && (
            <Card title={messages.overview.description}>
              <p className="text-sm break-words whitespace-pre-wrap text-ink">{project.description}</p>
            </Card>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <TimelineCard project={project} locale={locale} today={todayIn(timeZone)} />
          <MilestoneCard
            org={org}
            project={project.key}
            milestones={overview.milestones}
            mayEdit={may.edit}
            today={todayIn(timeZone)}
            locale={locale}
          />
          <StatusHistoryCard changes={overview.health.changes} locale={locale} timeZone={timeZone} />
          {people && (
            <PeopleCard
              people={people}
              members={project.members}
              actions={
                may.staff &&
                colleagues && (
                  <StaffDialog
                    org={org}
                    project={project.key}
                    manager={people.manager}
                    members={project.members}
                    colleagues={colleagues}
                  />
                )
              }
            />
          )}
          {can(ctx, 'projects.projects.share') && (
            <SharedCard
              contacts={project.sharedWith}
              actions={
                may.share &&
                contacts && (
                  <ShareDialog
                    org={org}
                    project={project.key}
                    client={client}
                    contacts={contacts}
                    sharedWith={project.sharedWith.map(({ id }) => id)}
                    clientSees={project.clientSees}
                  />
                )
              }
            />
          )}
        </div>
      </div>
    </>
  )
}
