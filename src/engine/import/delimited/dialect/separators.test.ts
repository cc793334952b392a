import { expect, test } from 'vitest'
import { detectDialect } from './detectDialect'

test.each(['~|~', '|#|', '^|', '<>', '%%|%%', '##|##', '|->|', '-#-', '=>|<='])(
  '%s is one separator, also beside empty cells and decimal commas',
  (delimiter) => {
    const rows = Array.from({ length: 30 }, (_, i) => [`C${i}`, `0${1000 + i}`, i % 5 ? `${i},5` : '', 'oui'])
    const text = [['réf', 'code', 'montant', 'abonné'], ...rows].map((cells) => cells.join(delimiter)).join('\n') + '\n'
    const dialect = detectDialect([text])
    expect(dialect.syntax.delimiter).toBe(delimiter)
    expect(dialect.header).toEqual(['réf', 'code', 'montant', 'abonné'])
  }
)

test.each([
  ['a|b|c', '|'],
  ['a||b||c', '||'],
  ['a;b;c', ';']
])('%s keeps its own', (line, delimiter) => {
  const text = `${line}\n`.repeat(5) + line.replace(/[abc]/g, (c) => `${c}+=1`) + '\n'
  expect(detectDialect([text]).syntax.delimiter).toBe(delimiter)
})

test.each([
  ['decimal commas between colons', 'nom:montant:ville', (i: number) => `n${i}:${i},50:Lyon`, ':'],
  ['colons inside cells between commas', 'id,tag,note', (i: number) => `${i},foo:b${i},${i % 5}`, ',']
])('%s', (_what, header, line, delimiter) => {
  const text = [header, ...Array.from({ length: 40 }, (_, i) => line(i)), ''].join('\n')
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter }, header: header.split(delimiter) })
})

test('records that end in CR may hold cells of several lines that end in LF', () => {
  const text = `a;b\r${Array.from({ length: 30 }, (_, i) => `${i};"l\nb ${i}"\r`).join('')}`
  expect(detectDialect([text])).toMatchObject({ syntax: { newline: '\r', quote: '"' }, width: 2, header: ['a', 'b'] })
})

test('the same where quotes are escaped by a backslash', () => {
  const text = `a;b;c\r${Array.from({ length: 30 }, (_, i) => `${i};"l\n${i}";"dit \\"le ${i}\\" fils"\r`).join('')}`
  expect(detectDialect([text])).toMatchObject({ syntax: { newline: '\r', escape: 'backslash' }, width: 3 })
})

const lines = (header: string, line: (i: number) => string): string =>
  [header, ...Array.from({ length: 40 }, (_, i) => line(i)), ''].join('\n')

test.each([
  ['decimal commas', 'Tarif', (i: number) => `${i},50 €`],
  ['surnames before a comma', 'Client', (i: number) => `Peña, ${i % 2 ? 'Zoé' : 'Léa'}`],
  ['numbers of articles', 'Article', (i: number) => `§ ${i}`],
  ['measures', 'Relevé', (i: number) => `${i} °C`],
  ['times', 'Heure', (i: number) => `08:${10 + i}`],
  [
    'comments with a comma in three of four',
    'verbatim',
    (i: number) => `Commentaire numéro ${i}${i % 4 ? ', suite' : ''}`
  ],
  ['sentences', 'Avis', (i: number) => `Bon${i % 2 ? ', mais' : ''} long,${i % 3 ? ' trop' : ''} long`]
])('one column of %s stays one', (_what, header, line) => {
  expect(detectDialect([lines(header, line)])).toMatchObject({ width: 1, header: [header] })
})

