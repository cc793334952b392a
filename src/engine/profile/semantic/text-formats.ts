import type { SemanticKind } from '../../../contract'
import { isArticleNumber, isFrenchVat, isIban, isSiren, isSiret, isSocialNumber } from './check-digits'
import {
  CLOCK,
  COLOUR,
  EMAIL,
  FRENCH_PLATE,
  FRENCH_POSTCODE,
  isNetworkAddress,
  isPhone,
  isWrittenDate,
  MAC,
  URL_SHAPE,
  UUID
} from './formats'
import { hints, type Hint } from './hints'
import { isAddress, isCoordinate } from './places'
import { areLengths, isClock, isFrenchClock, isLength, isMoney, isPercent, isWithUnit, isYearsOld } from './quantities'

/** A way of writing that names what its values are. */
export interface Format {
  kind: SemanticKind
  test: (value: string) => boolean
  /** What else must hold of the values and of the name of the column. */
  only?: (values: readonly string[], name: string) => boolean
  fr: string
  en: string
}

const named =
  (...of: Hint[]) =>
  (_: readonly string[], name: string): boolean =>
    of.some((hint) => hints(name, hint))

/** Numbers whose check digits tell them: chance bears out one value in ten at most, hardly ever a column of them. */
export const CHECKED: readonly Format[] = [
  {
    kind: 'identifier',
    test: isSiret,
    fr: 'numéros SIRET, clé de contrôle juste',
    en: 'SIRET numbers, check digit right'
  },
  {
    kind: 'identifier',
    test: isSocialNumber,
    fr: 'numéros de sécurité sociale, clé de contrôle juste',
    en: 'French social security numbers, key right'
  },
  {
    kind: 'identifier',
    test: isSiren,
    fr: 'numéros SIREN, clé de contrôle juste',
    en: 'SIREN numbers, check digit right'
  },
  {
    kind: 'identifier',
    test: isArticleNumber,
    fr: 'codes-barres EAN-13, clé de contrôle juste',
    en: 'EAN-13 bar codes, check digit right'
  }
]

/** In the order in which they are tried: those that leave the least doubt first. */
export const FORMATS: readonly Format[] = [
  { kind: 'email', test: (value) => EMAIL.test(value), fr: 'forme d’adresse électronique', en: 'e-mail address shape' },
  { kind: 'url', test: (value) => URL_SHAPE.test(value), fr: 'forme d’adresse de page', en: 'web address shape' },
  {
    kind: 'identifier',
    test: (value) => UUID.test(value),
    fr: 'identifiants universels (UUID)',
    en: 'universal identifiers (UUID)'
  },
  {
    kind: 'identifier',
    test: isIban,
    fr: 'comptes bancaires (IBAN), clé de contrôle juste',
    en: 'bank accounts (IBAN), check digits right'
  },
  {
    kind: 'identifier',
    test: isFrenchVat,
    fr: 'numéros de TVA français, clé de contrôle juste',
    en: 'French VAT numbers, check digit right'
  },
  ...CHECKED,
  {
    kind: 'identifier',
    test: (value) => FRENCH_PLATE.test(value),
    fr: 'plaques d’immatriculation françaises',
    en: 'French number plates'
  },
  {
    kind: 'identifier',
    test: (value) => MAC.test(value),
    fr: 'adresses de cartes réseau (MAC)',
    en: 'network card addresses (MAC)'
  },
  {
    kind: 'duration',
    test: isClock,
    only: (values, name) => areLengths(values) || (hints(name, 'span') && !hints(name, 'clock')),
    fr: 'durées en heures, minutes et secondes',
    en: 'durations in hours, minutes and seconds'
  },
  { kind: 'time', test: (value) => CLOCK.test(value), fr: 'heures de la journée', en: 'times of day' },
  { kind: 'network', test: isNetworkAddress, fr: 'forme d’adresse de réseau (IP)', en: 'network address shape (IP)' },
  { kind: 'colour', test: (value) => COLOUR.test(value), fr: 'couleurs codées', en: 'coded colours' },
  { kind: 'coordinate', test: isCoordinate, fr: 'latitudes et longitudes', en: 'latitudes and longitudes' },
  { kind: 'percent', test: isPercent, fr: 'nombres suivis de %', en: 'numbers followed by %' },
  { kind: 'money', test: isMoney, fr: 'nombres avec une monnaie', en: 'numbers with a currency' },
  {
    kind: 'age',
    test: isYearsOld,
    only: (_, name) => hints(name, 'age') || !hints(name, 'span'),
    fr: 'nombres d’années (« ans »)',
    en: 'numbers of years (“ans”)'
  },
  {
    kind: 'time',
    test: isFrenchClock,
    only: (values, name) =>
      hints(name, 'clock') || (!hints(name, 'span') && values.some((value) => Number.parseInt(value, 10) > 12)),
    fr: 'heures de la journée',
    en: 'times of day'
  },
  {
    kind: 'duration',
    test: (value) => isLength(value) || isFrenchClock(value) || isClock(value),
    only: (values) => values.filter((value) => isLength(value) || isFrenchClock(value)).length >= 0.2 * values.length,
    fr: 'nombres avec une unité de temps',
    en: 'numbers with a unit of time'
  },
  { kind: 'measure', test: isWithUnit, fr: 'nombres avec une unité', en: 'numbers with a unit' },
  {
    kind: 'postcode',
    test: (value) => /^[\dA-Z][\dA-Z -]{2,9}$/i.test(value) && /\d/.test(value),
    only: named('postcode'),
    fr: 'codes, et le nom de la colonne',
    en: 'codes, and the column’s name'
  },
  { kind: 'phone', test: isPhone, fr: 'forme de numéro de téléphone', en: 'telephone number shape' },
  {
    kind: 'phone',
    test: (value) => /^[+\d][\d\s.()/-]{4,20}$/.test(value),
    only: named('phone'),
    fr: 'chiffres, et le nom de la colonne',
    en: 'digits, and the column’s name'
  },
  {
    kind: 'postcode',
    test: (value) => FRENCH_POSTCODE.test(value),
    // What tells a code from a quantity.
    only: (values) => values.some((value) => value.startsWith('0')),
    fr: 'cinq chiffres d’un code postal français',
    en: 'five digits of a French postcode'
  },
  {
    kind: 'date',
    test: isWrittenDate,
    fr: 'dates en toutes lettres, ou mois et trimestres',
    en: 'dates in words, or months and quarters'
  },
  { kind: 'address', test: isAddress, fr: 'numéro, voie et nom de voie', en: 'number, kind of way and name' }
]
