import {
  isEvident,
  type Anomaly,
  type LocalizedText,
  type Score,
  type ScoreDimension,
  type ScorePart
} from '../../contract'
import { SURE } from '../anomalies'
import { figureText } from '../figure-text'
import type { Project } from '../project'
import { countFaults } from '../quality'
import type { Table } from '../tables'
import { named } from './kinds/cell'

/** The score of a dimension by what the search for anomalies found, with each finding that counts as a part. */
export async function measured(
  project: Project,
  table: Table,
  dimension: ScoreDimension,
  all: readonly Anomaly[],
  signal?: AbortSignal
): Promise<Score> {
  const { n, faults, share, unit, findings } = await countFaults(project, table, all, dimension, signal)
  const parts = findings.filter(({ cells }) => cells > 0).map((one) => partOf(one, unit))
  return {
    value: share,
    n,
    faults,
    method: METHODS[dimension] ?? OF_ANY,
    parts: parts.sort((a, b) => b.faults - a.faults)
  }
}

function partOf(finding: Anomaly, unit: 'cells' | 'rows'): ScorePart {
  const { evidence, rows, cells } = finding
  return {
    label: labelOf(finding),
    n: evidence.n ?? 0,
    faults: unit === 'rows' ? rows : cells,
    rule: null,
    evidence
  }
}

/** One that is below the threshold by itself counts only where others speak of the same cells: its label says so. */
function labelOf(finding: Anomaly): LocalizedText {
  const { message, columns, confidence } = finding
  const name = named(...columns)
  if (isEvident(finding) && finding.detector === 'missing')
    return { fr: `${name.fr} sans valeur`, en: `${name.en} without a value` }
  if (confidence >= SURE) return message
  const chance = figureText(confidence, 'share')
  return {
    fr: `${message.fr} (chance de ${chance.fr} : ne compte qu’avec d’autres)`,
    en: `${message.en} (chance of ${chance.en}: counts only along with others)`
  }
}

const LEAST = figureText(SURE, 'share')

const OF_ANY: LocalizedText = {
  fr: `Part des cellules qu’aucune anomalie de cette dimension ne rend douteuses (chance d’être un défaut, détecteurs réunis, d’au moins ${LEAST.fr}) ; n est le nombre de cellules. Une cellule citée par plusieurs anomalies compte une fois.`,
  en: `Share of cells that no anomaly of this dimension makes doubtful (chance of being a fault, by the detectors together, of at least ${LEAST.en}); n is the number of cells. A cell named by several anomalies counts once.`
}

const METHODS: Partial<Record<ScoreDimension, LocalizedText>> = {
  completeness: {
    fr: `Part des cellules qui ont une valeur : ni vides, ni faites d’espaces, ni restées sans valeur parce que leur texte n’a pas pu être lu, qu’une valeur y soit attendue ou non ; ni remplies d’un code pour « manquant » (chance d’au moins ${LEAST.fr}, détecteurs réunis). Toutes les lignes sont lues ; n est le nombre de cellules.`,
    en: `Share of cells with a value: neither empty nor white space, nor without one because their text could not be read, whether or not a value is due there; nor filled with a code for “missing” (chance of at least ${LEAST.en}, by the detectors together). All rows are read; n is the number of cells.`
  },
  uniqueness: {
    fr: `Part des lignes qui n’en répètent aucune, ni en entier ni par leur identifiant (chance d’être un défaut, détecteurs réunis, d’au moins ${LEAST.fr}) ; n est le nombre de lignes.`,
    en: `Share of rows that repeat no other, neither whole nor by their identifier (chance of being a fault, by the detectors together, of at least ${LEAST.en}); n is the number of rows.`
  }
}
