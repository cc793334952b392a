import type { Anomaly } from '../../../contract'
import { ident } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { counted } from '../finding'
import { countEach, textColumns, textFault, type TextColumn } from '../text-fault'
import { damagedSql, isDamaged, soundLike, undamaged } from './damaged-text'

/** Different texts, and signs of them, that one repair writes anew; and different texts among which the sound one is looked for. */
const MOST_TEXTS = 1_000
const MOST_SIGNS = 200_000
const MOST_SOUND = 2_000

/** Texts damaged by a wrong character set: « Ã© » for « é », replacement characters, loose accents, HTML entities. */
export const encodingDamage: Detector = {
  name: 'encoding_damage',
  title: { fr: 'Caractères abîmés', en: 'Damaged characters' },
  kinds: ['encoding_damage'],
  async *detect(context) {
    const asked = textColumns(context).map(({ column, written }) => ({
      column,
      written,
      // Letters of a wrong set lie beyond ASCII, entities begin with &.
      hint: `(strlen(${written.value}) <> length(${written.value}) OR contains(${written.value}, '&'))`,
      predicate: damagedSql(written.value)
    }))
    const counts = await countEach(context, asked)
    for (const [place, fault] of asked.entries()) {
      const rows = counts[place] ?? 0
      if (!rows) continue
      yield await textFault(context, {
        ...fault,
        rows,
        kind: 'encoding_damage',
        detector: 'encoding_damage',
        severity: 'warning',
        confidence: 0.9,
        dimension: 'accuracy',
        what: { fr: 'aux caractères abîmés', en: 'with damaged characters' },
        why: {
          fr: 'Un programme a lu ou écrit ces textes dans un mauvais jeu de caractères',
          en: 'Some program read or wrote these texts in a wrong character set'
        },
        proposal: await proposalOf(context, fault)
      })
    }
  }
}

/** To write the texts as they were, where they tell it; else to export anew. */
async function proposalOf(
  { rows: ask }: DetectorContext,
  { column, written }: TextColumn
): Promise<NonNullable<Anomaly['proposal']>> {
  const again = {
    text: {
      fr: 'Reprendre l’export en UTF-8 ; un caractère de remplacement ne se retrouve pas autrement.',
      en: 'Export again as UTF-8; a replacement character cannot be brought back otherwise.'
    },
    repair: { kind: 'review' }
  } as const
  // A text that the table read as something else is no value of the table.
  if (written.read) return again
  const name = ident(column.name)
  const damaged = await ask<{ value: string }>(
    `SELECT ${name} AS value FROM ${written.texts} WHERE ${damagedSql(written.value)} GROUP BY ALL ORDER BY value LIMIT ${MOST_TEXTS + 1}`
  )
  if (damaged.length > MOST_TEXTS || damaged.reduce((sum, { value }) => sum + value.length, 0) > MOST_SIGNS)
    return again
  const isLost = damaged.some(({ value }) => value.includes('\uFFFD'))
  const sound = isLost && column.distinct <= MOST_SOUND ? await ask<{ value: string }>(`SELECT DISTINCT ${name} AS value FROM ${written.texts} WHERE ${name} IS NOT NULL`) : [] // prettier-ignore
  const whole = sound.map(({ value }) => value).filter((value) => !isDamaged(value))
  const map = damaged.flatMap(({ value }) => {
    const to = undamaged(value) ?? soundLike(value, whole)
    return to === null ? [] : [{ from: value, to }]
  })
  const [first] = map
  if (!first) return again
  const left = damaged.length - map.length
  const [from, to] = [first.from, first.to].map((value) => (value.length > 40 ? `${value.slice(0, 40)}…` : value))
  const rest = counted(left, ['texte différent ne se retrouve', 'textes différents ne se retrouvent'], ['different text cannot', 'different texts cannot']) // prettier-ignore
  return {
    text: {
      fr: `Écrire ces textes comme ils étaient : « ${from} » redevient « ${to} »${map.length > 1 ? '…' : '.'}${left ? ` ${rest.fr} pas ainsi : reprendre l’export en UTF-8.` : ''}`,
      en: `Write these texts as they were: “${from}” becomes “${to}” again${map.length > 1 ? '…' : '.'}${left ? ` ${rest.en} be brought back so: export again as UTF-8.` : ''}`
    },
    repair: { kind: 'replace', column: column.name, map }
  }
}
