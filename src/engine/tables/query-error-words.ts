import { typeInWords, type LocalizedText } from '../../contract'

/** What DuckDB refused, in plain words, with what to do; `name` is the word of the query that it is about. */
export interface Refusal {
  message: LocalizedText
  hint?: LocalizedText
  name?: string
}

/** The refusals that are met most, in plain words; null for the others, which keep DuckDB's own. */
export function refusalInWords(message: string): Refusal | null {
  for (const [pattern, words] of KNOWN) {
    const found = pattern.exec(message)
    if (found)
      return words(
        found.slice(1).map((part) => part ?? ''),
        message
      )
  }
  return null
}

type Words = (parts: string[], message: string) => Refusal

const KNOWN: readonly [RegExp, Words][] = [
  [/Referenced column "([^\n]*)" not found in FROM clause/, ([name = ''], all) => unknownColumn(name, all)],
  [
    /Referenced column "([^\n]*)" was not found because the FROM clause is missing/,
    ([name = '']) => ({
      name,
      message: {
        fr: `La colonne « ${name} » est nommée là où aucune table n’est lue : FROM manque, ou cette place ne prend pas de colonne.`,
        en: `The column “${name}” is named where no table is read: FROM is missing, or no column goes in this place.`
      },
      hint: {
        fr: "Ajoutez FROM et la table. Un texte s’écrit entre apostrophes : '…'.",
        en: "Add FROM and the table. A text is written between single quotes: '…'."
      }
    })
  ],
  [/does not have a column named "([^\n]*)"/, ([name = ''], all) => unknownColumn(name, all)],
  [
    /Column "([^\n]*)" does not exist on (?:left|right) side of join/,
    ([name = '']) => ({
      name,
      message: {
        fr: `La colonne « ${name} » n’est pas dans les deux tables jointes par USING.`,
        en: `The column “${name}” is not in both tables joined by USING.`
      },
      hint: {
        fr: 'Joignez par ON a.colonne = b.autre_colonne.',
        en: 'Join by ON a.column = b.other_column.'
      }
    })
  ],
  [
    /Referenced table "([^\n]*)" not found!/,
    ([name = ''], all) => ({
      name,
      message: {
        fr: `La requête ne lit aucune table du nom de « ${name} ».`,
        en: `The query reads no table called “${name}”.`
      },
      hint: suggestion(candidates(all, 'Candidate tables')) ?? {
        fr: 'Nommez la table après FROM ou JOIN, ou employez son alias.',
        en: 'Name the table after FROM or JOIN, or use its alias.'
      }
    })
  ],
  [
    /Table with name ([^\n]*) does not exist!/,
    ([name = ''], all) => ({
      name,
      message: {
        fr: `La table « ${name} » n’existe pas dans ce projet.`,
        en: `This project has no table “${name}”.`
      },
      hint: suggestion(candidates(all, 'Did you mean')) ?? {
        fr: 'Les tables du projet sont listées à gauche ; Ctrl + Espace les propose.',
        en: 'The tables of the project are listed on the left; Ctrl + Space offers them.'
      }
    })
  ],
  [
    /(?:Scalar |Aggregate |Table |Macro |)Function with name "?([^\n"]*?)"? does not exist!/,
    ([name = ''], all) => ({
      name,
      message: {
        fr: `La fonction « ${name} » n’existe pas.`,
        en: `There is no function “${name}”.`
      },
      hint: suggestion(candidates(all, 'Did you mean'))
    })
  ],
  [
    /Ambiguous reference to column name "([^\n]*?)" \(use: ([^\n]*)\)/,
    ([name = '', use = '']) => {
      const names = quotedIn(use)
      return {
        name,
        message: {
          fr: `La colonne « ${name} » est dans plusieurs tables de la requête : on ne sait pas laquelle prendre.`,
          en: `Several tables of the query have a column “${name}”: which one is meant is not said.`
        },
        hint: { fr: `Écrivez ${names.join(' ou ')}.`, en: `Write ${names.join(' or ')}.` }
      }
    }
  ],
  [
    /column "?([^\n"]*?)"? must appear in the GROUP BY clause/,
    ([name = '']) => ({
      name,
      message: {
        fr: `La colonne « ${name} » n’est ni groupée ni agrégée : elle a plusieurs valeurs par groupe.`,
        en: `The column “${name}” is neither grouped nor aggregated: it has several values in a group.`
      },
      hint: {
        fr: 'Ajoutez-la à GROUP BY (GROUP BY ALL prend toutes celles qu’il faut), ou agrégez-la : min, max, any_value.',
        en: 'Add it to GROUP BY (GROUP BY ALL takes all that are needed), or aggregate it: min, max, any_value.'
      }
    })
  ],
  [
    /WHERE clause cannot contain (aggregates|window functions)/,
    ([what]) => ({
      message: {
        fr: `WHERE ne peut pas contenir ${what === 'aggregates' ? 'd’agrégat (count, sum, avg…)' : 'de fonction de fenêtre'}.`,
        en: `WHERE cannot hold ${what === 'aggregates' ? 'an aggregate (count, sum, avg…)' : 'a window function'}.`
      },
      hint: {
        fr: `Filtrez ${what === 'aggregates' ? 'les groupes par HAVING' : 'par QUALIFY'}.`,
        en: `Filter ${what === 'aggregates' ? 'groups with HAVING' : 'with QUALIFY'}.`
      }
    })
  ],
  [
    /aggregate function calls cannot be nested/,
    () => ({
      message: {
        fr: 'Un agrégat ne peut pas en contenir un autre.',
        en: 'An aggregate cannot hold another one.'
      },
      hint: {
        fr: 'Agrégez d’abord dans une sous-requête (WITH … AS (SELECT …)).',
        en: 'Aggregate in a subquery first (WITH … AS (SELECT …)).'
      }
    })
  ],
  [/No function matches the given name and argument types '([^\n]*)'/, ([called = '']) => wrongTypes(called)],
  [
    /Could not choose a best candidate function for the function call "([^\n]*)"/,
    ([called = '']) => wrongTypes(called)
  ],
  [
    /Cannot compare values of type ([^\n]*?) and (?:type )?([^\n]*?)(?: - an explicit cast is required|$)/m,
    (types) => {
      const [one, other] = types.map(typeInWords)
      return {
        message: {
          fr: `Une valeur du type « ${one?.fr} » ne se compare pas à une du type « ${other?.fr} ».`,
          en: `A value of the type “${one?.en}” does not compare with one of the type “${other?.en}”.`
        },
        hint: CAST_HINT
      }
    }
  ],
  [
    /Cannot mix values of type ([^\n]*?) and (?:type )?([^\n]*?) in (\w+)/,
    ([first = '', second = '', where = '']) => {
      const [one, other] = [first, second].map(typeInWords)
      return {
        message: {
          fr: `Dans ${where}, une valeur du type « ${one?.fr} » et une du type « ${other?.fr} » ne vont pas ensemble : convertissez l’une des deux.`,
          en: `In ${where}, a value of the type “${one?.en}” and one of the type “${other?.en}” do not go together: convert one of the two.`
        },
        hint: CAST_HINT
      }
    }
  ],
  [
    /Unimplemented type for cast \(([^\n]*?) -> ([^\n]*?)\)(?:\n|$)/,
    (types) => {
      const [one, other] = types.map(typeInWords)
      return {
        message: {
          fr: `Une valeur du type « ${one?.fr} » ne se convertit pas en « ${other?.fr} ».`,
          en: `A value of the type “${one?.en}” does not convert to “${other?.en}”.`
        }
      }
    }
  ],
  [
    /Could not convert (?:string )?'?([^\n]*?)'? to ([A-Z0-9]+)(?: when casting from source column ([^\n]*))?(?:\n|$)/,
    ([value = '', type = '', column]) => ({
      message: {
        fr: `« ${value} »${column ? ` (colonne « ${column} »)` : ''} ne se lit pas comme ${typeWord(type).fr}.`,
        en: `“${value}”${column ? ` (column “${column}”)` : ''} does not read as ${typeWord(type).en}.`
      },
      hint: {
        fr: 'TRY_CAST(x AS type) donne une valeur manquante au lieu d’une erreur ; entre apostrophes, une valeur se compare à du texte.',
        en: 'TRY_CAST(x AS type) gives a missing value instead of an error; between quotes, a value compares with text.'
      }
    })
  ],
  [/(?:date|timestamp|time) field value out of range: "([^\n]*)"/, ([value = '']) => badDate(value)],
  [/invalid (?:date|timestamp|time) field format: "([^\n]*)"/, ([value = '']) => badDate(value)],
  [
    /Could not parse string "([^\n]*)" according to format specifier "([^\n]*)"/,
    ([value = '', format = '']) => ({
      message: {
        fr: `« ${value} » ne se lit pas selon le format « ${format} ».`,
        en: `“${value}” does not read by the format “${format}”.`
      },
      hint: {
        fr: 'try_strptime donne une valeur manquante au lieu d’une erreur.',
        en: 'try_strptime gives a missing value instead of an error.'
      }
    })
  ],
  [
    /extract specifier "([^\n]*)" not recognized/,
    ([name = '']) => ({
      name,
      message: { fr: `« ${name} » n’est pas une partie de date.`, en: `“${name}” is not a part of a date.` },
      hint: {
        fr: 'Les parties se disent en anglais : year, quarter, month, week, day, hour, isodow.',
        en: 'The parts are: year, quarter, month, week, day, hour, isodow.'
      }
    })
  ],
  [
    /More than one row returned by a subquery/,
    () => ({
      message: {
        fr: 'Une sous-requête employée comme une valeur rend plusieurs lignes.',
        en: 'A subquery used as a value returns several rows.'
      },
      hint: {
        fr: 'Agrégez-la, ajoutez LIMIT 1, ou comparez par IN.',
        en: 'Aggregate it, add LIMIT 1, or compare with IN.'
      }
    })
  ],
  [
    /Set operations can only apply to expressions with the same number of result columns/,
    () => ({
      message: {
        fr: 'Les requêtes réunies par UNION, INTERSECT ou EXCEPT n’ont pas le même nombre de colonnes.',
        en: 'The queries put together by UNION, INTERSECT or EXCEPT do not have the same number of columns.'
      },
      hint: {
        fr: 'Nommez les mêmes colonnes dans chacune, ou employez UNION BY NAME.',
        en: 'Name the same columns in each, or use UNION BY NAME.'
      }
    })
  ],
  [
    /Overflow in ([a-z]+) of/,
    ([operation = '']) => ({
      message: {
        fr: `Le calcul dépasse ce que son type peut contenir (${operation}).`,
        en: `The computation goes beyond what its type can hold (${operation}).`
      },
      hint: {
        fr: 'Convertissez en DOUBLE ou HUGEINT avant de calculer.',
        en: 'Convert to DOUBLE or HUGEINT before computing.'
      }
    })
  ]
]

