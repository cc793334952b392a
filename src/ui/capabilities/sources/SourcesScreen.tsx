import { useQuery } from '@tanstack/react-query'
import { useRoute } from '../../app/route'
import { api } from '../../client'
import { RelationsView } from '../relations'
import { useDelivery } from './delivery/store'
import { DeliveryView } from './delivery/DeliveryView'
import { DropFiles } from './import/DropFiles'
import { ImportView } from './import/ImportView'
import { useImport } from './import/store'
import { SourceList } from './SourceList'

/** Files come in here: chosen, dropped or pasted, looked at, loaded; then what was done to each, and what they share. */
export function SourcesScreen() {
  const { params } = useRoute()
  const draft = useImport((state) => state.draft)
  const delivery = useDelivery((state) => state.delivery)
  const list = useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => api.sources.list({}, { signal }) })
  const source = delivery && list.data?.find(({ id }) => id === delivery.source)
  return (
    <DropFiles>
      {delivery && source ? (
        <DeliveryView source={source} delivery={delivery} />
      ) : draft ? (
        <ImportView draft={draft} />
      ) : params.view === 'relations' ? (
        <RelationsView />
      ) : (
        <SourceList list={list} />
      )}
    </DropFiles>
  )
}
