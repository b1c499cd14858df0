import { type SQL, sql } from 'drizzle-orm'
import { tasks } from '@/db/schema/tasks'
import type { TaskGroup, TaskOrder } from './schema'

/** One value that a list is sorted by. It is never null, so that a cursor can hold it. */
type Key = { value: SQL; type: 'int' | 'uuid' | 'float8' | 'date' | 'text' | 'timestamptz'; down?: boolean }

const key = (value: SQL, type: Key['type']): Key => ({ value, type })
const id = key(sql`${tasks.id}`, 'uuid')
const number = [key(sql`${tasks.projectId}`, 'uuid'), key(sql`${tasks.number}`, 'int')]
const status = key(sql`array_position('{TODO,IN_PROGRESS,DONE}'::text[], ${tasks.status})`, 'int')
/** The most urgent first. */
const priority = key(sql`array_position('{URGENT,HIGH,MEDIUM,LOW,NONE}'::text[], ${tasks.priority})`, 'int')
const due = key(sql`coalesce(${tasks.dueOn}, 'infinity'::date)`, 'date')
const assigneeName = key(
  sql`coalesce((select '0' || lower(m.name) || m.id from members m
    where m.organization_id = ${tasks.organizationId} and m.id = ${tasks.assigneeId}), '1')`,
  'text',
)
/** A task with several labels stands with the first of them by name. */
const label = key(
  sql`coalesce((select min('0' || lower(l.name)) from task_labels tl
    join labels l on l.organization_id = tl.organization_id and l.id = tl.label_id
    where tl.organization_id = ${tasks.organizationId} and tl.task_id = ${tasks.id}), '1')`,
  'text',
)

const orders: Record<TaskOrder, Key[]> = {
  number,
  board: [key(sql`${tasks.rank}`, 'float8'), id],
  due: [due, id],
  priority: [priority, due, id],
  status: [status, key(sql`${tasks.rank}`, 'float8'), id],
  title: [key(sql`lower(${tasks.title})`, 'text'), id],
  assignee: [assigneeName, id],
  updated: [key(sql`${tasks.updatedAt}`, 'timestamptz'), id],
}

const groups: Record<TaskGroup, Key[]> = {
  status: [status],
  assignee: [assigneeName],
  priority: [priority],
  label: [label],
  due: [due],
}

/**
 * How a list is sorted: by its groups first, then by its order. `values` are the sort values of a row as JSON, for the
 * cursor; `after` is everything behind such values.
 */
export function sorting(order: TaskOrder, down: boolean, group: TaskGroup | undefined) {
  const wanted = orders[order].map((one) => ({ ...one, down }))
  const keys: Key[] = [...(group ? groups[group] : []), ...wanted]
  const cast = (one: Key, value: string | number | undefined) => sql`${value ?? ''}::${sql.raw(one.type)}`
  return {
    length: keys.length,
    columns: keys.map((one) => (one.down ? sql`${one.value} desc` : one.value)),
    values: sql<(string | number)[]>`jsonb_build_array(${sql.join(
      keys.map((one) => one.value),
      sql`, `,
    )})`,
    after(values: (string | number)[]): SQL {
      // A row comparison can use an index; it needs one direction for all.
      if (keys.every((one) => one.down === keys[0]?.down)) {
        const left = sql.join(
          keys.map((one) => one.value),
          sql`, `,
        )
        const right = sql.join(
          keys.map((one, at) => cast(one, values[at])),
          sql`, `,
        )
        return keys[0]?.down ? sql`(${left}) < (${right})` : sql`(${left}) > (${right})`
      }
      return keys.reduceRight((behind, one, at) => {
        const value = cast(one, values[at])
        const beyond = one.down ? sql`${one.value} < ${value}` : sql`${one.value} > ${value}`
        return sql`(${beyond} or (${one.value} = ${value} and ${behind}))`
      }, sql`false`)
    },
  }
}
