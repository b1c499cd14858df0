import { DateInput } from '@/components/ui/date-input'
import { Field, type FieldProps } from '@/components/ui/field'
import { messages } from '@/lib/projects/messages'

/** When a project starts and is due. */
export function TimelineFields({ field }: { field: (name: string) => Omit<FieldProps, 'label' | 'children'> }) {
  return (
    <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
      <Field {...field('startsOn')} label={messages.form.startsOn}>
        {(control) => <DateInput {...control} />}
      </Field>
      <Field {...field('dueOn')} label={messages.form.dueOn}>
        {(control) => <DateInput {...control} />}
      </Field>
    </div>
  )
}