test.each([
  ['"a":"b"', '"nom":"heure"', (i: number) => `"n${i}":"08:${10 + i}"`, ':'],
  ['a : b', 'nom : prix', (i: number) => `n${i} : ${i},50`, ' : '],
  ['a ^ b', '"nom" ^ "prix"', (i: number) => `"n${i}" ^ "${i},50"`, ' ^ '],
  ['paths beside ::', 'fichier::n::nom', (i: number) => `C:\\zoé\\d${i}.pdf::C0${i}::gare`, '::'],
  ['"a"~|~"b"', '"nom"~|~"avis"', (i: number) => `"n${i}"~|~"bon\n~ ${i}"`, '~|~'],
  ['addresses beside the sign', 'courriel¦site', (i: number) => `a${i}@x.fr¦https://x.fr/${i}`, '¦'],
  ['addresses and paths beside §', 'lien§fichier', (i: number) => `https://x.fr/f?id=${i}§C:\\zoé\\d${i}.pdf`, '§'],
  ['beside empty cells', 'nom~|~ville~|~note', (i: number) => `${i % 3 ? '' : 'n'}~|~~|~${i}`, '~|~']
])('%s is parted at its separator', (_what, header, line, delimiter) => {
  expect(detectDialect([lines(header, line)]).syntax.delimiter).toBe(delimiter)
})

test('doubled backslashes in quotes are escapes, unless one stands alone or a quote is doubled', () => {
  const escapeOf = (cell: string): string =>
    detectDialect([lines('n;chemin', (i) => `${i};${i % 4 ? 'x' : cell}`)]).syntax.escape
  expect(escapeOf('"C:\\\\dossier\\\\a.csv"')).toBe('backslash')
  expect(escapeOf('"\\\\serveur\\partage"')).toBe('double')
  expect(escapeOf('"C:\\\\un ""deux"""')).toBe('double')
})

test('codes like those below are no names', () => {
  const text = lines('C92079,', (i) => `C${10_000 + i},n° ${i}`)
  expect(detectDialect([text]).header).toBeNull()
})

test.each([
  ['above a blank line', 'Période|janvier 2024\n\nPrix|Ville|Jour\n'],
  ['of one text, with its separators', 'Export de mars|||\nPrix|Ville|Jour\n']
])('a title %s is no name', (_what, top) => {
  const body = Array.from({ length: 20 }, (_, i) => `${i},50|Lyon|0${1 + (i % 9)}/02/2024\n`).join('')
  expect(detectDialect([top + body])).toMatchObject({ header: ['Prix', 'Ville', 'Jour'], headerRows: 1 })
})

test('a long cell that the look at the begin ends within says nothing of the separator', () => {
  const rows = Array.from({ length: 20 }, (_, i) => `0${1 + (i % 9)}/01/1990~|~C${i}~|~${i},50`).join('\n')
  const prose = Array.from({ length: 3_000 }, (_, i) => `Le ${i}, « rien » : \\"bien\\"; ou, sinon~|~ voir plus bas`)
  const text = `Date~|~Client~|~Prix\n${rows}\n01/01/1990~|~"${prose.join('\n')}"~|~0,50\n`
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter: '~|~' }, header: ['Date', 'Client', 'Prix'] })
})

test('backslashes before quotes are escapes, also below a long cell', () => {
  const long = `"${Array.from({ length: 900 }, (_, i) => `ligne ${i}, « longue », ${'x'.repeat(60)}`).join('\n')}"`
  const text = lines('n,avis,ville', (i) => `${i},${i === 1 ? long : i === 20 ? '"un \\"mot\\""' : 'x'},Lyon`)
  expect(detectDialect([text]).syntax).toMatchObject({ delimiter: ',', quote: '"', escape: 'backslash' })
})

test('a quoted cell below names between colons says nothing for a comma within it', () => {
  const text = lines(
    'Montant:Nom:Client',
    (i) => `${i ? '0,00' : '"0,00:gare:C1"'}:${i % 2 ? 'relancé deux fois' : 'gare'}:C00000`
  )
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter: ':' }, header: ['Montant', 'Nom', 'Client'] })
})

