import { useQuery } from '@tanstack/react-query'
import { setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import { Tabs, useText } from '../../parts'
import { useDelivery } from './delivery/store'
import { DeliveryView } from './delivery/DeliveryView'
import { DropFiles } from './import/DropFiles'
import { ImportView } from './import/ImportView'
import { useImport } from './import/store'
import { RelationsSlot } from './slots'
import { SourceList } from './SourceList'
import { text } from './text'

/** Files come in here: chosen, dropped or pasted, looked at, loaded; then what was done to each, and what they share. */
export function SourcesScreen() {
  const t = useText(text)
  const { params } = useRoute()
  const draft = useImport((state) => state.draft)
  const delivery = useDelivery((state) => state.delivery)
  const list = useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => api.sources.list({}, { signal }) })
  const source = delivery && list.data?.find(({ id }) => id === delivery.source)
  return (
    <DropFiles>
      {draft ? (
        <ImportView draft={draft} />
      ) : delivery && source ? (
        <DeliveryView source={source} delivery={delivery} />
      ) : RelationsSlot && (list.data?.length ?? 0) > 0 ? (
        <Tabs
          className="sources-tabs"
          label={t('views')}
          selected={params.view === 'relations' ? 'relations' : 'tables'}
          onSelect={(view) => setParams({ view: view === 'tables' ? '' : view }, { replace: true })}
          tabs={[
            { id: 'tables', label: t('tables'), content: <SourceList list={list} /> },
            { id: 'relations', label: t('relations'), content: <RelationsSlot /> }
          ]}
        />
      ) : (
        <SourceList list={list} />
      )}
    </DropFiles>
  )
}
