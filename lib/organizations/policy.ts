/** What can be switched off; the organization itself cannot. */
export const modules = ['crm', 'projects', 'finance', 'tasks', 'support'] as const
export type Module = (typeof modules)[number]

/** An archived organization can be restored this long; then it is deleted for good. The database holds the same. */
export const deletedAfterDays = 30

/** As ISO counts them: 1 is Monday. */
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Names that stand beside an organization's rooms in the URL, now or perhaps one day. */
export const reservedSlugs = new Set(
  `about account accounts admin admins api app apps assets auth billing blog careers changelog choose-organization confirm-email
  contact
  dashboard demo dev docs download email enterprise events faq features feedback files forgot-password forum health help
  home icon image images import inbox index info integrations internal invitation invitations invite jobs join keep-email legal live
  lobby login logout mail mailbox manifest me media members mobile my new news notifications null oauth onboarding org
  organization organizations orgs partners password payments ping platform plans press pricing privacy profile projects
  public realtime register reports reset reset-password robots root saml search security self service services session
  sessions settings setup shop sign-in sign-out sign-up signin signout signup sitemap sso start static status storage
  store subscribe subscription superadmin support system team teams terms test tour undefined unsubscribe update
  upload uploads user users verify verify-email webhook webhooks welcome well-known wiki www _next`
    .split(/\s+/)
    .filter(Boolean),
)

export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/

/** A slug from a name: `Björk & Söhne GmbH` → `bjork-sohne-gmbh`; empty when nothing usable is left. */
export const proposeSlug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `Mon 09:00–12:00, 13:00–17:00; Tue …`; empty without any hours. */
export const weekInWords = (week: Record<string, [string, string][]>): string =>
  dayNames
    .map((name, at) => {
      const hours = week[String(at + 1)] ?? []
      return hours.length > 0 ? `${name} ${hours.map(([from, to]) => `${from}–${to}`).join(', ')}` : ''
    })
    .filter(Boolean)
    .join('; ')

/** Working minutes as people say them: `90` → `1 h 30 min`. */
export const minutesInWords = (minutes: number): string =>
  [minutes >= 60 && `${Math.floor(minutes / 60)} h`, (minutes % 60 > 0 || minutes < 60) && `${minutes % 60} min`]
    .filter(Boolean)
    .join(' ')

type Said = {
  name: string
  slug: string
  contactEmail: string
  currency: string
  timeZone: string
  locale: string
  requiredShare: number
  clientSees: string
  calendar: { week: Record<string, [string, string][]>; holidays: string[] }
  ticketTargets: Record<string, { response: number; resolution: number }>
  modulesOff: readonly string[]
}

/** Settings as lines that a person can compare: in the trail, and when two people edited them. */
export const inWords = ({ calendar, ticketTargets, modulesOff, requiredShare, ...rest }: Said) => ({
  name: rest.name,
  slug: rest.slug,
  contactEmail: rest.contactEmail,
  currency: rest.currency,
  timeZone: rest.timeZone,
  locale: rest.locale,
  requiredShare: `${requiredShare} %`,
  clientSees: rest.clientSees,
  workingHours: weekInWords(calendar.week),
  holidays: calendar.holidays.join(', '),
  ...Object.fromEntries(
    Object.entries(ticketTargets).map(([priority, { response, resolution }]) => [
      `target${priority[0]}${priority.slice(1).toLowerCase()}`,
      `${minutesInWords(response)} / ${minutesInWords(resolution)}`,
    ]),
  ),
  modulesOff: modulesOff.join(', '),
})

/** Where the picture of an organization is for its members; a new logo has a new address. */
export const logoAddress = (slug: string, logo: string | null | undefined): string | undefined =>
  logo ? `/api/v1/organizations/${slug}/logo?v=${logo}` : undefined

/** The same for platform admins, who see it of every organization. */
export const platformLogoAddress = (id: string, logo: string | null): string | undefined =>
  logo ? `/api/v1/platform/logo?organization=${id}&v=${logo}` : undefined
