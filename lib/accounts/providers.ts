import GithubProvider from 'next-auth/providers/github'
import GoogleProvider from 'next-auth/providers/google'
import type { Provider } from 'next-auth/providers/index'
import { env } from '@/lib/core/env'

type Claims = { sub: string; name?: string; email?: string; email_verified?: boolean }

const profile = ({ sub, name, email }: Claims) => ({ id: sub, name: name ?? null, email: email ?? null, image: null })

/** GitHub says which of the person's addresses are verified only when it is asked for all of them. */
async function githubProfile(accessToken: string) {
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${accessToken}`, 'user-agent': 'lobby' }
    return (await fetch(`https://api.github.com${path}`, { headers })).json()
  }
  const [who, emails] = await Promise.all([ask('/user'), ask('/user/emails')])
  const mine = (emails as { email: string; primary: boolean; verified: boolean }[]).find((one) => one.primary)
  return { ...who, email: mine?.email ?? null, email_verified: mine?.verified === true }
}

/** The logins elsewhere that the environment switches on. */
export function providers(): Provider[] {
  const e = env()
  const made: Provider[] = []
  const checks: ('pkce' | 'state' | 'nonce')[] = ['pkce', 'state', 'nonce']
  if (e.GOOGLE_CLIENT_ID && e.GOOGLE_CLIENT_SECRET)
    made.push(GoogleProvider({ clientId: e.GOOGLE_CLIENT_ID, clientSecret: e.GOOGLE_CLIENT_SECRET, checks }))
  if (e.GITHUB_CLIENT_ID && e.GITHUB_CLIENT_SECRET)
    made.push(
      GithubProvider({
        clientId: e.GITHUB_CLIENT_ID,
        clientSecret: e.GITHUB_CLIENT_SECRET,
        userinfo: {
          url: 'https://api.github.com/user',
          request: ({ tokens }) => githubProfile(tokens.access_token ?? ''),
        },
      }),
    )
  if (e.OIDC_ISSUER && e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET)
    made.push({
      id: 'oidc',
      name: e.OIDC_NAME,
      type: 'oauth',
      wellKnown: new URL(
        '.well-known/openid-configuration',
        e.OIDC_ISSUER.endsWith('/') ? e.OIDC_ISSUER : `${e.OIDC_ISSUER}/`,
      ).href,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks,
      clientId: e.OIDC_CLIENT_ID,
      clientSecret: e.OIDC_CLIENT_SECRET,
      profile,
    })
  return made
}

export type ProviderName = { id: string; name: string }

/** What the buttons say. */
export const providerNames = (): ProviderName[] => providers().map(({ id, name }) => ({ id, name }))
