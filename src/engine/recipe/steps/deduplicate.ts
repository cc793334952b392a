import type { LocalizedText } from '../../../contract'
import { ident } from '../../sql'
import { freeName } from '../free-name'
import { namesInWords } from './names'
import type { SpecOf, StepKind } from './kind'

/** Keeps one of rows that are alike, by a rule that says which. */
export const deduplicate: StepKind<SpecOf<'deduplicate'>> = {
  rows: 'fewer',
  title({ by, keep = 'first', latest }) {
    if (!by?.length)
      return { fr: 'Ne garder qu’une ligne parmi les lignes identiques', en: 'Keep one row among identical rows' }
    const survivor: LocalizedText = {
      first: { fr: 'la première', en: 'the first one' },
      last: { fr: 'la dernière', en: 'the last one' },
      fullest: { fr: 'la mieux remplie', en: 'the one with most cells filled' },
      latest: { fr: `celle du plus grand « ${latest ?? ''} »`, en: `the one with the greatest “${latest ?? ''}”` }
    }[keep]
    const names = namesInWords(by)
    return {
      fr: `Ne garder qu’une ligne par ${names.fr} : ${survivor.fr}`,
      en: `Keep one row per ${names.en}: ${survivor.en}`
    }
  },
  reads: ({ by, keep, latest }) => [...(by ?? []), ...(keep === 'latest' && latest !== undefined ? [latest] : [])],
  misfit: ({ keep, latest }) =>
    keep === 'latest' && latest === undefined
      ? {
          fr: 'La colonne qui dit quelle ligne est la plus récente n’est pas nommée.',
          en: 'The column that says which row is the latest is not named.'
        }
      : null,
  after: (_, columns) => [...columns],
  sql({ by, keep = 'first', latest = '' }, from, columns) {
    const keys = by?.length ? by : columns.map(({ name }) => name)
    const place = ident(freeName('~place', columns))
    const copy = ident(freeName('~copy', columns))
    const order = {
      first: place,
      last: `${place} DESC`,
      fullest: `${columns.map(({ name }) => `(${ident(name)} IS NOT NULL)::INTEGER`).join(' + ')} DESC, ${place}`,
      latest: `${ident(latest)} DESC NULLS LAST, ${place}`
    }[keep]
    const numbered = `SELECT *, row_number() OVER () AS ${place} FROM ${from}`
    const ranked = `SELECT *, row_number() OVER (PARTITION BY ${keys.map(ident).join(', ')} ORDER BY ${order}) AS ${copy} FROM (${numbered})`
    const unkeyed = by?.length ? by.map((name) => ` OR ${ident(name)} IS NULL`).join('') : ''
    return `SELECT * EXCLUDE (${place}, ${copy}) FROM (${ranked}) WHERE ${copy} = 1${unkeyed} ORDER BY ${place}`
  }
}
