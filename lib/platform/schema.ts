import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { emailInput, idInput, isoDate, line } from '@/lib/core/text'
import { createOrganizationInput } from '@/lib/organizations/schema'

/** Why something is done to an organization or a person; the people whom it concerns read it. */
const reason = line(500, 'Say why. It is shown to the people whom it concerns.')
const password = z.string().min(1, 'Enter your password.').max(256)

/** `v`: any word, so that a new logo has a new address. */
export const logoInput = z.strictObject({ organization: idInput, v: z.string().max(40).optional() })

export const turnInput = z.strictObject({ organization: idInput, reason })

export const createInput = z.strictObject({
  ...createOrganizationInput.shape,
  ownerName: line(100, 'What is the owner called?'),
  ownerEmail: emailInput,
  /** How somebody without a login gets in: a link by mail, or a temporary password that is shown once. */
  way: z.enum(['invitation', 'password']),
})

export const userInput = z.strictObject({ user: idInput })
export const userReasonInput = z.strictObject({ user: idInput, reason })
export const adminInput = z.strictObject({ user: idInput, reason, password })

export const organizationStatuses = ['active', 'suspended', 'archived'] as const
export const userStatuses = ['active', 'unverified', 'disabled', 'admin'] as const

const q = z.string().trim().max(100).optional()
export const listOrganizationsInput = z.strictObject({
  ...pageInput,
  q,
  status: z.enum(organizationStatuses).optional(),
})
export const listUsersInput = z.strictObject({ ...pageInput, q, status: z.enum(userStatuses).optional() })
/** What platform admins do, among what happens outside organizations: the value `acts` of the log's events. */
export const platformActs = [
  ...['organization.created', 'organization.suspended', 'organization.reinstated', 'organization.archived'],
  ...['organization.restored', 'grant.asked', 'grant.ended', 'user.disabled', 'user.enabled', 'user.sessions_ended'],
  ...[
    'user.verification_resent',
    'user.appointed',
    'user.dismissed',
    'user.made_owner',
    'user.asked_as_owner',
    'user.password_made',
  ],
  ...['job.retried', 'job.cancelled'],
]

export const listLogInput = z.strictObject({
  ...pageInput,
  event: z.string().max(60).optional(),
  actor: idInput.optional(),
  subject: idInput.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
})
