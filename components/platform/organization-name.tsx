import { Avatar } from '@/components/ui/avatar'
import { platformLogoAddress } from '@/lib/organizations/policy'

type Props = { id: string; slug: string; name: string; logo: string | null }

/** An organization as platform admins find it in a list: its logo, its name and its address. */
export const OrganizationName = ({ id, slug, name, logo }: Props) => (
  <span className="flex items-center gap-2">
    <Avatar name={name} shape="square" size="sm" picture={platformLogoAddress(id, logo)} />
    <span>
      {name} <span className="font-normal text-ink-faint">/{slug}</span>
    </span>
  </span>
)
