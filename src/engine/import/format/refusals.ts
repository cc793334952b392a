import type { LocalizedText } from '../../../contract'
import { fail } from '../../errors'
import type { NoTableSignature } from './signatures'

const ADVICE: Record<NoTableSignature['advice'] & string, LocalizedText> = {
  export: {
    fr: 'Exportez ses données en CSV ou en Excel, puis chargez ce fichier.',
    en: 'Export its data as CSV or Excel, then load that file.'
  },
  unpack: { fr: 'Décompressez-le, puis chargez ce qu’il contient.', en: 'Unpack it, then load what it holds.' },
  arrow: {
    fr: 'Enregistrez-le de nouveau en Feather actuel (version 2) ou en Parquet, puis chargez ce fichier.',
    en: 'Save it again as current Feather (version 2) or as Parquet, then load that file.'
  },
  encrypted: {
    fr: 'Ouvrez-le avec son mot de passe et enregistrez-le sans, puis chargez cette copie.',
    en: 'Open it with its password and save it without one, then load that copy.'
  }
}

/** The refusal, by name, of a file that holds no table we read. */
export function refusal(name: string, { what, advice = 'export' }: Pick<NoTableSignature, 'what' | 'advice'>): Error {
  return fail(
    'input',
    { fr: `« ${name} » n’est pas un tableau mais ${what.fr}.`, en: `“${name}” is not a table but ${what.en}.` },
    { place: { file: name }, hint: ADVICE[advice] }
  )
}

/** The refusal of bytes that are no text and no format that we know. */
export function noiseRefusal(name: string): Error {
  return fail(
    'input',
    {
      fr: `« ${name} » n’est ni un texte ni un format de données connu.`,
      en: `“${name}” is neither text nor a known data format.`
    },
    { place: { file: name }, hint: ADVICE.export }
  )
}

/** The refusal of a web page: its table would come as one column of markup. */
export function pageRefusal(name: string): Error {
  return markupRefusal(name, { fr: 'une page web', en: 'a web page' }, /\.x?html?$/i, {
    fr: 'Ouvrez-la dans Excel ou LibreOffice et enregistrez-la en xlsx, ou collez son tableau.',
    en: 'Open it in Excel or LibreOffice and save it as xlsx, or paste its table.'
  })
}

/** The refusal of XML: a workbook saved as such would come as lines of markup. */
export function xmlRefusal(name: string): Error {
  return markupRefusal(name, { fr: 'un document XML', en: 'an XML document' }, /\.xml$/i, {
    fr: 'Ouvrez-le dans Excel ou LibreOffice et enregistrez-le en xlsx, ou demandez un export en CSV.',
    en: 'Open it in Excel or LibreOffice and save it as xlsx, or ask for an export as CSV.'
  })
}

function markupRefusal(name: string, what: LocalizedText, own: RegExp, hint: LocalizedText): Error {
  const message = own.test(name)
    ? { fr: `« ${name} » est ${what.fr}, pas un tableau.`, en: `“${name}” is ${what.en}, not a table.` }
    : { fr: `« ${name} » est ${what.fr}, même si son nom dit autre chose.`, en: `“${name}” is ${what.en}, whatever its name says.` } // prettier-ignore
  return fail('input', message, { place: { file: name }, hint })
}

/** The refusal of a file without a byte. */
export function emptyRefusal(name: string): Error {
  return fail(
    'input',
    { fr: `« ${name} » ne contient aucune donnée.`, en: `“${name}” holds no data.` },
    {
      place: { file: name },
      hint: { fr: 'Vérifiez l’export d’où il vient.', en: 'Check the export that it comes from.' }
    }
  )
}
