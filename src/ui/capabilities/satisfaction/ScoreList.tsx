import { setParams, tableParam } from '../../app/route'
import { formatInteger, useText, visibleText } from '../../parts'
import type { Choice, ScoredTable } from './choice'
import { text } from './text'

/** The columns of scores found, by table; a choice starts its measure afresh. */
export function ScoreList({ found, choice }: { found: readonly ScoredTable[]; choice: Choice | null }) {
  const t = useText(text)
  return (
    <>
      {found.map((scored) => (
        <section key={tableParam(scored.table)} className="score-table">
          <h3 className="isolate" title={visibleText(scored.table.name)}>
            {visibleText(scored.table.name, 60)}
            <span className="list-item-note">{t('rows', { n: formatInteger(scored.rows) })}</span>
          </h3>
          <ul>
            {scored.scores.map((score) => (
              <li key={score.column}>
                <button
                  type="button"
                  className="list-item"
                  aria-current={scored === choice?.scored && score === choice.score}
                  onClick={() => setParams({ table: tableParam(scored.table), score: score.column, measure: '' })}
                >
                  <span className="list-item-name isolate" title={visibleText(score.column)}>
                    {visibleText(score.column, 80)}
                  </span>
                  <span className="list-item-note">
                    {t('scale', { low: formatInteger(score.scale.low), high: formatInteger(score.scale.high) })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
