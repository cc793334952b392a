import { Combine } from 'lucide-react'
import type { KeyCandidate, Link, RelationsFound } from '../../../contract'
import { useProject } from '../../app/project'
import { Button, Figure, formatInteger, useText, visibleText } from '../../parts'
import { KeyKind } from './KeyKind'
import { text } from './text'
import { leftOf, shareInWords } from './words'

type TableDetailsProps = {
  name: string
  found: RelationsFound
  links: readonly Link[]
  onChoose: (link: Link) => void
  onJoin: () => void
}

/** A table's keys with their duplicates, and its links. */
export function TableDetails({ name, found, links, onChoose, onJoin }: TableDetailsProps) {
  const t = useText(text)
  const isDisabled = useProject()?.readOnly ?? true
  const keys = found.keys.filter(({ table }) => table.name === name)
  const own = links.filter(({ from, to }) => from.name === name || to.name === name)
  return (
    <>
      <h2 className="relation-details-title isolate">{visibleText(name, 120)}</h2>
      <h3>{t('tableKeys')}</h3>
      {keys.length === 0 && <p className="muted">{t('noKey')}</p>}
      <ul className="relation-keys">
        {keys.map((key) => (
          <li key={key.columns.join('\u0000')}>
            <KeyLine candidate={key} />
          </li>
        ))}
      </ul>
      {own.length > 0 && <h3>{t('tableLinks')}</h3>}
      <ul className="relation-own-links">
        {own.map((link) => (
          <li key={link.id}>
            <button type="button" className="list-item" onClick={() => onChoose(link)}>
              <span className="list-item-name isolate">
                {leftOf(link)} · {visibleText(link.from.name === name ? link.to.name : link.from.name, 60)}
              </span>
              <span className="list-item-note num">{shareInWords(link)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="relation-details-actions">
        <Button icon={Combine} isDisabled={isDisabled} onPress={onJoin}>
          {t('joinThis')}
        </Button>
      </div>
    </>
  )
}

/** A key in one line: its columns, whether it is exact, its duplicates. */
function KeyLine({ candidate }: { candidate: KeyCandidate }) {
  const t = useText(text)
  return (
    <>
      <code className="isolate">{candidate.columns.map((name) => visibleText(name, 60)).join(' + ')}</code>{' '}
      <KeyKind candidate={candidate} /> {candidate.weak && <span className="muted">{t('weakNote')}</span>}
      {!candidate.unique && (
        <Figure
          value={candidate.duplicates}
          format={formatInteger}
          label={t('duplicates')}
          showLabel
          evidence={candidate.evidence}
        />
      )}
    </>
  )
}
