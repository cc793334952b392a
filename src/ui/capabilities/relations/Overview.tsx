import type { Link, RelationsFound } from '../../../contract'
import { useText, visibleText } from '../../parts'
import { AppliedJoins } from './AppliedJoins'
import { text } from './text'

type OverviewProps = { found: RelationsFound; links: readonly Link[]; onChoose: (table: string) => void }

/** While nothing is chosen: the joins in force, and every table by name, as a way into a large diagram. */
export function Overview({ found, links, onChoose }: OverviewProps) {
  const t = useText(text)
  const count = (name: string): number => links.filter(({ from, to }) => from.name === name || to.name === name).length
  return (
    <>
      <p className="muted">{t('chooseHint')}</p>
      <AppliedJoins joins={found.joins} />
      <section aria-label={t('allTables')}>
        <h3>{t('allTables')}</h3>
        <ul className="relation-own-links">
          {found.tables.map(({ table: { name } }) => (
            <li key={name}>
              <button type="button" className="list-item" onClick={() => onChoose(name)}>
                <span className="list-item-name isolate">{visibleText(name, 60)}</span>
                <span className="list-item-note num">
                  {count(name) ? t('links', { count: count(name) }) : t('noLinks')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
