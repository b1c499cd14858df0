import type { ProjectStatus } from '@/lib/projects/schema'

/** What a studio has behind it in its second year; names only, the rest follows from their place. */

export const colleagues: [email: string, name: string, roles: string[]][] = [
  ['leo@acme.test', 'Leo Lindqvist', ['developer']],
  ['nina@acme.test', 'Nina Okafor', ['developer']],
  ['pablo@acme.test', 'Pablo Reyes', ['developer']],
  ['yuki@acme.test', 'Yuki Tanaka', ['developer']],
  ['hanna@acme.test', 'Hanna Berg', ['project_manager']],
  ['omar@acme.test', 'Omar Aziz', ['salesperson']],
  ['tess@acme.test', 'Tess Moreau', ['support']],
]

export const clients: {
  name: string
  website: string
  contacts: { name: string; email: string; position: string }[]
}[] = [
  ['Brightwater Clinics', 'Nadia Haddad', 'IT lead'],
  ['Cobalt Insurance', 'Edgar Stein', 'Head of digital'],
  ['Fable Publishing', 'June Park', 'Managing editor'],
  ['Granit Bau', 'Urs Zimmermann', 'Owner'],
  ['Juniper Hotels', 'Alice Romano', 'Brand manager'],
  ['Kestrel Aero', 'Ravi Menon', 'Programme manager'],
  ['Marigold Foods', 'Sofia Lindgren', 'Marketing'],
].map(([name = '', contact = '', position = '']) => {
  const domain = `${name.toLowerCase().replace(/[^a-z]+/g, '-')}.example`
  const email = `${contact.toLowerCase().replace(/[^a-z]+/g, '.')}@${domain}`
  return { name, website: `https://${domain}`, contacts: [{ name: contact, email, position }] }
})

export type PastProject = {
  key: string
  title: string
  client: string
  /** Minor units of EUR. */
  cost: number
  /** Days ago that it began, and days that it takes. */
  began: number
  takes: number
  ends: ProjectStatus
  /** Share of its tasks that are done. */
  done: number
}

const past = (row: string): PastProject => {
  const [key, title, client, cost, began, takes, ends, done] = row.split(' | ') as [string, ...string[]]
  return {
    key,
    title: title ?? '',
    client: client ?? '',
    cost: Number(cost) * 100,
    began: Number(began),
    takes: Number(takes),
    ends: ends as ProjectStatus,
    done: Number(done),
  }
}

export const projects: PastProject[] = `
CLIN | Appointment booking | Brightwater Clinics | 38000 | 610 | 120 | COMPLETED | 1
INTRA | Staff intranet | Cobalt Insurance | 52000 | 560 | 150 | COMPLETED | 1
SHELF | Online bookshelf | Fable Publishing | 24000 | 520 | 90 | COMPLETED | 1
CRANE | Site diary app | Granit Bau | 31000 | 470 | 110 | COMPLETED | 1
GUEST | Guest app | Juniper Hotels | 67000 | 430 | 160 | COMPLETED | 1
PARTS | Spare parts catalogue | Kestrel Aero | 88000 | 390 | 180 | COMPLETED | 1
RECIPE | Recipe site | Marigold Foods | 18500 | 350 | 60 | COMPLETED | 1
CLAIM | Claims portal | Cobalt Insurance | 94000 | 300 | 200 | COMPLETED | 1
LABEL | Label generator | Marigold Foods | 12500 | 260 | 45 | COMPLETED | 1
AUDIO | Audiobook player | Fable Publishing | 41000 | 230 | 120 | COMPLETED | 1
HARV | Harvest forecast | Verde Energy | 36000 | 210 | 100 | CANCELLED | 0.4
FLEET | Fleet map | Atlas Freight | 58000 | 180 | 170 | ACTIVE | 0.85
ROOMS | Room planner | Juniper Hotels | 45000 | 150 | 190 | ACTIVE | 0.7
TRIAL | Patient recruitment | Lumen Health | 72000 | 140 | 200 | ACTIVE | 0.6
BREW | Subscription shop | Harbor Coffee Roasters | 27500 | 120 | 110 | ACTIVE | 0.75
WIND | Wind farm monitor | Verde Energy | 83000 | 100 | 180 | ACTIVE | 0.45
PORT | Port slots | Atlas Freight | 39000 | 90 | 120 | ON_HOLD | 0.35
WARD | Ward screens | Brightwater Clinics | 29000 | 75 | 120 | ACTIVE | 0.4
BLDG | Tender calculator | Granit Bau | 34000 | 60 | 130 | ACTIVE | 0.3
CABIN | Cabin checklist | Kestrel Aero | 61000 | 45 | 150 | ACTIVE | 0.2
POLICY | Policy wizard | Cobalt Insurance | 47000 | 25 | 120 | AWAITING_PAYMENT | 0
LOBBY2 | Lobby displays | Juniper Hotels | 22000 | 15 | 70 | AWAITING_PAYMENT | 0
TASTE | Tasting events | Marigold Foods | 9500 | 6 | 60 | DRAFT | 0
`
  .trim()
  .split('\n')
  .map(past)

/** How much of its time is gone: 1 and more is past the target. */
export const deskStories: [
  project: string,
  title: string,
  priority: 'LOW' | 'MEDIUM' | 'HIGH' | 'URGENT',
  gone: number,
][] = [
  ['CLIN', 'Booking shows yesterday’s slots', 'URGENT', 1.4],
  ['GUEST', 'Key card does not open the gym', 'HIGH', 0.9],
  ['PARTS', 'Drawing of part 4411 is missing', 'MEDIUM', 1.1],
  ['SHELF', 'A reader cannot reset the password', 'HIGH', 0.6],
  ['INTRA', 'Please add two colleagues', 'LOW', 0.3],
  ['RECIPE', 'Typo on the start page', 'LOW', 0.85],
  ['CRANE', 'Photos arrive twice', 'MEDIUM', 0.2],
]

const verbs = [
  'Sketch',
  'Build',
  'Test',
  'Review',
  'Translate',
  'Document',
  'Speed up',
  'Clean up',
  'Migrate',
  'Design',
]
const things = [
  'the sign-in page',
  'the search',
  'the export to PDF',
  'the reminder mails',
  'the price list',
  'the settings',
  'the map view',
  'the image upload',
  'the calendar',
  'the reports',
  'the import of old data',
  'the empty states',
  'the mobile menu',
  'the print layout',
  'the roles and rights',
  'the payment step',
  'the address check',
  'the statistics',
  'the onboarding',
  'the error pages',
]

/** The title of a project's task; no two of a project are the same. */
export const taskTitle = (project: number, task: number): string =>
  `${verbs[(project * 3 + task) % verbs.length]} ${things[(project * 7 + task * 3 + Math.floor(task / verbs.length)) % things.length]}`
