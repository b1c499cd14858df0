import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/accounts/auth'

type Params = { params: Promise<{ nextauth: string[] }> }

const handler = (request: NextRequest, context: Params) => NextAuth(request as never, context as never, authOptions())

export { handler as GET, handler as POST }
