import type { Evidence, LocalizedText } from '../../contract'
import { filterInWords } from '../sql'
import { countOnlySql, differenceSql, figureSql, rowsSql } from './answers-sql'
import type { MeasurePlan } from './plan'
import { measureDefinition, measureName, segmentName } from './words'

/** One group of answers: all of them, or those of a segment. */
export interface Group {
  key: string | null | undefined
  label: LocalizedText
  n: number
}

/** What stands behind a group's figure; a masked group tells its count only. */
export function evidenceOf(plan: MeasurePlan, group: Group, masked: boolean): Evidence {
  const { key, n } = group
  const definition = measureDefinition(plan.request.measure)
  const hidden = {
    fr: `${definition.fr} Moins de 5 réponses\u00a0: le chiffre n’est pas montré.`,
    en: `${definition.en} Fewer than 5 answers: the figure is not shown.`
  }
  return {
    ...base(plan, group),
    definition: masked ? hidden : withJoin(plan, definition),
    n,
    sql: masked && key !== undefined ? countOnlySql(plan.query, key) : figureSql(plan.query, key),
    rowsSql: masked ? null : rowsSql(plan.query, key)
  }
}

/** What stands behind the difference between a segment and all other answers. */
export function differenceEvidence(plan: MeasurePlan, group: Group): Evidence {
  const name = measureName(plan.request.measure)
  return {
    ...base(plan, group),
    title: {
      fr: `${name.fr}\u00a0: écart de ${group.label.fr} au reste`,
      en: `${name.en}: difference of ${group.label.en} to the rest`
    },
    definition: withJoin(plan, {
      fr: 'Mesure du segment moins mesure de toutes les autres réponses réunies.',
      en: 'Measure of the segment less the measure of all other answers together.'
    }),
    n: group.n,
    sql: differenceSql(plan.query, group.key ?? null),
    rowsSql: null
  }
}

function base(
  { request, table }: MeasurePlan,
  group: Group
): Pick<Evidence, 'title' | 'filter' | 'applied' | 'table' | 'columns'> {
  const { measure, score, segment, filter } = request
  const name = measureName(measure)
  const words = filterInWords(filter)
  const valid = { fr: `«\u00a0${score}\u00a0» renseignée et sur l’échelle`, en: `“${score}” given and on the scale` }
  const kept = filter?.all.length ? { fr: `${words.fr} et ${valid.fr}`, en: `${words.en} and ${valid.en}` } : valid
  const by = segment && group.key !== undefined ? segmentName(segment) : null
  return {
    title: by
      ? { fr: `${name.fr}\u00a0: ${group.label.fr}`, en: `${name.en}: ${group.label.en}` }
      : { fr: `${name.fr} de «\u00a0${score}\u00a0»`, en: `${name.en} of “${score}”` },
    filter: by
      ? { fr: `${by.fr} = ${group.label.fr}\u00a0; ${kept.fr}`, en: `${by.en} = ${group.label.en}; ${kept.en}` }
      : kept,
    ...(filter?.all.length ? { applied: filter } : {}),
    table: table.ref,
    columns: [
      score,
      ...(segment && !segment.via ? [segment.column] : []),
      ...(segment?.via ? [segment.via.foreignKey] : [])
    ]
  }
}

function withJoin({ request }: MeasurePlan, definition: LocalizedText): LocalizedText {
  const via = request.segment?.via
  if (!via) return definition
  return {
    fr: `${definition.fr} Le segment vient de la table «\u00a0${via.table.name}\u00a0», jointe par «\u00a0${via.foreignKey}\u00a0» = «\u00a0${via.key}\u00a0»\u00a0; une clé répétée compte une fois, et seulement si ses lignes sont d’accord.`,
    en: `${definition.en} The segment comes from table “${via.table.name}”, joined by “${via.foreignKey}” = “${via.key}”; a repeated key counts once, and only where its rows agree.`
  }
}
