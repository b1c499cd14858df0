import { z } from 'zod'

const url = z.url()

const schema = z.object({
  DATABASE_URL: url,
  DATABASE_RELAY_URL: url,
  LOBBY_URL: url,
  NEXTAUTH_SECRET: z.string().min(32),
  LOBBY_TOKEN_SECRET: z.string().min(32),
  PUSHER_APP_ID: z.string().min(1),
  PUSHER_KEY: z.string().min(1),
  PUSHER_SECRET: z.string().min(1),
  PUSHER_HOST: z.string().optional(),
  PUSHER_PORT: z.string().optional(),
  PUSHER_USE_TLS: z.enum(['true', 'false']).optional(),
  PUSHER_CLUSTER: z.string().optional(),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().min(1),
  INNGEST_BASE_URL: url.optional(),
  RESEND_API_KEY: z.string().min(1),
  RESEND_BASE_URL: url.optional(),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  MAIL_FROM: z.string().default('Lobby <no-reply@lobby.test>'),
  S3_ENDPOINT: url.optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  OIDC_ISSUER: url.or(z.literal('')).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('Single sign-on'),
  LOBBY_DEMO: z.string().optional(),
  LOBBY_EMBEDDED: z.string().default(''),
})

export type Env = z.infer<typeof schema>
let checked: Env | undefined

/** The environment, checked once. @throws with the name of every variable that is missing or wrong. */
export function env(): Env {
  if (checked) return checked
  const parsed = schema.safeParse(process.env)
  if (!parsed.success)
    throw new Error(
      `The environment is incomplete:\n${parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
    )
  checked = parsed.data
  return checked
}

/** Whether a service is a stand-in on this machine: postgres, realtime, jobs or mailbox. */
export const isEmbedded = (service: 'postgres' | 'realtime' | 'jobs' | 'mailbox'): boolean =>
  env().LOBBY_EMBEDDED.split(',').includes(service)
