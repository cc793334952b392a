import type { LocalizedText, PlanStep } from '../../contract'

/** What a step of a plan does, in plain words. */
export function operatorInWords(operator: string, join = ''): LocalizedText {
  if (/JOIN/.test(operator) && OUTER[join]) return OUTER[join]
  const found = WORDS.find(([pattern]) => pattern.test(operator))
  return found ? found[1] : { fr: 'Étape interne de DuckDB', en: 'Internal step of DuckDB' }
}

const OUTER: Record<string, LocalizedText> = {
  LEFT: { fr: 'Jointure, lignes de gauche gardées', en: 'Join, rows on the left kept' },
  RIGHT: { fr: 'Jointure, lignes de droite gardées', en: 'Join, rows on the right kept' },
  OUTER: { fr: 'Jointure, lignes des deux côtés gardées', en: 'Join, rows on both sides kept' },
  SEMI: { fr: 'Garde les lignes qui ont un correspondant', en: 'Keeps the rows that have a match' },
  ANTI: { fr: 'Garde les lignes sans correspondant', en: 'Keeps the rows without a match' },
  MARK: { fr: 'Marque les lignes qui ont un correspondant', en: 'Marks the rows that have a match' }
}

const WORDS: readonly [RegExp, LocalizedText][] = [
  [
    /COLUMN_DATA/,
    {
      fr: 'Reprend des valeurs déjà connues, sans lire la table',
      en: 'Takes values known already, without reading the table'
    }
  ],
  [/SCAN/, { fr: 'Lecture des lignes d’une table', en: 'Reads the rows of a table' }],
  [/^FILTER/, { fr: 'Garde les lignes qui remplissent une condition', en: 'Keeps the rows that meet a condition' }],
  [/^PROJECTION/, { fr: 'Calcule ou choisit des colonnes', en: 'Computes or picks columns' }],
  [/CROSS_PRODUCT/, { fr: 'Toutes les paires de lignes de deux tables', en: 'Every pair of rows of two tables' }],
  [
    /NL_JOIN|NESTED_LOOP/,
    { fr: 'Jointure en comparant chaque paire de lignes', en: 'Join that compares every pair of rows' }
  ],
  [/JOIN/, { fr: 'Jointure de deux tables', en: 'Joins two tables' }],
  [/GROUP_BY/, { fr: 'Regroupe les lignes et calcule des agrégats', en: 'Groups rows and computes aggregates' }],
  [/AGGREGATE/, { fr: 'Calcule des agrégats sur toutes les lignes', en: 'Computes aggregates over all rows' }],
  [/WINDOW/, { fr: 'Calcule une fenêtre autour de chaque ligne', en: 'Computes a window around each row' }],
  [/TOP_N/, { fr: 'Garde les premières lignes d’un tri', en: 'Keeps the first rows of a sort' }],
  [/ORDER_BY/, { fr: 'Trie les lignes', en: 'Sorts the rows' }],
  [/LIMIT/, { fr: 'S’arrête après un nombre de lignes', en: 'Stops after a number of rows' }],
  [
    /UNION/,
    { fr: 'Met bout à bout les lignes de plusieurs requêtes', en: 'Puts the rows of several queries together' }
  ],
  [/UNNEST/, { fr: 'Déplie des listes en lignes', en: 'Unfolds lists into rows' }],
  [/CTE/, { fr: 'Garde le résultat d’une sous-requête nommée', en: 'Keeps the result of a named subquery' }],
  [/DISTINCT/, { fr: 'Écarte les doublons', en: 'Drops duplicates' }],
  [/SAMPLE/, { fr: 'Tire un échantillon', en: 'Draws a sample' }],
  [/RANGE|GENERATE|DUMMY|VALUES/, { fr: 'Fabrique des lignes', en: 'Makes rows' }],
  [/EMPTY/, { fr: 'Aucune ligne possible', en: 'No row is possible' }]
]

/** Share of the time from which a step is told to be costly. */
const COSTLY = 0.25
/** Below so many seconds nothing is worth an advice. */
const QUICK = 0.05

/** Why a step costs and what to do, where it takes a large part of the time, or pairs every row with every other. */
export function adviceOn({
  operator,
  share,
  seconds
}: Pick<PlanStep, 'operator' | 'share' | 'seconds'>): LocalizedText | null {
  if (/CROSS_PRODUCT|NL_JOIN|NESTED_LOOP/.test(operator))
    return {
      fr: 'Chaque ligne d’un côté est comparée à chaque ligne de l’autre : ajoutez une égalité entre colonnes à la jointure.',
      en: 'Each row of one side meets each row of the other: add an equality of columns to the join.'
    }
  if (share === null || seconds === null || share < COSTLY || seconds < QUICK) return null
  return ADVICE.find(([pattern]) => pattern.test(operator))?.[1] ?? ADVICE_ELSE
}

const ADVICE: readonly [RegExp, LocalizedText][] = [
  [
    /SCAN/,
    {
      fr: 'La lecture prend le plus de temps : nommez les seules colonnes utiles au lieu de *, filtrez par WHERE.',
      en: 'Reading takes most of the time: name only the columns needed instead of *, filter with WHERE.'
    }
  ],
  [
    /GROUP_BY|AGGREGATE/,
    {
      fr: 'Le regroupement prend le plus de temps : filtrez avant de regrouper ; median et count(DISTINCT …) coûtent plus que sum ou avg.',
      en: 'Grouping takes most of the time: filter before grouping; median and count(DISTINCT …) cost more than sum or avg.'
    }
  ],
  [
    /JOIN/,
    {
      fr: 'La jointure prend le plus de temps : filtrez chaque table avant de joindre, vérifiez que la clé est unique d’un côté.',
      en: 'The join takes most of the time: filter each table before joining, check that the key is unique on one side.'
    }
  ],
  [
    /ORDER_BY/,
    {
      fr: 'Le tri prend le plus de temps : ajoutez LIMIT pour n’en garder que le début.',
      en: 'Sorting takes most of the time: add LIMIT to keep its beginning only.'
    }
  ],
  [
    /WINDOW/,
    {
      fr: 'La fenêtre prend le plus de temps : filtrez avant, ou partagez-la en groupes plus petits (PARTITION BY).',
      en: 'The window takes most of the time: filter first, or split it into smaller groups (PARTITION BY).'
    }
  ],
  [
    /PROJECTION|FILTER/,
    {
      fr: 'Un calcul par ligne prend le plus de temps : expressions sur du texte (regexp, remplacement) surtout.',
      en: 'A computation on each row takes most of the time: mostly expressions on text (regexp, replacement).'
    }
  ]
]
const ADVICE_ELSE = {
  fr: 'Cette étape prend une grande part du temps.',
  en: 'This step takes a large part of the time.'
}
