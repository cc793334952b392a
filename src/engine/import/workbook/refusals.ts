import { fail } from '../../errors'

/** A workbook that cannot be read because its bytes are wrong: `part` names the place inside, `why` says it in words. */
export function corrupt(file: string, fr: string, en: string, cause?: unknown): Error {
  return fail(
    'corrupt',
    { fr: `Le classeur est abîmé : ${fr}.`, en: `The workbook is damaged: ${en}.` },
    {
      place: { file },
      cause,
      hint: {
        fr: 'Rouvrez-le dans Excel ou LibreOffice, enregistrez-le sous un autre nom, puis importez cette copie.',
        en: 'Open it in Excel or LibreOffice, save it under another name, then import that copy.'
      }
    }
  )
}

/** A workbook built to harm, or as if it were. */
export function hostile(file: string, fr: string, en: string): Error {
  return fail(
    'refused',
    { fr: `Classeur refusé : ${fr}.`, en: `Workbook refused: ${en}.` },
    {
      place: { file },
      hint: {
        fr: 'Aucun tableur n’écrit cela. Demandez le fichier d’origine, ou exportez la feuille en CSV.',
        en: 'No spreadsheet writes this. Ask for the original file, or export the sheet as CSV.'
      }
    }
  )
}

/** A workbook beyond what is read here. */
export function tooMuch(file: string, fr: string, en: string): Error {
  return fail(
    'limit',
    { fr: `Classeur trop grand : ${fr}.`, en: `Workbook too large: ${en}.` },
    {
      place: { file },
      hint: {
        fr: 'Exportez la feuille en CSV, ou partagez-la en plusieurs classeurs.',
        en: 'Export the sheet as CSV, or split it into several workbooks.'
      }
    }
  )
}

/** A workbook under a password. */
export function encrypted(file: string): Error {
  return fail(
    'refused',
    {
      fr: 'Le classeur est chiffré : il ne s’ouvre qu’avec son mot de passe.',
      en: 'The workbook is encrypted: it opens only with its password.'
    },
    {
      place: { file },
      hint: {
        fr: 'Ouvrez-le dans Excel, retirez le mot de passe (Fichier, Informations, Protéger le classeur), puis importez la copie.',
        en: 'Open it in Excel, remove the password (File, Info, Protect Workbook), then import the copy.'
      }
    }
  )
}

/** An office document that holds no sheets. */
export function notAWorkbook(file: string): Error {
  return fail(
    'input',
    {
      fr: 'Ce fichier est un document bureautique, mais pas un classeur (texte, présentation, message…).',
      en: 'This file is an office document, but not a workbook (text, slides, message…).'
    },
    {
      place: { file },
      hint: {
        fr: 'Copiez son tableau dans un classeur, ou enregistrez-le en CSV.',
        en: 'Copy its table into a workbook, or save it as CSV.'
      }
    }
  )
}

/** A page of HTML without a table, whatever its name says. */
export function pageNotAWorkbook(file: string): Error {
  return fail(
    'input',
    {
      fr: 'Ce fichier est une page web où aucun tableau ne contient de texte, même si son nom dit autre chose.',
      en: 'This file is a web page in which no table holds text, whatever its name says.'
    },
    {
      place: { file },
      hint: {
        fr: 'Ouvrez-le dans un navigateur pour voir ce qu’il dit (page de connexion, erreur…), puis demandez un export en CSV ou en xlsx.',
        en: 'Open it in a browser to see what it says (login page, error…), then ask for an export as CSV or xlsx.'
      }
    }
  )
}

/** A sheet that was asked for and is not there. */
export function noSuchSheet(file: string, part: readonly string[], names: readonly string[]): Error {
  const known = names.slice(0, 20)
  const asked = part.join(' › ')
  return fail(
    'not_found',
    {
      fr: asked
        ? `Le classeur n’a pas de feuille « ${asked} ».`
        : 'Le classeur a plusieurs feuilles : choisissez-en une.',
      en: asked ? `The workbook has no sheet “${asked}”.` : 'The workbook has several sheets: choose one.'
    },
    {
      place: { file },
      hint: {
        fr: known.length
          ? `Ses feuilles : ${known.map((name) => `« ${name} »`).join(', ')}.`
          : 'Il n’a aucune feuille.',
        en: known.length ? `Its sheets: ${known.map((name) => `“${name}”`).join(', ')}.` : 'It has no sheet.'
      }
    }
  )
}
