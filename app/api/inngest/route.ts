import { serve } from 'inngest/next'
import { inngest } from '@/lib/integrations/inngest'
import { functions } from '@/lib/jobs/registry'

export const { GET, POST, PUT } = serve({ client: inngest, functions })
