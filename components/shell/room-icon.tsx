import {
  Bell,
  Building2,
  FileDown,
  FolderKanban,
  Handshake,
  History,
  House,
  KeyRound,
  LifeBuoy,
  ListChecks,
  Settings,
  ShieldCheck,
  Trash2,
  Users,
  UsersRound,
} from 'lucide-react'

const icons = {
  home: House,
  tasks: ListChecks,
  bell: Bell,
  leads: Handshake,
  exports: FileDown,
  bin: Trash2,
  clients: Building2,
  projects: FolderKanban,
  payments: ShieldCheck,
  tickets: LifeBuoy,
  members: Users,
  roles: KeyRound,
  audit: History,
  settings: Settings,
  teams: UsersRound,
}

/** The picture beside a room's name. */
export function RoomIcon({ name }: { name: keyof typeof icons }) {
  const Icon = icons[name]
  return <Icon aria-hidden className="size-4" />
}
