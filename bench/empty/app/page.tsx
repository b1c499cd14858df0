import { connection } from 'next/server'

/** What the framework costs before it does anything of ours: one heading, made anew for each request. */
export default async function Page() {
  await connection()
  return <h1>Empty</h1>
}
