import type { Comparisons as Made } from '../../../contract'
import { Button, formatInteger, formatNumber, locale, useText } from '../../parts'
import { go } from '../../app/route'
import { useComparisons } from './queries'
import { text } from './text'

/** How many comparisons were made, what that means in plain words, what to do about it, how it is counted. */
export function ComparisonsBand({ comparisons }: { comparisons: Made }) {
  const t = useText(text)
  const { made, byChance, threshold, queries } = comparisons
  return (
    <section className="map-band" aria-label={t('compared')}>
      <p className="map-band-figure">
        {made ? t('comparisons', { count: made, n: formatInteger(made) }) : t('noComparison')}
      </p>
      <div className="map-band-words">
        {made > 0 && <p>{t('byChance', { n: formatNumber(byChance, 1) })}</p>}
        {made > 0 && <p className="muted">{t('advice', { threshold: formatThreshold(threshold) })}</p>}
        {queries > 0 && <p className="muted">{t('queries', { count: queries, n: formatInteger(queries) })}</p>}
        <details>
          <summary>{t('how')}</summary>
          <p>{t('howLooks')}</p>
          <p>{t('howComparisons')}</p>
          <p>{t('howThreshold')}</p>
        </details>
      </div>
    </section>
  )
}

/** One line beside figures: the comparisons of the whole project so far; read again when `after` changes. */
export function ComparisonsNote({ after }: { after: unknown }) {
  const t = useText(text)
  const { data } = useComparisons(after)
  if (!data?.made) return <p className="map-note" aria-hidden />
  return (
    <p className="map-note muted">
      {t('note', { count: data.made, n: formatInteger(data.made), chance: formatNumber(data.byChance, 1) })}{' '}
      <Button variant="quiet" size="small" onPress={() => go('exploration')}>
        {t('toMap')}
      </Button>
    </p>
  )
}

function formatThreshold(p: number): string {
  return p.toLocaleString(locale(), { maximumSignificantDigits: 2 })
}
