import { Scale } from 'lucide-react'
import type { ComparedPair, SidesCompared } from '../../../contract'
import { go } from '../../app/route'
import { Button, DataTable, formatInteger, formatPercent, useLocalize, useText, visibleText } from '../../parts'
import { measureWords } from '../compare/class-words'
import { text } from './text'

/** The profiles of both sides of the recipe: the columns that moved, most first, and the way to the whole comparison. */
export function Moved({ table, compared }: { table: string; compared: SidesCompared }) {
  const t = useText(text)
  const localize = useLocalize()
  const moved = compared.pairs.filter(({ moved: share, verdict }) => verdict === 'moved' && (share ?? 1) > 0)
  const open = (): void =>
    go('explore', {
      table: `clean.${table}`,
      view: 'compare',
      compare: JSON.stringify({ kind: 'recipe', table })
    })
  return (
    <>
      <h3>{t('profiles')}</h3>
      <p className="muted">
        {t('profilesMethod')} {localize(compared.shared.reason)}
      </p>
      {moved.length ? (
        <DataTable
          caption={t('profiles')}
          rows={moved}
          rowKey={({ b }) => b.name}
          columns={[
            { id: 'name', header: t('column'), cell: ({ b }) => visibleText(b.name, 80), sortBy: ({ b }) => b.name },
            { id: 'moved', header: t('movedShare'), numeric: true, cell: ({ moved: share }) => formatPercent(share), sortBy: ({ moved: share }) => share }, // prettier-ignore
            { id: 'missing', header: t('outcomeMissing'), numeric: true, cell: ({ a, b }) => arrow(formatInteger(a.missing), formatInteger(b.missing)) }, // prettier-ignore
            { id: 'distinct', header: t('outcomeDistinct'), numeric: true, cell: ({ a, b }) => arrow(formatInteger(a.distinct), formatInteger(b.distinct)) }, // prettier-ignore
            { id: 'mean', header: t('mean'), numeric: true, cell: means }
          ]}
        />
      ) : (
        <p>{t('nothingMoved')}</p>
      )}
      <Button size="small" icon={Scale} onPress={open}>
        {t('openCompare')}
      </Button>
    </>
  )
}

function means(pair: ComparedPair): string {
  const [before, after] = [pair.a, pair.b].map((one) =>
    one.numeric?.mean == null ? null : measureWords(one.numeric.mean, one, pair)
  )
  return before && after ? arrow(before, after) : '–'
}

function arrow(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`
}
