import { health } from '@/lib/health/check'

export const dynamic = 'force-dynamic'

/** Database, outbox, realtime and jobs; 200 when all is well, 503 when something is not. */
export async function GET() {
  const report = await health()
  return Response.json(report, { status: report.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
