import { Field, type FieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { messages } from '@/lib/clients/messages'

/** The four fields of a contact. `field` names them and brings their messages. */
export function ContactFields({ field }: { field: (name: string) => Omit<FieldProps, 'label' | 'children'> }) {
  const { fields } = messages
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={fields.contactName} required {...field('name')}>
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <Field label={fields.email} {...field('email')}>
        {(control) => <Input {...control} type="email" autoComplete="off" />}
      </Field>
      <Field label={fields.phone} {...field('phone')}>
        {(control) => <Input {...control} type="tel" autoComplete="off" />}
      </Field>
      <Field label={fields.position} {...field('position')}>
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
    </div>
  )
}
