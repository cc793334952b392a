import type { ColumnProfile } from '../../../contract'
import { quantileAt, wordsOf } from '../../profile'
import type { DetectorContext } from '../detector'
import type { Limit } from './limit'

/** Words of what is counted in an order or a stock, and of what it comes to. */
const COUNTED = /^(quantites?|quantity|quantities|qty|qte|qtes|nb|nbre|nombres?|count|counts|units?|unites?|pieces?|pcs|menge|anzahl|cantidad|quantita)$/ // prettier-ignore
const AMOUNT = /^(montants?|totals?|totaux|amounts?|sales|revenues?|turnover|ca|subtotal|betrag|umsatz|importe|importo|ht|ttc|gross)$/ // prettier-ignore
const PRICE = /^(prix|price|prices|pu|unitaire|unit|tarif|tarifs|rate|taux|cout|cost)$/
/** Share of the counts that may be negative. */
const MOST = 0.05

/** Negative numbers of things beside amounts that are none: what is given back turns both round. */
export function turnedCount({ profile }: DetectorContext, column: ColumnProfile): Limit | null {
  const facts = column.numeric
  if (!facts?.negatives || !['count', 'measure'].includes(column.semantic.kind) || column.family === 'date') return null
  if (!facts.integers || facts.negatives > MOST * facts.n || !(quantileAt(facts, 0.25) > 0)) return null
  if (!wordsOf(column.name).some((word) => COUNTED.test(word))) return null
  const amounts = profile.columns.filter(({ name, numeric, semantic }) => {
    const words = wordsOf(name)
    const isAmount = ['money', 'measure'].includes(semantic.kind) && words.some((word) => AMOUNT.test(word))
    return isAmount && numeric !== null && !words.some((word) => PRICE.test(word))
  })
  if (!amounts.length || amounts.some(({ numeric }) => (numeric?.negatives ?? 0) > 0)) return null
  return {
    low: 0,
    high: null,
    confidence: 0.75,
    reason: {
      fr: 'Un nombre d’objets n’est pas négatif, et aucun montant ne l’est à côté : ce n’est pas un retour, mais un signe de trop.',
      en: 'A number of things is not negative, and no amount beside it is: it is no return, but a sign too many.'
    }
  }
}