test('a doubled sign parts cells also where a long quoted cell holds the single one in each line', () => {
  const report = Array.from({ length: 900 }, (_, k) => `Le ${k}, « rien » : \\"bien\\"; ou, sinon;; voir plus bas`)
  const rows = Array.from(
    { length: 300 },
    (_, i) => `${i === 150 ? `"${report.join('\n')}"` : `C${i}`};;oui, non;;${i}`
  )
  const text = ['n;;avis;;note', ...rows, ''].join('\n')
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter: ';;' }, width: 3 })
})

test('a single sign parts cells also where rows in a long quoted cell hold only the doubled one', () => {
  const row = 'NA||zoe1@exemple.fr'
  const report = Array.from({ length: 900 }, () => row).join('\n')
  const text = `Mesure|Réponse|Courriel\n"${report}"||zoe1@exemple.fr\n${`${row}\n`.repeat(4)}`
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter: '|' }, width: 3 })
})

test.each([3, 8])('a comma parts a report below two titles whose sections have a line each, of %i rows', (every) => {
  const body = Array.from({ length: 48 }, (_, i) => {
    const row = `Lampe ${'abcd'[i % 4] ?? ''},${['Martin', 'Le Goff', 'Roux'][i % 3] ?? ''}`
    return i % every ? [row] : [`Zone ${i}`, row]
  })
  const text = ['Ventes 2024', '(en euros)', 'produit,vendeur', ...body.flat(), ''].join('\n')
  expect(detectDialect([text])).toMatchObject({
    syntax: { delimiter: ',' },
    width: 2,
    header: ['produit', 'vendeur']
  })
})

const NAMES = ['Dupont, Jean', 'Martin, Zoé', 'Durand, Léa', 'Petit, Max']
test.each([
  ['a name with a comma', (i: number) => `${NAMES[i % 4]};;;;${i + 12},5`, ';', 5],
  ['a name', (i: number) => `Dupont ${i};;;;${i + 12},5`, ';', 5],
  ['a day and an empty cell', (i: number) => `${NAMES[i % 4]};;;1${i % 9}/03/2024;${i + 12},5`, ';', 5],
  ['tabulators', (i: number) => `${NAMES[i % 4]}\t\t\t\t${i + 12},5`, '\t', 5],
  ['pairs', (i: number) => `n${i};;${i + 12},5;;x`, ';;', 3],
  ['pairs around an empty cell', (i: number) => `n${i};;${i % 3 ? '' : 'x'};;${i + 12},5;;x`, ';;', 4],
  ['lists between commas', (i: number) => `n${i},a${i};b;c,${i % 5}`, ',', 3],
  ['lists with a space between commas', (i: number) => `n${i},du pain; du vin; du sel,${i % 5}`, ',', 3]
])('cells without a header, decimal commas and empty columns: %s', (_what, line, delimiter, width) => {
  for (const count of [1, 4, 40]) {
    const text = Array.from({ length: count }, (_, i) => line(i)).join('\n') + '\n'
    if (count > 1 || width === 5) expect(detectDialect([text])).toMatchObject({ syntax: { delimiter }, width })
  }
})

test('one column that is always empty below its name does not double the separator', () => {
  const text = lines('nom;vide;montant', (i) => `n${i};;${i},5`)
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter: ';' }, header: ['nom', 'vide', 'montant'] })
})

test('signs that the cells end in or begin with are none of the separator', () => {
  const shares = lines('a|b|c', (i) => `${i} %|${i + 3} %|${i + 7} %`)
  expect(detectDialect([shares]).syntax.delimiter).toBe('|')
  const signed = lines('-1|-2|-3', (i) => `-${i}|-${i + 3}|-${i + 7}`)
  expect(detectDialect([signed]).syntax.delimiter).toBe('|')
})

test('signs within quotes are no separator where others part all cells', () => {
  const text = lines(
    'mail@@nom@@ville@@données',
    (i) => `"c${i}@ex.fr"@@Zoé Le Goff@@Le Havre@@"{""a"":${i},""b"":[1,2]}"`
  )
  expect(detectDialect([text])).toMatchObject({ syntax: { delimiter: '@@', quote: '"' }, width: 4 })
})
