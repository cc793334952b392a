import type { RuleHistory, RuleResult } from '../../../contract'
import { Badge, formatInteger, useLocalize, useText, visibleText } from '../../parts'
import { ShareBar } from './ShareBar'
import { Spark } from './Spark'
import { stateWord, toneOf } from './state-words'
import { text } from './text'

type Props = {
  results: readonly RuleResult[]
  history: RuleHistory | undefined
  chosen: string | null
  onChoose: (id: string) => void
}

/** The rules of a table, worst first: state, share of failing rows, and the deliveries where they were asked for. */
export function RuleList({ results, history, chosen, onChoose }: Props) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <ul className="rule-list">
      {results.map(({ rule, counts }) => {
        const past = history?.rules.find((one) => one.rule === rule.id)?.past
        const name = visibleText(rule.name || localize(rule.words), 160)
        return (
          <li key={rule.id}>
            <button
              type="button"
              className="rule-item"
              data-rule={rule.id}
              aria-current={rule.id === chosen}
              onClick={() => onChoose(rule.id)}
            >
              <span className="rule-item-line">
                {counts ? (
                  <Badge tone={toneOf(counts)}>{t(stateWord(counts))}</Badge>
                ) : (
                  <Badge tone="stale">{t('broken')}</Badge>
                )}
                {counts && <span className="num muted">{formatInteger(counts.failing)}</span>}
              </span>
              <span className="rule-item-title isolate">{name}</span>
              {counts && <ShareBar counts={counts} />}
              {counts && (
                <span className="num muted">
                  {t(counts.judged < counts.rows ? 'judgedSome' : 'judgedAll', {
                    count: counts.judged,
                    judged: formatInteger(counts.judged),
                    rows: formatInteger(counts.rows)
                  })}
                </span>
              )}
              {past && past.length > 1 && <Spark past={past} name={name} />}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
