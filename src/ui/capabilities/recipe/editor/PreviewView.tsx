import type { StepPreview } from '../../../../contract'
import { Badge, formatInteger, useLocalize, useText, visibleText } from '../../../parts'
import { shortWord } from '../../../parts/grid'
import { cellsInWords } from '../cells-in-words'
import { linkedWords, namesInWords } from '../linked-words'
import { text } from '../text'

/** What a step would change, in figures and in some rows: what was, and what comes in its place. */
export function PreviewView({ preview }: { preview: StepPreview }) {
  const t = useText(text)
  const localize = useLocalize()
  const {
    problem,
    rows,
    changedCells,
    changedRows,
    readCells,
    onlyRead,
    lostCells,
    joined,
    added,
    gone,
    retyped,
    notes,
    examples,
    exampleTypes,
    breaks
  } = preview
  if (problem)
    return (
      <p className="recipe-problem">
        <Badge tone="warning">{t('doesNotFit')}</Badge> <span className="isolate">{localize(problem)}</span>
      </p>
    )
  const facts = [
    joined !== null && t(...linkedWords(joined)),
    ...(changedCells === null ? [] : cellsInWords({ changedCells, readCells, onlyRead })).map(([words, count]) =>
      t(words === 'changed' ? 'previewCells' : words, { count, n: formatInteger(count) })
    ),
    Boolean(changedRows) && t('previewTouched', { count: changedRows ?? 0, n: formatInteger(changedRows ?? 0) }),
    joined === null &&
      rows.before !== rows.after &&
      t('previewRows', { before: formatInteger(rows.before), after: formatInteger(rows.after) }),
    rows.after > rows.before &&
      t('previewMore', { count: rows.after - rows.before, n: formatInteger(rows.after - rows.before) }),
    added.length > 0 && t(...namesInWords('previewAdded', added)),
    gone.length > 0 && t(...namesInWords('previewGone', gone))
  ].filter((fact) => fact !== false)
  return (
    <>
      <p className="num recipe-counts">{facts.length ? facts.join(' · ') : t('previewNothing')}</p>
      {lostCells ? (
        <p>
          <Badge tone="warning">{t('previewLost', { count: lostCells, n: formatInteger(lostCells) })}</Badge>
        </p>
      ) : null}
      {retyped.map(({ name, before, after }) => (
        <p key={name}>
          <Badge tone="warning">{t('retyped')}</Badge>{' '}
          <span className="isolate">
            {t('retypedFrom', { name: visibleText(name, 60), before: localize(before), after: localize(after) })}
          </span>
        </p>
      ))}
      {notes.map((note) => (
        <p key={note.en}>
          <Badge tone="warning">{t('note')}</Badge> {localize(note)}
        </p>
      ))}
      {breaks.map(({ title, problem: why }) => (
        <p key={title.en} className="recipe-problem">
          <Badge tone="warning">{t('breaks')}</Badge> <span className="isolate">{localize(title)}</span> —{' '}
          {localize(why)}
        </p>
      ))}
      {examples.rows.length > 0 && <Examples examples={examples} exampleTypes={exampleTypes} added={added} />}
    </>
  )
}

function Examples({
  examples: { columns, rows },
  exampleTypes,
  added
}: Pick<StepPreview, 'examples' | 'exampleTypes' | 'added'>) {
  const t = useText(text)
  const isNumbered = rows.some(({ row }) => row !== null)
  return (
    <div className="recipe-examples" tabIndex={0} role="group" aria-label={t('examples')}>
      <table className="data-table">
        <caption className="sr-only">{t('examples')}</caption>
        <thead>
          <tr>
            {isNumbered && (
              <th scope="col" className="num recipe-example-row">
                {t('rowNumber')}
              </th>
            )}
            {columns.map((name) => (
              <th key={name} scope="col" className="isolate">
                {visibleText(name, 40)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, before, after }, place) => (
            <tr key={place} className={after ? '' : 'recipe-left-out'}>
              {isNumbered && <td className="num muted">{row === null ? '' : formatInteger(row)}</td>}
              {columns.map((name, at) => (
                <td key={name}>
                  <Change
                    before={before && !added.includes(name) ? (before[at] ?? null) : undefined}
                    after={after ? (after[at] ?? null) : undefined}
                    types={exampleTypes[at]}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type ChangeProps = {
  before: string | null | undefined
  after: string | null | undefined
  types: StepPreview['exampleTypes'][number] | undefined
}

/** A cell: alone where it stays, both states where it changes; undefined sides are rows that were not, or are no more. */
function Change({ before, after, types }: ChangeProps) {
  const was = before === undefined || before === null ? before : wordOf(before, types?.before)
  const is = after === undefined || after === null ? after : wordOf(after, types?.after)
  if (was === undefined || before === after) return <Cell word={is ?? null} />
  if (is === undefined)
    return (
      <del>
        <Cell word={was} />
      </del>
    )
  // Two numbers that are told apart by their last digits only.
  const isExact = was !== null && is !== null && was.shown === is.shown
  return (
    <>
      <del>
        <Cell word={was} isExact={isExact} />
      </del>{' '}
      <span aria-hidden>→</span>{' '}
      <ins>
        <Cell word={is} isExact={isExact} />
      </ins>
    </>
  )
}

type Word = { shown: string; exact?: string }

function wordOf(value: string, type: string | null | undefined): Word {
  return type ? shortWord(value, type) : { shown: value }
}

function Cell({ word, isExact = false }: { word: Word | null; isExact?: boolean }) {
  const t = useText(text)
  if (word === null) return <span className="muted">{t('missingCell')}</span>
  const { shown, exact } = word
  return (
    <span className="isolate recipe-cell" title={isExact ? undefined : exact}>
      {visibleText(isExact ? (exact ?? shown) : shown, 60)}
    </span>
  )
}
