import type { Anomaly } from '../../contract'

type Matter = NonNullable<Anomaly['matter']>

/** A count, whose thousands a narrow space may part. */
const COUNT = { fr: /^\d[\d\s]* lignes? où /, en: /^\d[\d,]* rows? where / }
const BLAME = { fr: / : la valeur de « .* » semble fausse$/, en: /: the value of “.*” seems wrong$/ }
const ORDER = /^“(.*)” comes before “(.*)”$/
const SUM = /^“(.*?)” is not (“.*”)$/
const SIGNS = { ' + ': '+', ' × ': '*' }

/** What an anomaly of an earlier version, which does not carry it, is about: read from its sentence, as such versions told it. */
export function earlierMatter({ detector, message: { fr, en } }: Pick<Anomaly, 'detector' | 'message'>): Matter | null {
  const rows = {
    fr: fr.replace(COUNT.fr, '').replace(BLAME.fr, ''),
    en: en.replace(COUNT.en, '').replace(BLAME.en, '')
  }
  const rule = detector === 'date_order' ? orderIn(rows.en) : detector === 'arithmetic' ? sumIn(rows.en) : null
  return rule && { rule, rows }
}

function orderIn(words: string): string[] | null {
  const [, end, start] = ORDER.exec(words) ?? []
  return end === undefined || start === undefined ? null : [start, end]
}

function sumIn(words: string): string[] | null {
  const [, whole, sum] = SUM.exec(words) ?? []
  if (whole === undefined || sum === undefined) return null
  const [said, sign] = Object.entries(SIGNS).find(([mark]) => sum.includes(`”${mark}“`)) ?? ['', '']
  return sign ? [whole, sign, ...sum.slice(1, -1).split(`”${said}“`)] : null
}
