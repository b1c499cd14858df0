import type { Person } from '@/lib/core/transaction'
import { logoAddress } from '@/lib/organizations/policy'

/** The organizations of a person as the switcher lists them. */
export const placesOf = ({ memberships }: Pick<Person, 'memberships'>) =>
  memberships.map(({ slug, name, logo }) => ({ slug, name, href: `/${slug}`, picture: logoAddress(slug, logo) }))
