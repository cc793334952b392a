import type { LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'

/** Tells that lines chosen to be left out at the end look like rows, the first of them or all; nothing where none does. */
export function leftOutNote(footer: number, likeRows: number): LocalizedText[] {
  if (!likeRows) return []
  if (footer === 1)
    return [
      {
        fr: 'La ligne ôtée à la fin, comme choisi, ressemble pourtant aux lignes du tableau.',
        en: 'The line left out at the end, as chosen, looks like the rows of the table all the same.'
      }
    ]
  const lines = countOf(footer, ['ligne ôtée', 'lignes ôtées'], ['line', 'lines'])
  return [
    {
      fr: `${lines.fr} à la fin, comme choisi : ${likeRows === 1 ? 'la première ressemble' : `les ${likeRows} premières ressemblent`} pourtant aux lignes du tableau.`,
      en: `${lines.en} left out at the end, as chosen: yet ${likeRows === 1 ? 'the first looks' : `the first ${likeRows} look`} like the rows of the table.`
    }
  ]
}
