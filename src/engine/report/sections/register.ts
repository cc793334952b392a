import type { RegisterEntry } from '../../../contract'
import { SEVERITY_WORDS, standingWords } from '../../register'
import type { Writer } from '../context'
import type { Markup } from '../markup'
import { note, table } from './table'

/** The register of anomalies: what was decided, row by row, and how many wait for a decision. Empty where nothing was. */
export function registerTable(entries: readonly RegisterEntry[], writer: Writer): Markup[] {
  const decided = entries.filter(({ verdict }) => verdict.state !== 'to_see')
  if (!decided.length) return []
  const waiting = entries.filter(({ verdict, found }) => verdict.state === 'to_see' && found).length
  const head = [
    { head: writer.say('Anomalie', 'Anomaly') },
    { head: writer.say('Table et colonnes', 'Table and columns') },
    { head: writer.say('Gravité', 'Severity') },
    { head: writer.say('Lignes', 'Rows'), numeric: true },
    { head: writer.say('État', 'State') },
    { head: writer.say('Responsable', 'Owner') },
    { head: writer.say('Décision', 'Decision') }
  ]
  return [
    table(
      writer.say('Registre des anomalies', 'Register of anomalies'),
      head,
      decided.map(({ anomaly, verdict, found, changes, settlement }) => [
        writer.text(anomaly.message),
        [anomaly.table.name, anomaly.columns.join(', ')].filter(Boolean).join(' · '),
        writer.text(SEVERITY_WORDS[anomaly.severity]),
        found && anomaly.evidence.n !== null
          ? writer.say(`${writer.number(anomaly.rows)} sur ${writer.number(anomaly.evidence.n)}`, `${writer.number(anomaly.rows)} of ${writer.number(anomaly.evidence.n)}`) // prettier-ignore
          : writer.number(anomaly.rows),
        [
          writer.text(standingWords({ verdict, settlement })),
          ...(found ? [] : [writer.say('n’est plus trouvée', 'no longer found')]),
          ...(changes.length ? [writer.say('changée depuis la décision', 'changed since the decision')] : [])
        ].join(', '),
        verdict.owner,
        [verdict.decided ? writer.day(verdict.decided.at) : '', verdict.decided?.by ?? '', verdict.reason]
          .filter(Boolean)
          .join(' · ')
      ])
    ),
    note(
      writer.say(
        `${writer.number(decided.length)} ${decided.length < 2 ? 'décidée' : 'décidées'}, ${writer.number(waiting)} à voir ; les lignes sont celles de la dernière recherche.`,
        `${writer.number(decided.length)} decided, ${writer.number(waiting)} to see; rows are those of the last search.`
      )
    )
  ]
}
