import type { SettingsChoices } from '@/components/organizations/general-fields'
import { currencies } from '@/lib/core/money'

const locales =
  `en en-GB en-US en-AU en-CA en-IE en-IN de de-AT de-CH fr fr-CH fr-CA es es-MX it nl pt pt-BR pl cs sk hu ro
  sl hr sv da nb fi et lv lt el tr uk bg he ar hi ja ko zh`.split(/\s+/)

/** What the settings offer, with names written on the server: browsers know other names. */
export function settingChoices(locale: string): SettingsChoices {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
  return {
    currencies: currencies.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` })),
    timeZones: zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    locales: locales.map((tag) => ({ value: tag, label: `${languages.of(tag) ?? tag} (${tag})` })),
  }
}
