import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { messages } from '@/lib/history/messages'
import type { PastSubject } from '@/lib/history/schema'

type Props = {
  /** the page's own address */
  path: string
  of: PastSubject
  id?: string
  /** in the reader's zone, as the field takes it */
  at: string
  latest: string
  timeZone: string
}

/** Chooses the moment; a plain form, so that the address says what is shown. */
export function MomentForm({ path, of, id, at, latest, timeZone }: Props) {
  return (
    <form method="get" action={path} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="of" value={of} />
      {id && <input type="hidden" name="id" value={id} />}
      <div className="flex flex-col gap-1">
        <label htmlFor="moment" className="text-sm text-ink-muted">
          {messages.at}
        </label>
        <Input
          id="moment"
          type="datetime-local"
          name="at"
          required
          step={60}
          defaultValue={at}
          max={latest}
          aria-describedby="moment-zone"
        />
      </div>
      <Button type="submit" variant="primary">
        {messages.show}
      </Button>
      <p id="moment-zone" className="basis-full text-xs text-ink-faint">
        {messages.zone(timeZone)}
      </p>
    </form>
  )
}
