import type { ProjectStatus } from '@/lib/projects/schema'

export const demoClients = [
  {
    name: 'Northwind Traders',
    website: 'https://northwind.test',
    contacts: [{ name: 'Clara Client', email: 'client@acme.test', position: 'Head of e-commerce' }],
  },
  {
    name: 'Lumen Health',
    website: 'https://lumen.test',
    contacts: [{ name: 'Dr. Priya Raman', email: 'priya@lumen.test', position: 'Chief medical officer' }],
  },
  {
    name: 'Harbor Coffee Roasters',
    website: 'https://harbor.test',
    contacts: [{ name: 'Jonas Weber', email: 'jonas@harbor.test', position: 'Founder' }],
  },
  {
    name: 'Atlas Freight',
    website: 'https://atlas.test',
    contacts: [{ name: 'Ines Duarte', email: 'ines@atlas.test', position: 'Operations' }],
  },
  {
    name: 'Verde Energy',
    website: 'https://verde.test',
    contacts: [{ name: 'Tomas Novak', email: 'tomas@verde.test', position: 'Product owner' }],
  },
]

export type DemoProject = {
  key: string
  title: string
  client: string
  description: string
  /** Minor units of EUR. */
  cost: number
  discountPercent?: number
  /** Days from today. */
  starts: number
  due: number
  tasks: string[]
  done: number
  doing: number
  payments: { amount: number; decision?: { decision: 'VERIFIED' } | { decision: 'REJECTED'; reason: string } }[]
  shared?: boolean
  comments?: { from: string; body: string; shared?: boolean }[]
  /** What became of it after it was paid for. */
  afterwards: ProjectStatus[]
  /** Days that a task takes; without it tasks have only a due date. */
  pace?: number
  descriptions?: Record<number, string>
  showcase?: {
    milestones: { title: string; due: number; reached?: boolean }[]
    /** Places of tasks: the first waits for the second. */
    waits: [later: number, earlier: number][]
    checklist: { task: number; items: string[]; done: number }
    thread: { question: string; answer: string }
    file: { name: string; content: string }
  }
}

