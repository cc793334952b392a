import type { Failure } from './draft'

/** The whole text where it is one address of the network; null for anything else. */
export function addressIn(text: string): string | null {
  const line = text.trim()
  return /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(line) && !line.startsWith('file://') ? line : null
}

/** An address in place of a file: nothing is ever fetched. */
export function addressGiven(address: string): Failure {
  const shown = address.slice(0, 200)
  return {
    file: shown,
    message: {
      fr: `« ${shown} » est une adresse, pas un fichier de cet ordinateur.`,
      en: `“${shown}” is an address, not a file of this computer.`
    },
    hint: {
      fr: 'Chantier travaille hors ligne : téléchargez d’abord ce fichier, puis chargez-le depuis votre disque.',
      en: 'Chantier works offline: download this file first, then load it from your disk.'
    }
  }
}

/** A folder without a file; browsers do not name the one that was chosen. */
export function emptyChoice(folder: string | null): Failure {
  return {
    file: folder ?? '',
    message: folder
      ? {
          fr: `Le dossier « ${folder} » ne contient aucun fichier à charger.`,
          en: `The folder “${folder}” holds no file to load.`
        }
      : {
          fr: 'Le dossier choisi ne contient aucun fichier à charger.',
          en: 'The chosen folder holds no file to load.'
        },
    hint: HINT
  }
}

/** A folder of nothing but what systems and editors leave in it. */
export function onlySystemFiles(names: readonly string[]): Failure {
  const shown = names.slice(0, 3).join(', ')
  return {
    file: shown,
    message: {
      fr: `Il n’y a que des fichiers système dans ce choix (${shown}) : rien à charger.`,
      en: `There are only system files in this choice (${shown}): nothing to load.`
    },
    hint: HINT
  }
}

const HINT = {
  fr: 'Choisissez le dossier où sont les fichiers, ou les fichiers eux-mêmes.',
  en: 'Choose the folder that holds the files, or the files themselves.'
}