const CAST_HINT = {
  fr: 'Convertissez l’une des deux : CAST(x AS VARCHAR), TRY_CAST(x AS DOUBLE)…',
  en: 'Convert one of the two: CAST(x AS VARCHAR), TRY_CAST(x AS DOUBLE)…'
}

function unknownColumn(name: string, message: string): Refusal {
  const named = candidates(message, 'Candidate bindings')
  return {
    name,
    message: {
      fr: `La colonne « ${name} » n’existe pas dans les tables de cette requête.`,
      en: `The tables of this query have no column “${name}”.`
    },
    hint: suggestion(named, {
      fr: " Un texte s’écrit entre apostrophes : '…'.",
      en: " A text is written between single quotes: '…'."
    })
  }
}

function wrongTypes(called: string): Refusal {
  const [, name = called, types = ''] = /^(.*?)\((.*)\)$/s.exec(called) ?? []
  const given = types ? types.split(/, (?![^(]*\))/).map(typeInWords) : []
  const list = (language: 'fr' | 'en'): string => given.map((type) => type[language]).join(', ')
  return {
    name: /^\w+$/.test(name) ? name : undefined,
    message: {
      fr: given.length
        ? `« ${name} » ne s’applique pas à des valeurs de ces types : ${list('fr')}.`
        : `« ${name} » ne s’applique pas à rien : il lui faut une valeur.`,
      en: given.length
        ? `“${name}” does not apply to values of these types: ${list('en')}.`
        : `“${name}” does not apply to nothing: it needs a value.`
    },
    hint: {
      fr: `Convertissez d’abord : TRY_CAST(x AS DOUBLE) pour un nombre, TRY_CAST(x AS DATE) pour une date.`,
      en: 'Convert first: TRY_CAST(x AS DOUBLE) for a number, TRY_CAST(x AS DATE) for a date.'
    }
  }
}

