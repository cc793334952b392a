import { CircleAlert, CircleCheck, History, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ColumnReading, LineFault, Sniff } from '../../../../contract'
import { errorData } from '../../../client'
import { formatInteger, useLocalize, useText, visibleText } from '../../../parts'
import { quoted } from '../quoted'
import { DoubtNotes } from './DoubtNotes'
import { doubtsOf, tellingValue } from './doubts'
import { chooseColumn, type FoundTable } from './draft'
import { examplesOf } from './ReadingField'
import { typeInBrief } from './readings'
import { RecalledWords } from './Recalled'
import { recalledChoices } from './recalled'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'
import { useSeen } from './useSeen'

const MOST = 100
const NONE = { count: 0, examples: [] }

/** What deserves a look before loading: notes of the reading, lines repaired or set aside, values a type would lose. */
export function ImportNotes({ table, leftOut }: { table: FoundTable | null; leftOut: readonly string[] }) {
  const t = useText(text)
  const localize = useLocalize()
  const sniff = table?.sniff ?? null
  const lossy = sniff?.columns.filter(({ failures }) => failures > 0) ?? []
  const coded = sniff?.columns.filter(({ lostZeros }) => lostZeros?.count) ?? []
  const seen = useSeen(sniff)
  const doubts = sniff ? doubtsOf(sniff.columns) : []
  const proposing = sniff?.columns.filter((column) => openProposals(table, column) > 0) ?? []
  const isRecalled = table !== null && recalledChoices(table) !== null
  const isQuiet =
    !leftOut.length &&
    !isRecalled &&
    table?.error === null &&
    sniff !== null &&
    !lossy.length &&
    !coded.length &&
    !doubts.length &&
    !proposing.length &&
    isClean(sniff)
  return (
    <section className="import-notes" aria-label={t('toCheck')} tabIndex={0}>
      <h3>{t('toCheck')}</h3>
      <ul>
        {isQuiet && <Note icon="good">{t('allWell')}</Note>}
        {sniff && table && table.error !== null && <Refusal error={table.error} />}
        {table && isRecalled && (
          <Note icon="recalled">
            <RecalledWords table={table} />
          </Note>
        )}
        {leftOut.length > 0 && (
          <Note icon="info">
            {t('leftOut', {
              count: leftOut.length,
              n: formatInteger(leftOut.length),
              names: leftOut
                .slice(0, 3)
                .map((name) => visibleText(name, 40))
                .join(', ')
            })}
          </Note>
        )}
        {table && (
          <DoubtNotes
            doubts={doubts}
            exampleOf={({ place }) => tellingValue(sniff?.rows.map((row) => row[place] ?? null) ?? [])}
            onDecide={(decided) => {
              changeDraft((draft) =>
                decided.reduce((before, { name, reading }) => chooseColumn(before, table.key, name, { reading }), draft)
              )
              lookAtTables()
            }}
          />
        )}
        {sniff?.notes.map((note, place) => (
          <Note key={place} icon="info">
            {visibleText(localize(note), 600)}
          </Note>
        ))}
        {lossy.slice(0, MOST).map((column, place) => (
          <Note key={place} icon="warning">
            {t('loses', {
              column: visibleText(column.name, 60),
              count: column.failures,
              n: formatInteger(column.failures),
              seen,
              type: localize(typeInBrief(column))
            })}{' '}
            {examplesOf(column.failureExamples)}
          </Note>
        ))}
        {coded.slice(0, MOST).map(({ name, lostZeros = NONE }, place) => (
          <Note key={place} icon="warning">
            {t('losesZeros', {
              column: visibleText(name, 60),
              count: lostZeros.count,
              n: formatInteger(lostZeros.count),
              seen
            })}{' '}
            {examplesOf(lostZeros.examples)}
          </Note>
        ))}
        {proposing.slice(0, MOST).map((column, place) => (
          <Note key={place} icon="info">
            {t('missingProposed', { column: visibleText(column.name, 60), count: openProposals(table, column), seen })}{' '}
            (
            {column.missing
              .slice(0, 4)
              .map(({ text }) => quoted(text))
              .join(', ')}
            )
          </Note>
        ))}
        {sniff && sniff.faults.length > 0 && <FaultNotes faults={sniff.faults} />}
      </ul>
    </section>
  )
}

function FaultNotes({ faults }: { faults: readonly LineFault[] }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <>
      <Note icon="warning">{t('faultsSeen', { count: faults.length, n: formatInteger(faults.length) })}</Note>
      {faults.slice(0, MOST).map(({ line, reason, raw, repaired }, place) => (
        <li key={place} className="import-fault isolate">
          <span className="num">{t('lineAt', { line: formatInteger(line) })}</span>
          <span>{t(repaired ? 'repaired' : 'aside')}</span>
          <span>{visibleText(localize(reason), 200)}</span>
          <code>{visibleText(raw, 160)}</code>
        </li>
      ))}
    </>
  )
}

/** Why the present choices cannot be followed; the preview still shows the last ones that could. */
function Refusal({ error }: { error: unknown }) {
  const localize = useLocalize()
  const { message, hint } = errorData(error)
  return (
    <Note icon="refused">
      <span role="alert">{visibleText(localize(message), 600)}</span>{' '}
      {hint && <span className="muted">{visibleText(localize(hint), 600)}</span>}
    </Note>
  )
}

const ICONS = { refused: CircleAlert, recalled: History, good: CircleCheck, info: Info, warning: TriangleAlert }

function Note({ icon, children }: { icon: keyof typeof ICONS; children: ReactNode }) {
  const Icon = ICONS[icon]
  return (
    <li className={`import-note import-note-${icon}`}>
      <Icon size={14} aria-hidden />
      <span className="isolate">{children}</span>
    </li>
  )
}

function isClean({ notes, faults }: Sniff): boolean {
  return notes.length === 0 && faults.length === 0
}

function openProposals(table: FoundTable | null, { name, missing }: ColumnReading): number {
  const chosen = table?.choices.columns?.find((column) => column.name === name)?.missing ?? []
  return missing.filter(({ text }) => !chosen.includes(text)).length
}
