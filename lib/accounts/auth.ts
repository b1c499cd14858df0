import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { RequestInfo } from '@/lib/core/account-command'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { askPerson } from '@/lib/core/transaction'
import { coarseAccess } from './coarse'
import { arrive } from './commands/arrive'
import { signIn, signInByTicket } from './commands/sign-in'
import { signInByPasskey } from './commands/sign-in-by-passkey'
import { signOut } from './commands/sign-out'
import { providers } from './providers'

/**
 * next-auth keeps the cookie; the session itself is a row. The token says who (a session id) and, for the middleware's
 * coarse check, which organizations and rooms there were when it was minted. It is never the authority.
 * @param linkSession the session that asked for a login elsewhere to be linked to its person
 */
export const authOptions = (info: RequestInfo, linkSession: string | null): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: 'jwt', maxAge: 30 * 86_400 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    ...providers(),
    CredentialsProvider({
      credentials: { email: {}, password: { type: 'password' }, code: {}, newPassword: {}, ticket: {}, passkey: {} },
      async authorize(credentials) {
        const { email = '', password = '', code = '', newPassword, ticket, passkey } = credentials ?? {}
        try {
          const { sessionId, userId, ...person } = passkey
            ? await signInByPasskey(info, passkey)
            : ticket
              ? await signInByTicket(info, ticket, code)
              : await signIn(
                  info,
                  { email, password, ...(code && { code }), ...(newPassword && { newPassword }) },
                  'browser',
                )
          return { id: userId, sid: sessionId, ...person }
        } catch (error) {
          // next-auth passes the message to the form, which knows the words for each code.
          throw new Error(error instanceof AppError ? error.problem.code : 'INTERNAL')
        }
      },
    }),
  ],
  callbacks: {
    async signIn({ user, account, profile }) {
      if (account?.type !== 'oauth') return true
      const { name = null, email = null } = user
      const emailVerified = profile !== undefined && 'email_verified' in profile && profile.email_verified === true
      const { provider, providerAccountId: subject } = account
      const linkTo = linkSession ? ((await askPerson(linkSession))?.id ?? null) : null
      const arrived = await arrive(info, { provider, subject, name, email, emailVerified }, linkTo)
      if ('to' in arrived) return arrived.to
      Object.assign(user, { id: arrived.signedIn.userId, sid: arrived.signedIn.sessionId })
      return true
    },
    async jwt({ token, user }) {
      if (!user || !('sid' in user) || typeof user.sid !== 'string') return token
      const person = await askPerson(user.sid)
      return { sub: user.id, sid: user.sid, ...(person && coarseAccess(person)) }
    },
    // The session endpoint tells a revoked session nothing.
    async session({ session, token }) {
      const person = typeof token.sid === 'string' ? await askPerson(token.sid) : null
      return person
        ? { ...session, user: { name: person.name, email: person.email } }
        : { expires: new Date(0).toISOString() }
    },
  },
  events: {
    async signOut({ token }) {
      if (typeof token?.sid === 'string')
        await signOut({ id: crypto.randomUUID(), address: null }, { sessionId: token.sid })
    },
  },
})
