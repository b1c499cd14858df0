import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { named } from '@/lib/core/rest-shapes'
import { setSubscription } from './commands/set-subscription'
import { listWatchers } from './queries'
import { subscriptionModes } from './schema'

const mode = z.enum(subscriptionModes).nullable()

export const watchers = operation(listWatchers, {
  method: 'GET',
  path: '/tasks/{task}/watchers',
  summary: 'Who watches a task, and what you have chosen for yourself',
  output: z.object({
    mode,
    watchers: z.array(named).describe('Empty without `organization.members.view`.'),
  }),
})

export const set = operation(setSubscription, {
  method: 'PUT',
  path: '/subscriptions',
  summary: 'Watch or mute a task or a project for yourself, or take that back',
  output: z.object({ mode }),
})
