import type { Module } from './policy'

export const logo = {
  title: 'Logo',
  description: 'Shown beside the name, to your members and to your clients.',
  file: 'Picture',
  hint: 'PNG, JPEG or WebP, up to 512 KB. A square looks best.',
  submit: 'Use this picture',
  saved: 'The logo was saved',
  remove: 'Remove the logo',
  removed: 'The logo was removed',
}

export const messages = {
  title: 'Settings',
  description: 'What holds for the whole organization. Changes count from everybody’s next click.',
  general: 'General',
  name: 'Name',
  slug: 'Address',
  slugHint: (slug: string) => `Everything is found below /${slug}`,
  slugMoves: (old: string) => `/${old} leads to the new address for a year, and nobody else can take it meanwhile.`,
  former: (slugs: string[]) => `Former addresses that still lead here: ${slugs.map((slug) => `/${slug}`).join(', ')}`,
  contactEmail: 'Contact e-mail',
  contactHint: 'Where Lobby reaches the organization.',
  region: 'Time and money',
  timeZone: 'Time zone',
  locale: 'Language and formats',
  localeHint: 'How dates and amounts are written.',
  currency: 'Currency',
  currencyHint: 'For new projects; existing ones keep theirs.',
  requiredShare: 'Required share',
  requiredShareHint:
    'How much of a project must be paid before work may start. Projects with a share of their own keep it.',
  clients: 'Clients',
  clientSees: 'What clients see of a shared project',
  clientSeesHint:
    'A project can say otherwise where it is shared. Tickets, milestones and what is to pay are always there.',
  calendar: 'Working hours',
  calendarText: 'The clock of tickets runs in these hours, in the time zone of the organization.',
  always: 'Without any hours the clock of tickets runs day and night.',
  days: {
    1: 'Monday',
    2: 'Tuesday',
    3: 'Wednesday',
    4: 'Thursday',
    5: 'Friday',
    6: 'Saturday',
    7: 'Sunday',
  } as Record<string, string>,
  closed: 'No work',
  from: (day: string, at: number) => `${day}, from${at > 0 ? ` (${at + 1})` : ''}`,
  to: (day: string, at: number) => `${day}, to${at > 0 ? ` (${at + 1})` : ''}`,
  until: 'to',
  addHours: (day: string) => `Add hours on ${day}`,
  removeHours: (day: string, hours: string) => `Take away ${day}, ${hours}`,
  holidays: 'Holidays',
  holidaysText: 'Days on which nobody works.',
  noHolidays: 'No holidays yet.',
  addHoliday: 'Add',
  holiday: 'Day off',
  removeHoliday: (day: string) => `Take away ${day}`,
  targets: 'Ticket targets',
  targetsText:
    'Hours of working time until the first answer and until the solution. Open tickets keep their due times; this counts for tickets that are opened, or get another priority, from now on.',
  priority: 'Priority',
  response: 'First answer',
  resolution: 'Solution',
  inHours: (target: string) => `${target}, h`,
  targetOf: (priority: string, target: string) => `${priority}: ${target}, in hours`,
  modules: 'Modules',
  modulesText: 'What is off is gone for everybody, the owner too. Nothing is deleted.',
  moduleNames: {
    crm: ['Clients and leads', 'Customers, their contacts, and the pipeline.'],
    projects: ['Projects', 'Projects with their price, staff and plan.'],
    finance: [
      'Finance',
      'Recording and verifying payments. Amounts stay where somebody may see the budget of a project.',
    ],
    tasks: ['Tasks and conversations', 'Boards, lists, comments and files.'],
    support: ['Support', 'Tickets and their targets.'],
  } satisfies Record<Module, [string, string]>,
  off: 'Off',
  saved: 'The settings were saved',
}

type About = { organization: string; from: string; to: string }

export const ownershipMails = {
  taken: {
    subject: ({ organization }: About) => `You own ${organization} now`,
    lines: ({ organization, from }: About) => [
      `${from} gave ${organization} to you.`,
      'You may do everything there, and only you can give it to somebody else.',
    ],
  },
  given: {
    subject: ({ organization, to }: About) => `${to} owns ${organization} now`,
    lines: ({ organization, to }: About) => [
      `You gave ${organization} to ${to}. You are an admin there from now on.`,
      'If this was not you, set a new password at once and talk to the new owner.',
    ],
  },
  button: 'Open Lobby',
  why: ({ organization }: About) => `You get this mail because it is about who owns ${organization}.`,
}

export const transfer = {
  title: 'Ownership',
  text: 'The owner may do everything, and there is exactly one. Whoever gives the organization away stays as an admin.',
  open: 'Transfer ownership',
  dialogTitle: (name: string) => `Transfer ${name}`,
  description: 'It counts at once. Only the new owner can give it back.',
  to: 'New owner',
  toHint: 'An active colleague with a confirmed e-mail address.',
  password: 'Your password',
  passwordHint: 'To be sure that it is you.',
  submit: 'Transfer ownership',
  done: (name: string) => `${name} owns the organization now`,
}

export const lifeMails = {
  'organization.suspended': {
    subject: (organization: string) => `${organization} is suspended`,
    lines: (reason: string, _days: number) => [
      `The platform suspended it. Reason: ${reason}`,
      'Nobody can open it until the platform reinstates it. Nothing was deleted.',
    ],
  },
  'organization.reinstated': {
    subject: (organization: string) => `${organization} is open again`,
    lines: (_reason: string, _days: number) => ['The platform ended the suspension. Everything is where you left it.'],
  },
  'organization.archived': {
    subject: (organization: string) => `${organization} is archived`,
    lines: (reason: string, days: number) => [
      `It was put away. Reason: ${reason}`,
      `As its owner you can restore it within ${days} days. After that it is deleted for good, with everything in it.`,
    ],
  },
  'organization.restored': {
    subject: (organization: string) => `${organization} is restored`,
    lines: (_reason: string, _days: number) => ['It is out of the archive. Everything is where you left it.'],
  },
  why: (organization: string) => `You get this mail because you own ${organization}.`,
}

export const archive = {
  title: 'Archive',
  text: (days: number) =>
    `Puts the organization away: nobody can open it any more. You can restore it within ${days} days; then it is deleted for good.`,
  open: 'Archive this organization',
  dialogTitle: (name: string) => `Archive ${name}`,
  description: (days: number) =>
    `It counts at once, for everybody. After ${days} days everything in it is deleted: projects, files, people’s roles, the trail.`,
  reason: 'Reason',
  reasonHint: 'For the trail and for the mail that you get. You may leave it empty.',
  password: 'Your password',
  passwordHint: 'To be sure that it is you.',
  submit: 'Archive',
  done: (name: string) => `${name} is archived`,
}

export const closed = {
  title: 'Closed organizations',
  states: { suspended: 'Suspended', archived: 'Archived' },
  suspended: (name: string) => `${name} is suspended by the platform`,
  archived: (name: string) => `${name} is archived`,
  since: 'Since',
  reason: 'Reason',
  noReason: 'No reason was given.',
  until: 'Deleted for good on',
  suspendedText:
    'Nobody can open it until the platform reinstates it. Nothing was deleted. Its owner can talk to the platform.',
  archivedOwner: 'You own it: you can restore it until that day.',
  archivedOther: 'Its owner can restore it until that day.',
  restore: 'Restore',
  restored: (name: string) => `${name} is restored`,
}
