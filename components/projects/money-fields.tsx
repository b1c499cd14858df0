'use client'

import { useState } from 'react'
import { errorUnder } from '@/components/shell/error-under'
import type { FormProblem } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { readAmount, writeAmount } from '@/components/ui/minor-units'
import { MoneyInput } from '@/components/ui/money-input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select, type SelectOption } from '@/components/ui/select'
import { messages } from '@/lib/projects/messages'
import { MoneyPreview } from './money-preview'

/** Amounts in minor units, rates in percent. */
export type StartingMoney = {
  currency: string
  cost: number | null
  discountKind: 'amount' | 'percent'
  discount: number | null
  taxRate: number | null
  requiredShare: number | null
}

export type MoneyFieldsProps = {
  start: StartingMoney
  currencies: readonly SelectOption[]
  /** in percent */
  organizationShare: number
  locale: string
  problem: FormProblem | null
}

const percentProps = { type: 'number', inputMode: 'decimal', min: 0, max: 100, step: 0.01, after: '%' } as const
const toBp = (percent: number | null) => Math.round((percent ?? 0) * 100)
const typedPercent = (text: string) => (text.trim() === '' ? null : Number(text))
const inCurrency = (minor: number | null, from: string, to: string) => {
  const read = minor === null ? null : readAmount(writeAmount(minor, from), to)
  return read?.ok ? read.minor : null
}

/** The price of a project with a live preview of what it comes to. */
export function MoneyFields({ start, currencies, organizationShare, locale, problem }: MoneyFieldsProps) {
  const [currency, setCurrency] = useState(start.currency)
  const [kind, setKind] = useState(start.discountKind)
  const [cost, setCost] = useState(start.cost)
  const [amount, setAmount] = useState(start.discountKind === 'amount' ? start.discount : null)
  const [percent, setPercent] = useState(start.discountKind === 'percent' ? start.discount : null)
  const [taxRate, setTaxRate] = useState(start.taxRate)
  const [share, setShare] = useState(start.requiredShare)
  const { form } = messages
  const error = (name: string) => errorUnder(problem, name)

  return (
    <div className="grid grid-cols-1 items-start gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={form.currency} name="currency" required>
          {(control) => (
            <Select
              {...control}
              options={currencies}
              onChange={(event) => {
                const next = event.currentTarget.value
                setCost(inCurrency(cost, currency, next))
                setAmount(inCurrency(amount, currency, next))
                setCurrency(next)
              }}
              defaultValue={start.currency}
            />
          )}
        </Field>
        <Field label={form.cost} name="cost" required error={error('cost')}>
          {(control) => (
            <MoneyInput
              {...control}
              currency={currency}
              defaultValue={start.cost ?? undefined}
              onValueChange={setCost}
            />
          )}
        </Field>
        <RadioGroup
          inline
          label={form.discountKind}
          name="discountKind"
          value={kind}
          onValueChange={(next) => setKind(next === 'percent' ? 'percent' : 'amount')}
          options={[
            { value: 'amount', label: form.amount },
            { value: 'percent', label: form.percent },
          ]}
        />
        {/* both stay mounted, so that changing one's mind loses nothing; only the chosen one has a name */}
        <div>
          <div hidden={kind !== 'amount'}>
            <Field
              label={form.discount}
              name={kind === 'amount' ? 'discount' : undefined}
              error={kind === 'amount' ? error('discount') : undefined}
            >
              {(control) => (
                <MoneyInput
                  {...control}
                  currency={currency}
                  defaultValue={start.discountKind === 'amount' ? (start.discount ?? undefined) : undefined}
                  onValueChange={setAmount}
                />
              )}
            </Field>
          </div>
          <div hidden={kind !== 'percent'}>
            <Field
              label={form.discountPercent}
              name={kind === 'percent' ? 'discount' : undefined}
              error={kind === 'percent' ? error('discount') : undefined}
              defaultValue={start.discountKind === 'percent' ? String(start.discount ?? '') : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  {...percentProps}
                  onChange={(event) => setPercent(typedPercent(event.currentTarget.value))}
                />
              )}
            </Field>
          </div>
        </div>
        <Field label={form.taxRate} name="taxRate" error={error('taxRate')} defaultValue={String(start.taxRate ?? '')}>
          {(control) => (
            <Input
              {...control}
              {...percentProps}
              onChange={(event) => setTaxRate(typedPercent(event.currentTarget.value))}
            />
          )}
        </Field>
        <Field
          label={form.requiredShare}
          name="requiredShare"
          hint={form.requiredShareHint(String(organizationShare))}
          error={error('requiredShare')}
          defaultValue={String(start.requiredShare ?? '')}
        >
          {(control) => (
            <Input
              {...control}
              {...percentProps}
              placeholder={String(organizationShare)}
              onChange={(event) => setShare(typedPercent(event.currentTarget.value))}
            />
          )}
        </Field>
      </div>
      <MoneyPreview
        currency={currency}
        locale={locale}
        shareBp={toBp(share ?? organizationShare)}
        pricing={
          cost === null
            ? null
            : {
                costMinor: cost,
                discountMinor: amount ?? 0,
                discountBp: kind === 'percent' ? toBp(percent) : null,
                taxBp: toBp(taxRate),
              }
        }
      />
    </div>
  )
}
