import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { columnFamily } from '../../../charts'
import { FacetSpec, type FacetKind, type TableInfo } from '../../../contract'
import { Button, SearchField, Select, useText, visibleText } from '../../parts'
import { text } from './text'

/** Columns offered at once: a list of ten thousand freezes a browser. */
const MOST_OFFERED = 200

/** Chooses a column and how it is counted; the kind that suits its type is proposed. */
export function AddFacet({ table, onAdd }: { table: TableInfo; onAdd: (spec: FacetSpec) => void }) {
  const t = useText(text)
  const [search, setSearch] = useState('')
  const [column, setColumn] = useState<string | null>(null)
  const [kind, setKind] = useState<FacetKind | null>(null)
  const region = useRef<HTMLElement>(null)
  const found = table.columns.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  const type = table.columns.find(({ name }) => name === column)?.type ?? null
  const suited = type === null ? [] : kindsOf(type)
  const chosen = kind !== null && suited.includes(kind) ? kind : (suited[0] ?? null)
  return (
    <section ref={region} className="facet-add" aria-label={t('add')}>
      {table.columns.length > 30 && <SearchField label={t('findColumn')} value={search} onChange={setSearch} />}
      <div className="facet-add-line">
        <Select
          label={t('column')}
          className="facet-add-column"
          placeholder={t('add')}
          options={found
            .slice(0, MOST_OFFERED)
            .map(({ name }) => ({ value: `c:${name}`, label: visibleText(name, 80) }))}
          value={column === null ? null : `c:${column}`}
          onChange={(value) => setColumn(value.slice(2))}
        />
        <Select
          label={t('kind')}
          options={suited.map((value) => ({ value, label: t(value) }))}
          value={chosen}
          isDisabled={column === null}
          onChange={setKind}
        />
        <Button
          icon={Plus}
          isDisabled={column === null || chosen === null}
          onPress={() => {
            onAdd(FacetSpec.parse({ kind: chosen, column }))
            setColumn(null)
            setKind(null)
            // With nothing chosen the button is off, and would lose the focus: the next choice begins at the column.
            region.current?.querySelector<HTMLElement>('.facet-add-column button')?.focus()
          }}
        >
          {t('addIt')}
        </Button>
      </div>
    </section>
  )
}

function kindsOf(type: string): FacetKind[] {
  const family = columnFamily(type)
  if (family === 'number') return ['number', 'text', 'missing']
  if (family === 'time') return ['date', 'text', 'missing']
  return type === 'VARCHAR' ? ['text', 'word', 'missing'] : ['text', 'missing']
}
