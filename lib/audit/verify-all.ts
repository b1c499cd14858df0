import { verifyAudit } from '@/lib/audit/verify'
import { systemContext } from '@/lib/core/system'
import { askActiveOrganizations, closePool } from '@/lib/core/transaction'

/** A program: follows the chain of every organization’s trail; ends with 1 when one is broken. */
async function main() {
  const broken: string[] = []
  for (const id of await askActiveOrganizations()) {
    const ctx = await systemContext(id, 'verify-audit')
    const { entries, seal, broken: at } = await verifyAudit(ctx, {})
    console.log(`${ctx.organization.slug}: ${entries} entries, seal ${seal ? `${seal.seq} ${seal.hash}` : 'none'}`)
    if (!at) continue
    broken.push(ctx.organization.slug)
    console.error(`${ctx.organization.slug}: ${at.problem} at ${at.seq ?? 'no seal'}, entry ${at.entryId}`)
  }
  await closePool()
  process.exitCode = broken.length > 0 ? 1 : 0
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