function badDate(value: string): Refusal {
  return {
    message: { fr: `« ${value} » n’est pas une date.`, en: `“${value}” is not a date.` },
    hint: {
      fr: "Une date s’écrit DATE '2024-03-31' : année, mois, jour.",
      en: "A date is written DATE '2024-03-31': year, month, day."
    }
  }
}

function typeWord(type: string): LocalizedText {
  if (/^U?INT/.test(type)) return { fr: 'un nombre entier', en: 'a whole number' }
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) return { fr: 'un nombre', en: 'a number' }
  if (/^(DATE|TIME)/.test(type)) return { fr: 'une date', en: 'a date' }
  if (/^BOOL/.test(type)) return { fr: 'un oui/non', en: 'a yes or no' }
  return typeInWords(type)
}

/** The names that DuckDB offers instead. */
function candidates(message: string, label: string): string[] {
  const found = new RegExp(`${label}[: ]*([^\\n]*)`).exec(message)
  // Tables of one name in several schemas stand between the same quotes: "clean.a or raw.a".
  return quotedIn(found?.[1] ?? '')
    .flatMap((name) => name.split(/ or (?=[^.]+\.)/))
    .slice(0, 3)
}

function quotedIn(list: string): string[] {
  return [...list.matchAll(/"((?:[^"]|"")*)"/g)].map(([, name = '']) => name)
}

function suggestion(names: readonly string[], more?: LocalizedText): LocalizedText | undefined {
  if (!names.length) return more && { fr: more.fr.trim(), en: more.en.trim() }
  const fr = names.map((name) => `« ${name} »`).join(', ')
  const en = names.map((name) => `“${name}”`).join(', ')
  return {
    fr: `Vouliez-vous dire ${fr} ?${more?.fr ?? ''}`,
    en: `Did you mean ${en}?${more?.en ?? ''}`
  }
}
