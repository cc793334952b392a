import type { KeyCandidate, Link, RelationsFound } from '../../../contract'
import { Button, type DataColumn, DataTable, Figure, formatInteger, useText, visibleText } from '../../parts'
import { AppliedJoins } from './AppliedJoins'
import { KeyKind } from './KeyKind'
import { text } from './text'
import { leftOf, rightOf, shareOf, type T, formatShare } from './words'

type RelationTablesProps = { found: RelationsFound; links: readonly Link[]; onChoose: (link: Link) => void }

/** The diagram as tables: links with their figures, keys with their duplicates. */
export function RelationTables({ found, links, onChoose }: RelationTablesProps) {
  const t = useText(text)
  return (
    <div className="relation-tables">
      <h2>{t('linksTable')}</h2>
      <DataTable
        caption={t('linksTable')}
        columns={linkColumns(t, onChoose)}
        rows={links}
        rowKey={({ id }) => id}
        initialSort={{ column: 'from', descending: false }}
      />
      <AppliedJoins joins={found.joins} />
      <h2>{t('keysTable')}</h2>
      <DataTable
        caption={t('keysTable')}
        columns={keyColumns(t)}
        rows={found.keys}
        rowKey={({ table, columns }) => JSON.stringify([table.name, columns])}
      />
    </div>
  )
}

function linkColumns(t: T, onChoose: (link: Link) => void): DataColumn<Link>[] {
  return [
    {
      id: 'from',
      header: t('from'),
      cell: (link) => (
        <>
          {visibleText(link.from.name, 60)} <code>{leftOf(link)}</code>
        </>
      ),
      sortBy: ({ from }) => from.name
    },
    {
      id: 'to',
      header: t('to'),
      cell: (link) => (
        <>
          {visibleText(link.to.name, 60)} <code>{rightOf(link)}</code>
        </>
      ),
      sortBy: ({ to }) => to.name
    },
    { id: 'cardinality', header: t('cardinality'), cell: ({ cardinality }) => cardinality },
    {
      id: 'share',
      header: t('share'),
      numeric: true,
      sortBy: shareOf,
      cell: (link) => (
        <Figure value={shareOf(link)} format={formatShare} n={link.present} evidence={link.evidence.matched} />
      )
    },
    {
      id: 'orphans',
      header: t('orphanRows'),
      numeric: true,
      sortBy: ({ orphanRows }) => orphanRows,
      cell: ({ orphanRows, evidence }) => (
        <Figure value={orphanRows} format={formatInteger} evidence={evidence.orphans} />
      )
    },
    { id: 'state', header: t('state'), cell: ({ state }) => <span className="relation-state">{t(state)}</span> },
    {
      id: 'open',
      header: t('open'),
      cell: (link) => (
        <Button
          size="small"
          variant="quiet"
          aria-label={t('openLink', { from: visibleText(link.from.name, 60), to: visibleText(link.to.name, 60) })}
          onPress={() => onChoose(link)}
        >
          {t('open')}
        </Button>
      )
    }
  ]
}

function keyColumns(t: T): DataColumn<KeyCandidate>[] {
  return [
    { id: 'table', header: t('from'), cell: ({ table }) => visibleText(table.name, 60) },
    {
      id: 'columns',
      header: t('columns'),
      cell: ({ columns }) => <code>{columns.map((name) => visibleText(name, 60)).join(' + ')}</code>
    },
    {
      id: 'unique',
      header: t('unique'),
      cell: (candidate) => <KeyKind candidate={candidate} />
    },
    {
      id: 'duplicates',
      header: t('duplicates'),
      numeric: true,
      cell: ({ duplicates, evidence }) => <Figure value={duplicates} format={formatInteger} evidence={evidence} />
    },
    { id: 'missing', header: t('missing'), numeric: true, cell: ({ missing }) => formatInteger(missing) }
  ]
}
