import { restChoices } from '@/components/shell/rest-choices'
import type { Choice } from '@/components/ui/use-choices'

/** Choices for a combobox: the whole list when it fits, else its beginning and a search over REST. */
export type ChoiceList = { items: Choice[]; complete: boolean }

type NamedRow = { id: string; name: string; email?: string | null }

/** Active colleagues; a client's contact has no part in a project. */
export const colleagueSource = (org: string, list: ChoiceList) =>
  list.complete
    ? { options: list.items }
    : {
        search: restChoices<NamedRow>(`${org}/members?status=active`, ({ id, name, email }) => ({
          value: id,
          label: name,
          hint: email ?? undefined,
        })),
      }

/** The clients that the reader can see. */
export const clientSource = (org: string, list: ChoiceList) =>
  list.complete
    ? { options: list.items }
    : { search: restChoices<NamedRow>(`${org}/clients`, ({ id, name }) => ({ value: id, label: name })) }
