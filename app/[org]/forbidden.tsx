import { RefusedPage } from '@/components/shell/refused-page'

export default function Forbidden() {
  return <RefusedPage />
}