export const demoProjects: DemoProject[] = [
  {
    key: 'SHOP',
    title: 'Web shop relaunch',
    client: 'Northwind Traders',
    description: 'A faster shop with a checkout that people finish. Goes live before the spring campaign.',
    cost: 4_800_000,
    discountPercent: 5,
    starts: -40,
    due: 35,
    tasks: [
      'Map the current checkout and where people leave it',
      'Product page: images, variants, stock',
      'Move the catalogue of 12,000 articles',
      'Search that forgives typing slips',
      'Checkout in two steps',
      'Payment by card and by invoice',
      'Mails for order, shipping and return',
      'Redirects from the old addresses',
      'Load test for the spring campaign',
      'Training for the shop team',
      'Cookie banner without tricks',
      'Accessibility review',
    ],
    done: 4,
    doing: 3,
    payments: [{ amount: 2_800_000, decision: { decision: 'VERIFIED' } }, { amount: 1_200_000 }],
    shared: true,
    comments: [
      {
        from: 'manager@acme.test',
        body: 'The numbers are in: **38 %** leave at the address form. Let us start there.',
        shared: true,
      },
      { from: 'client@acme.test', body: 'That fits what our support hears. Can we drop the second phone number?' },
      {
        from: 'developer@acme.test',
        body: 'Team only: the old form posts to three systems. I need a day to find out who reads the third.',
      },
    ],
    afterwards: [],
    pace: 8,
    descriptions: {
      0: 'Where do people leave, and why?\n\n- analytics of the last **90 days**\n- five calls with buyers who gave up\n- a map with one number per step\n\nThe file below has the numbers.',
      4: 'Address and delivery on the first page, payment and summary on the second. No account needed.\n\n> Whoever comes back with the browser’s button finds what they typed.',
      7: 'Every address of the old shop answers with `301`. The list comes from the access log, not from the sitemap.',
    },
    showcase: {
      milestones: [
        { title: 'Checkout tried by ten buyers', due: -12, reached: true },
        { title: 'Shop ready for the team', due: 10 },
        { title: 'Live before the spring campaign', due: 35 },
      ],
      waits: [
        [4, 0],
        [5, 4],
        [8, 5],
        [9, 7],
      ],
      checklist: {
        task: 4,
        items: ['Address with autocomplete', 'Delivery day', 'Voucher', 'Summary that fits a phone'],
        done: 2,
      },
      thread: {
        question: 'Which of the two phone numbers do your people call?',
        answer: 'Only the mobile one, and only when a delivery fails.',
      },
      file: {
        name: 'where-buyers-leave.csv',
        content: 'step,visitors,left\nBasket,9120,812\nAddress,8308,3157\nPayment,5151,611\nSummary,4540,98\n',
      },
    },
  },
  {
    key: 'B2B',
    title: 'Dealer portal',
    client: 'Northwind Traders',
    description: 'Prices and stock for dealers. Not yet announced to the client’s shop team.',
    cost: 3_200_000,
    starts: 20,
    due: 120,
    tasks: ['Interview five dealers', 'Price lists per dealer', 'Order history'],
    done: 0,
    doing: 0,
    payments: [],
    afterwards: [],
  },
  {
    key: 'CARE',
    title: 'Patient portal',
    client: 'Lumen Health',
    description: 'Appointments, letters and prescriptions in one place, in plain language.',
    cost: 7_400_000,
    discountPercent: 10,
    starts: 5,
    due: 150,
    tasks: [
      'Data protection assessment',
      'Sign-in with the health card',
      'Appointment calendar',
      'Letters as PDF',
      'Prescription renewal',
      'Texts in plain language',
    ],
    done: 0,
    doing: 0,
    payments: [
      {
        amount: 2_000_000,
        decision: { decision: 'REJECTED', reason: 'The reference names another invoice. Please send the right one.' },
      },
      { amount: 4_000_000 },
    ],
    afterwards: [],
  },
  {
    key: 'LOYAL',
    title: 'Loyalty app',
    client: 'Harbor Coffee Roasters',
    description: 'Ten coffees, one free, without paper cards.',
    cost: 1_850_000,
    starts: 14,
    due: 80,
    tasks: ['Sketch the stamp card', 'Choose the till interface'],
    done: 0,
    doing: 0,
    payments: [],
    afterwards: [],
  },
  {
    key: 'TRACK',
    title: 'Freight tracking',
    client: 'Atlas Freight',
    description: 'Where is my container, and when does it arrive.',
    cost: 5_600_000,
    starts: -70,
    due: 20,
    tasks: [
      'Positions from three carriers',
      'Map of the routes',
      'Arrival forecast',
      'Alerts for delays',
      'Driver app offline',
    ],
    done: 2,
    doing: 1,
    payments: [{ amount: 3_600_000, decision: { decision: 'VERIFIED' } }],
    afterwards: ['ON_HOLD'],
  },
  {
    key: 'METER',
    title: 'Energy dashboard',
    client: 'Verde Energy',
    description: 'Consumption per household, explained.',
    cost: 2_400_000,
    starts: -160,
    due: -20,
    tasks: [
      'Read meters every 15 minutes',
      'Comparison with the neighbourhood',
      'Export for the accountant',
      'Hand-over',
    ],
    done: 4,
    doing: 0,
    payments: [{ amount: 2_856_000, decision: { decision: 'VERIFIED' } }],
    afterwards: ['COMPLETED'],
  },
  {
    key: 'SITE',
    title: 'Roastery website',
    client: 'Harbor Coffee Roasters',
    description: 'Stopped: the client found a nephew.',
    cost: 600_000,
    starts: -30,
    due: 10,
    tasks: ['Moodboard'],
    done: 0,
    doing: 0,
    payments: [],
    afterwards: ['CANCELLED'],
  },
]
