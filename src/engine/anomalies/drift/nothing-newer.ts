import type { Anomaly, SidesCompared } from '../../../contract'
import { hints } from '../../profile'
import { dayInWords } from '../detectors/time-words'
import { finding, named } from '../finding'
import type { Sides } from './sides'

/** Days that the dates of a delivery must span: where they hold one day or two, that day is a label of the file. */
const LEAST_DAYS = 7
const DAY = 86_400
/** Stated, not measured. */
const CONFIDENCE = 0.5

/**
 * A last delivery none of whose dates is later than the last one of the delivery before: it repeats the same state, or the export
 * stands still (currentness of ISO/IEC 25012). Dates of birth, and dates still to come, say nothing of it.
 */
export function nothingNewer({ pairs }: SidesCompared, [before, after]: Sides, now = new Date()): Anomaly | null {
  const dated = pairs.flatMap(({ a, b }) => {
    const [was, is] = [a.numeric, b.numeric]
    const dates = [a, b].every(({ family, reading }) => family === 'date' || reading?.kind === 'date')
    if (!dates || hints(b.name, 'birth') || was?.max == null || is?.max == null || is.min == null) return []
    if (Math.max(was.max, is.max) > now.getTime() / 1000 + DAY || is.max - is.min < LEAST_DAYS * DAY) return []
    return [{ name: b.name, was: was.max, is: is.max }]
  })
  const [latest] = [...dated].sort((a, b) => b.is - a.is)
  if (!latest || dated.some(({ was, is }) => is > was)) return null
  const [day, name] = [dayInWords(Math.floor(latest.is / DAY)), named(latest.name)]
  const same = latest.is === latest.was
  const found = finding(after.table, {
    kind: 'stale_data',
    detector: 'nothing_newer',
    place: 'table',
    columns: dated.map((one) => one.name),
    where: after.where,
    rows: after.n,
    severity: 'warning',
    confidence: CONFIDENCE,
    dimension: 'currentness',
    message: {
      fr: `La dernière livraison n’apporte rien de plus récent que celle d’avant (${name.fr} : jusqu’au ${day.fr}${same ? ', comme avant' : ''})`,
      en: `The last delivery brings nothing newer than the one before (${name.en}: until ${day.en}${same ? ', as before' : ''})`
    },
    explanation: {
      fr: `Aucune date de « ${after.label} » (n = ${after.n.toLocaleString('fr-FR')}) ne dépasse la dernière de « ${before.label} » (n = ${before.n.toLocaleString('fr-FR')}), dans aucune des colonnes de dates : le même état livré deux fois, une livraison plus ancienne, ou un export arrêté.`,
      en: `No date of “${after.label}” (n = ${after.n.toLocaleString('en-GB')}) is later than the last of “${before.label}” (n = ${before.n.toLocaleString('en-GB')}), in any column of dates: the same state delivered twice, an older delivery, or an export that stands still.`
    },
    proposal: {
      text: {
        fr: 'Vérifier la période couverte avec qui livre, avant de conclure sur une évolution.',
        en: 'Check the period covered with who delivers, before concluding on a trend.'
      },
      repair: { kind: 'review' }
    }
  })
  return {
    ...found,
    evidence: {
      ...found.evidence,
      n: after.n,
      filter: { fr: `Lignes venues de « ${after.label} »`, en: `Rows that came from “${after.label}”` },
      sql: `SELECT count(*) AS value, count(*) AS n\nFROM ${after.table.sql}\nWHERE ${after.where}`
    }
  }
}
