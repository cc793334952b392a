import { encodingName, type Source } from '../../../contract'
import type { ReportFacts, Writer } from '../context'
import { html, type Markup } from '../markup'
import { note, table } from './table'

/** The files, as they were loaded, and what was done to each on the way. */
export function sourcesSection({ sources }: ReportFacts, writer: Writer): Markup[] {
  if (!sources.length) return [note(writer.say('Aucune source n’est chargée.', 'No source is loaded.'))]
  const caption = writer.say('Fichiers chargés, dans leur état d’origine', 'Files loaded, as they came')
  const columns = [
    { head: writer.say('Fichier', 'File') },
    { head: writer.say('Lignes', 'Rows'), numeric: true },
    { head: writer.say('Colonnes', 'Columns'), numeric: true },
    { head: writer.say('Encodage', 'Encoding') },
    { head: writer.say('Lignes à problème', 'Faulty lines'), numeric: true },
    { head: writer.say('Chargé le', 'Loaded') }
  ]
  const rows = sources.map((source) => [
    source.file.name,
    writer.number(source.rows),
    writer.number(source.report.columns.length),
    writer.say(encodingName(source.report.encoding).fr, encodingName(source.report.encoding).en),
    writer.number(source.report.faultCount),
    writer.moment(source.loadedAt)
  ])
  return [table(caption, columns, rows), ...sources.map((source) => loadReport(source, writer))]
}

function loadReport({ file, report }: Source, writer: Writer): Markup {
  const failing = report.columns.filter((column) => column.failures > 0)
  const rejected = report.faults.filter((fault) => !fault.repaired).length
  const facts = [
    writer.say(
      `Lignes lues\u00a0: ${writer.number(report.rowsRead)}\u00a0; chargées\u00a0: ${writer.number(report.rowsLoaded)}.`,
      `Rows read: ${writer.number(report.rowsRead)}; loaded: ${writer.number(report.rowsLoaded)}.`
    ),
    ...(report.dialect
      ? [
          writer.say(
            `Séparateur «\u00a0${report.dialect.delimiter}\u00a0».`,
            `Delimiter “${report.dialect.delimiter}”.`
          )
        ]
      : []),
    ...(report.undecodableBytes
      ? [
          writer.say(
            `Octets illisibles\u00a0: ${writer.number(report.undecodableBytes)}.`,
            `Undecodable bytes: ${writer.number(report.undecodableBytes)}.`
          )
        ]
      : []),
    ...(rejected
      ? [
          writer.say(
            `Lignes rejetées parmi celles décrites\u00a0: ${writer.number(rejected)}.`,
            `Rejected among the lines described: ${writer.number(rejected)}.`
          )
        ]
      : []),
    ...report.notes.map((text) => writer.text(text)),
    ...failing.map((column) =>
      writer.say(
        `«\u00a0${column.name}\u00a0»\u00a0: ${writer.number(column.failures)} valeurs ne se lisent pas comme ${column.format?.fr ?? column.type}.`,
        `“${column.name}”: ${writer.number(column.failures)} values do not read as ${column.format?.en ?? column.type}.`
      )
    ),
    ...report.columns.flatMap(({ name, lostZeros }) =>
      lostZeros?.count
        ? [
            writer.say(
              `«\u00a0${name}\u00a0»\u00a0: valeurs lues sans leurs zéros de tête\u00a0: ${writer.number(lostZeros.count)} (${lostZeros.examples.slice(0, 3).join(', ')}).`,
              `“${name}”: values read without their leading zeros: ${writer.number(lostZeros.count)} (${lostZeros.examples.slice(0, 3).join(', ')}).`
            )
          ]
        : []
    )
  ]
  return html`<details>
    <summary>${writer.say('Rapport de chargement\u00a0:', 'Load report:')} ${file.name}</summary>
    <ul>
      ${facts.map((fact) => html`<li>${fact}</li>`)}
    </ul>
    <p class="hash">SHA-256 ${file.sha256}</p>
    ${(file.journals ?? []).map(({ ending, sha256 }) => html`<p class="hash">SHA-256 (${ending}) ${sha256}</p>`)}
  </details>`
}
