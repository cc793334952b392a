import { writeFile } from 'node:fs/promises'
import type { Anomaly, AnomalyReport, LocalizedText, TableRef } from '../../contract'
import type { Engine } from '../../engine'
import { cellsOf, ofCells, VIEWS } from '../../engine/anomalies'
import { language, printJson, showProgress } from '../output'
import { chooseTable, withProjectOrFile } from '../project-of'
import { writeWhole } from '../write-file'

/** Searches a table, or all those of a project, for anomalies; `--cells` writes the wrong cells as `row,col`, 0-based: the likely ones, with `--doubtful` also those that little speaks against. */
export async function anomalies(
  path: string,
  options: { table?: string; cells?: string; doubtful?: boolean; json?: boolean }
): Promise<void> {
  await withProjectOrFile(path, async (engine, loaded) => {
    const one = options.table !== undefined || loaded !== null || options.cells !== undefined
    const tables = one ? [await chooseTable(engine, options.table, loaded)] : undefined
    const { findings, skipped } = await search(engine, tables)
    if (options.cells !== undefined) {
      const view = options.doubtful ? VIEWS.doubtful : VIEWS.sure
      const cells = await cellsOf(engine.session.project, ofCells(findings), { least: view.least })
      const text = 'row,col\n' + cells.map(([row, col]) => `${row},${col}\n`).join('')
      await writeWhole(options.cells, (part) => writeFile(part, text))
      process.stderr.write(`${expected(cells.length, view)[language]}\n`)
    }
    if (options.json) return printJson({ findings: findings.map(told), skipped: skipped.map(leftOut) })
    for (const { severity, kind, table, rows, message } of findings)
      process.stdout.write(`${severity}\t${kind}\t${table.name}\t${rows}\t${message[language]}\n`)
  })
}

/** How many cells a view shows, and how many of a hundred are to be expected wrong, as the calibration measured. */
function expected(cells: number, { least, precision }: { least: number; precision: number }): LocalizedText {
  const [share, from] = [Math.round(100 * precision), Math.round(100 * least)]
  return {
    fr: `${cells} cellules d’une confiance d’au moins ${from} % ; d’après les essais sur des tables faites exprès, environ ${share} sur 100 sont vraiment fausses.`,
    en: `${cells} cells of a confidence of at least ${from}%; by trials on made-up tables about ${share} in 100 are really wrong.`
  }
}

async function search({ client }: Engine, tables: TableRef[] | undefined): Promise<AnomalyReport> {
  for await (const event of await client.anomalies.detect({ tables })) {
    if (event.type === 'progress') showProgress(event.progress)
    if (event.type !== 'done') continue
    for (const { detector, table, reason } of event.result.skipped)
      process.stderr.write(`${table.name}: ${detector}: ${reason[language]}\n`)
    return event.result
  }
  throw new Error('a search ended without a result')
}

/** A finding as scripts read it: `rows` and `cells` are counts, `sql` returns the rows. */
function told(finding: Anomaly) {
  const { kind, detector, place, table, columns, rows, cells, severity, confidence, dimension, sql, message } = finding
  return {
    kind,
    detector,
    place,
    table: table.name,
    columns,
    rows,
    cells,
    severity,
    confidence,
    dimension,
    sql,
    message: message[language]
  }
}

/** What was not looked for, or not all of it, and why. */
function leftOut({ detector, table, reason }: AnomalyReport['skipped'][number]) {
  return { detector, table: table.name, reason: reason[language] }
}
