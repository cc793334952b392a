import { frenchSpaces } from '../../contract'
import type { CodebookColumn, LocalizedText, NoteTexts, SemanticKind } from '../../contract'
import { Writer } from '../report'

/** How a codebook is written in one language. */
export class Words extends Writer {
  /** What stands between items that may hold commas. */
  get between(): string {
    return this.say(' ; ', '; ')
  }

  share(part: number, all: number): string {
    return all
      ? frenchSpaces(
          `${this.number((100 * part) / all, { maximumFractionDigits: 1 })}${this.language === 'fr' ? ' ' : ''}%`
        )
      : '–'
  }

  kind(kind: SemanticKind): string {
    return this.text(KINDS[kind])
  }

  codes({ codes }: NoteTexts, between: string): string {
    return codes.map(({ code, meaning }) => `${code} = ${meaning}`).join(between)
  }

  /** The least and the greatest value. */
  range({ min, max }: CodebookColumn): string {
    return min === null || max === null ? '' : min === max ? min : `${min} – ${max}`
  }

  top({ top }: CodebookColumn, most: number): string {
    return top.slice(0, most).map(({ value, n }) => `${value} (${this.number(n)})`).join(this.between) // prettier-ignore
  }
}

/** What a codebook is written for: its name, its language and the day. */
export interface Written {
  name: string
  words: Words
  now: Date
}

const KINDS: Record<SemanticKind, LocalizedText> = {
  empty: { fr: 'vide', en: 'empty' },
  constant: { fr: 'constante', en: 'constant' },
  identifier: { fr: 'identifiant', en: 'identifier' },
  email: { fr: 'courriel', en: 'e-mail' },
  phone: { fr: 'téléphone', en: 'phone' },
  postcode: { fr: 'code postal', en: 'postcode' },
  url: { fr: 'adresse web', en: 'web address' },
  address: { fr: 'adresse', en: 'address' },
  coordinate: { fr: 'coordonnées', en: 'coordinates' },
  network: { fr: 'adresse IP', en: 'IP address' },
  colour: { fr: 'couleur', en: 'colour' },
  date: { fr: 'date', en: 'date' },
  time: { fr: 'heure', en: 'time' },
  boolean: { fr: 'oui / non', en: 'yes / no' },
  score: { fr: 'note', en: 'score' },
  percent: { fr: 'proportion', en: 'proportion' },
  money: { fr: 'montant', en: 'amount' },
  duration: { fr: 'durée', en: 'duration' },
  age: { fr: 'âge', en: 'age' },
  year: { fr: 'année', en: 'year' },
  count: { fr: 'dénombrement', en: 'count' },
  measure: { fr: 'mesure', en: 'measure' },
  category: { fr: 'catégorie', en: 'category' },
  name: { fr: 'nom', en: 'name' },
  free_text: { fr: 'texte libre', en: 'free text' },
  nested: { fr: 'composé', en: 'nested' },
  binary: { fr: 'binaire', en: 'binary' }
}
