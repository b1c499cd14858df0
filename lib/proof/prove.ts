import { recordAccount } from '@/lib/core/account-command'
import { env } from '@/lib/core/env'
import { closePool, inPlatform } from '@/lib/core/transaction'
import { beginProof, finishProof } from './keep'
import { attack, wire } from './run'
import type { Section } from './sheet'

const actor = { userId: null, name: 'npm run prove' }

const say = ({ part, asked, findings }: Section) => {
  console.log(
    `${part.padEnd(11)} ${String(asked).padStart(6)} attempts ${String(findings.length).padStart(4)} let through`,
  )
  for (const finding of findings) console.log(`  ${finding}`)
}

/** A program: attacks the running installation, says what it found and keeps the sheet; ends with 1 when anything was let through. */
async function main() {
  const id = await inPlatform(async (tx) => {
    const proof = await beginProof(tx, false)
    const subject = { type: 'proof' as const, id: proof }
    await recordAccount(tx, { id: `proof ${proof}`, address: null }, [
      { type: 'proof.run', subject, actor, quiet: true },
    ])
    return proof
  })
  const sections = await attack(wire(env().LOBBY_URL), say).catch(async (error: unknown) => {
    await finishProof(id, null)
    throw error
  })
  await finishProof(id, sections)
  await closePool()
  const found = sections.reduce((sum, { findings }) => sum + findings.length, 0)
  console.log(found > 0 ? `${found} let through` : 'Nothing was let through')
  process.exitCode = found > 0 ? 1 : 0
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
