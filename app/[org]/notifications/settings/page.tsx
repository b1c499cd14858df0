import type { Metadata } from 'next'
import { MutedList } from '@/components/notifications/muted-list'
import { OverrideList } from '@/components/notifications/override-list'
import { ScopeSelect } from '@/components/notifications/scope-select'
import { SwitchMatrix } from '@/components/notifications/switch-matrix'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { noticePage, switchPage as words } from '@/lib/notifications/messages'
import { listMutes, listSwitches } from '@/lib/notifications/settings'
import { readView } from '@/lib/notifications/view'
import { listProjects } from '@/lib/projects/queries'

export const metadata: Metadata = { title: words.title }

export default async function NoticeSettingsPage({ params, searchParams }: PageProps<'/[org]/notifications/settings'>) {
  const { org } = await params
  const { project } = readView(await searchParams)
  const ctx = await tenant(org)
  const [switches, { muted }, projects] = await show(
    Promise.all([
      listSwitches(ctx, { project }),
      listMutes(ctx, {}),
      can(ctx, 'projects.projects.view') ? listProjects(ctx, { limit: 100 }) : { items: [] },
    ]),
  )
  const here = `/${org}/notifications/settings`
  const scope = switches.project

  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        breadcrumbs={
          <Breadcrumbs items={[{ href: `/${org}/notifications`, label: noticePage.title }, { label: words.title }]} />
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Card title={words.matrix} description={scope ? words.matrixIn : words.matrixText} flush>
          <ScopeSelect
            here={here}
            value={scope?.key ?? ''}
            projects={projects.items.map(({ key, title }) => ({ value: key, label: words.in(`${key} ${title}`) }))}
          />
          <SwitchMatrix key={scope?.key ?? ''} org={org} kinds={switches.kinds} project={scope?.key ?? null} />
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title={words.overrides} description={words.overridesText}>
            <OverrideList org={org} overrides={switches.overrides} />
          </Card>
          <Card title={words.muted} description={words.mutedText}>
            <MutedList org={org} muted={muted} />
          </Card>
        </div>
      </div>
    </>
  )
}
