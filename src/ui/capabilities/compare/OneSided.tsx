import { Unlink } from 'lucide-react'
import type { ColumnInfo, ColumnPairing, SidesCompared } from '../../../contract'
import { Button, Select, useText, visibleText } from '../../parts'
import { text } from './text'

type Props = { compared: SidesCompared; pairs: readonly ColumnPairing[]; onPair: (pairs: ColumnPairing[]) => void }

/** Columns that only one side has; one of each can be paired by hand. */
export function OneSided({ compared: { onlyA, onlyB }, pairs, onPair }: Props) {
  const t = useText(text)
  if (!onlyA.length && !onlyB.length && !pairs.length) return null
  return (
    <section className="compare-one-sided">
      {onlyA.length > 0 && <Columns title={t('onlyA')} columns={onlyA} />}
      {onlyB.length > 0 && <Columns title={t('onlyB')} columns={onlyB} />}
      {onlyA.length > 0 && onlyB.length > 0 && (
        <div className="compare-pairing">
          {onlyA.slice(0, 20).map(({ name }) => (
            <Select
              key={name}
              label={t('pairWith', { name: visibleText(name, 60) })}
              placeholder={t('choose')}
              options={onlyB.slice(0, 1000).map((other) => ({ value: other.name, label: visibleText(other.name, 80) }))}
              value={null}
              onChange={(b) => onPair([...pairs, { a: name, b }])}
            />
          ))}
        </div>
      )}
      {pairs.map(({ a, b }) => (
        <p key={a}>
          <span className="mono isolate">{visibleText(a, 60)}</span> →{' '}
          <span className="mono isolate">{visibleText(b, 60)}</span>{' '}
          <Button size="small" icon={Unlink} onPress={() => onPair(pairs.filter((pair) => pair.a !== a))}>
            {t('unpair')}
          </Button>
        </p>
      ))}
    </section>
  )
}

function Columns({ title, columns }: { title: string; columns: readonly ColumnInfo[] }) {
  return (
    <p>
      <strong>{title}</strong>{' '}
      {columns.slice(0, 60).map(({ name, type }) => (
        <span key={name} className="compare-only isolate" title={type}>
          {visibleText(name, 60)}
        </span>
      ))}
      {columns.length > 60 && ` … (${columns.length})`}
    </p>
  )
}
