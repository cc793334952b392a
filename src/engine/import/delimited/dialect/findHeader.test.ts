import { describe, expect, it, test } from 'vitest'
import { detectDialect } from './detectDialect'

const dialectOf = (head: string, row: (i: number) => string, count = 19): ReturnType<typeof detectDialect> =>
  detectDialect([`${head}\n${Array.from({ length: count }, (_, i) => `${row(i + 1)}\n`).join('')}`])

describe('header lines', () => {
  it.each<[string, string, (i: number) => string, string[]]>([
    [
      'titles over years and words',
      'Client;;Ventes;;\nid;nom;2023;2024;Total',
      (i) => `${i};Nom${i};${2 * i};${3 * i};${5 * i}`,
      ['Client id', 'Client nom', 'Ventes 2023', 'Ventes 2024', 'Ventes Total']
    ],
    [
      'titles that fill more than half of the line',
      'Client;;Ventes;;Stock\nid;nom;2021;2024;fin',
      (i) => `${i};Nom${i};${2 * i};${3 * i};${5 * i}`,
      ['Client id', 'Client nom', 'Ventes 2021', 'Ventes 2024', 'Stock fin']
    ],
    [
      'titles over years alone',
      ';Ventes;;Stock\nRégion;2022;2023;2024',
      (i) => `R${i};${7 * i};${3 * i};${i}`,
      ['Région', 'Ventes 2022', 'Ventes 2023', 'Stock 2024']
    ],
    [
      'units',
      'date;température;vent\n;°C;km/h',
      (i) => `${String(i).padStart(2, '0')}/01/2024;${i},5;${3 * i}`,
      ['date', 'température °C', 'vent km/h']
    ],
    [
      'words over words, each of them where the other has none',
      'Client;Réponse;;Suivi;\n;Motif;Détail;Agent;Statut',
      (i) => `Mme D${i};Retard;train ${i};Paul;clos`,
      ['Client', 'Réponse Motif', 'Réponse Détail', 'Suivi Agent', 'Suivi Statut']
    ],
    [
      'one unit in brackets',
      'produit;poids;prix\n-;[kg];(€/kg)',
      (i) => `P${i};${i},5;${3 * i},20`,
      ['produit -', 'poids [kg]', 'prix (€/kg)']
    ]
  ])('are two: %s', (_what, head, row, header) => {
    expect(dialectOf(head, row)).toMatchObject({ header, headerRows: 2 })
  })

  it.each<[string, string[], (i: number) => string, string[]]>([
    [
      'titles over years over names',
      ['Client;;Ventes;;;', ';;2023;;2024;', 'Id;Nom;CA;Marge;CA;Marge'],
      (i) => `${i};N${i % 7};${i * 7},5;${i * 3},2;${i * 8},5;${i * 2},1`,
      ['Client Id', 'Client Nom', 'Ventes 2023 CA', 'Ventes 2023 Marge', 'Ventes 2024 CA', 'Ventes 2024 Marge']
    ],
    [
      'titles repeated over their columns',
      ['Client;Client;Ventes;Ventes', ';;2025;2026', 'Id;Nom;Montant;Montant'],
      (i) => `${String(i).padStart(4, '0')};N${i};${i},1;${i},2`,
      ['Client Id', 'Client Nom', 'Ventes 2025 Montant', 'Ventes 2026 Montant']
    ],
    [
      'titles before a separator too many',
      ['Client;Client;Ventes;Ventes;', ';;2025;2026;', 'Id;Nom;Montant;Montant;'],
      (i) => `${String(i).padStart(4, '0')};N${i};${i},1;${i},2;`,
      ['Client Id', 'Client Nom', 'Ventes 2025 Montant', 'Ventes 2026 Montant', '']
    ],
    [
      'units that only all titles tell apart',
      [';;Réalisé;;Budget;', ';;T1;T2;T1;T2', 'Code;Libellé;k€;k€;k€;k€'],
      (i) => `${1000 + i};L${i % 9};${i * 7},5;${i * 3},2;${i * 8},5;${i * 2},1`,
      ['Code', 'Libellé', 'Réalisé T1 k€', 'Réalisé T2 k€', 'Budget T1 k€', 'Budget T2 k€']
    ],
    [
      'years that tell the names above them apart',
      ['Agence;Satisfaction;;Délai;', ';Note;Note;Jours;Jours', ';2023;2024;2023;2024'],
      (i) => `A${i};${i % 10};${i % 7},5;${i * 2};${i * 3}`,
      ['Agence', 'Satisfaction Note 2023', 'Satisfaction Note 2024', 'Délai Jours 2023', 'Délai Jours 2024']
    ],
    [
      'words below names that come again',
      ['Identification;;Enquête;;;', 'N°;Agence;Accueil;Accueil;Délai;Délai', ';;avant;après;avant;après'],
      (i) => `${i};A${i % 5};${i % 10};${i % 7};${i % 9};${i % 8}`,
      [
        'Identification N°',
        'Identification Agence',
        'Enquête Accueil avant',
        'Enquête Accueil après',
        'Enquête Délai avant',
        'Enquête Délai après'
      ]
    ]
  ])('are three: %s', (_what, head, row, header) => {
    expect(dialectOf(head.join('\n'), row)).toMatchObject({ header, headerRows: 3, tableLine: 1 })
    const facts = ['Édité le;03/02/2025', ''].map((line) => line + ';'.repeat(header.length - (line ? 2 : 1)))
    expect(dialectOf([...facts, ...head].join('\n'), row)).toMatchObject({ header, headerRows: 3, tableLine: 3 })
  })

  it('keep neither the spaces beside quotes nor the quotes', () => {
    const row = (i: number): string => `${i},"x, ${i}","y${i}"`
    expect(dialectOf('id, "le nom, entier", "note"', row)).toMatchObject({
      syntax: { delimiter: ',' },
      width: 3,
      header: ['id', 'le nom, entier', 'note'],
      spacedQuotes: true
    })
    expect(dialectOf('id,"le nom, entier","note"', row)).toMatchObject({ width: 3, spacedQuotes: false })
    expect(dialectOf('a, "b", "c"', () => '1,"x","y"', 1)).toMatchObject({
      header: ['a', 'b', 'c'],
      spacedQuotes: true
    })
  })

  it.each<[string, string, (i: number) => string]>([
    ['years that are values', 'an;;n\n2001;2002;3', (i) => `${2001 + i};${2002 + i};${i}`],
    ['numbers like years in the first row', ';n;m\nx;2010;1999', (i) => `y${i};${i * 7};${i * 5}`],
    ['a row of nothing but a letter', 'code;n;prix\nA;;', (i) => `B${i};${i};${i},50`],
    ['a first row with a blank name', 'ville;;note;avis\nLyon;;;bien', (i) => `V${i};r${i};${i};mot${i % 3}`],
    ['a note below a hole, beside a town', 'Nom;Ville;;Pays\nAlice;;note;France', (i) => `Nom ${i % 7}b;Lyon;;Italie`],
    ['words below names that come again', 'Nom;Note;Note;Age\nAlice;abs;exc;', (i) => `Bob;1${i % 9};${i};2${i % 9}`],
    ['names above two rows of words', 'Nom;Maths;Anglais\nAlice;;abs\nBob;abs;abs', (i) => `Zoé;${i};${i + 3}`],
    ['a lone name above words', 'Élève;\nAlice;absent', (i) => `Bob;${i}`],
    ['a first row that is full, above years', 'ville;a;b\nLyon;2023;2024', (i) => `V${i};${i};${2 * i}`]
  ])('are not: %s', (_what, head, row) => {
    expect(dialectOf(head, row).headerRows).toBe(1)
  })
})

test('names stay above their columns where few rows end with a separator too many, also below numbers of rows', () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i + 1};nom ${i};${i},5;`)
  const found = detectDialect([['id;nom;prix', ...rows, ''].join('\n')])
  expect(found).toMatchObject({ header: ['id', 'nom', 'prix', ''], unnamed: 'last' })
  const named = detectDialect([['nom;prix', ...rows.map((row) => row.slice(0, -1)), ''].join('\n')])
  expect(named).toMatchObject({ header: ['', 'nom', 'prix'], unnamed: 'first' })
})

test('numbers of rows have no name where the last cell of the first rows is empty, one further on is not', () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i + 1};Martin ${i};${i < 50 ? '' : 'absent'}`)
  const found = detectDialect([['nom;remarque', ...rows, ''].join('\n')])
  expect(found).toMatchObject({ header: ['', 'nom', 'remarque'], unnamed: 'first' })
})

describe('lines of facts that a spreadsheet filled up with separators', () => {
  const NAMES = 'Dossier;Nom;Date;Montant;Résolu'
  const typed = (i: number): string => `${i};Nom${i % 4};${10 + (i % 9)}/03/2024;${i},50;${i % 2 ? 'oui' : 'non'}`
  const words = (i: number): string => `d${i % 7};Nom${i % 4};ville ${i % 5};avis ${i % 3};mot${i % 2}`

  it.each<[string, string[], string, (i: number) => string]>([
    ['two cells a line and an empty line', ['Édité le;03/02/2025;;;', 'Par;J. Dupont;;;', ';;;;'], NAMES, typed],
    ['four of five cells', ['Édité le;03/02/2025;par;J. Dupont;', ';;;;'], NAMES, typed],
    ['a title above', ['Export SAP;;;;', 'Édité le;03/02/2025;par;J. Dupont;', ';;;;'], NAMES, typed],
    ['no empty line', ['Agence : Lyon;;;;', 'Filtre;Tous;;;', 'Nb lignes;300;;;'], NAMES, typed],
    ['a page', ['Société Martin;;;;Page 1/3'], NAMES, typed],
    ['a period', ['Période :;01/01/2024;au;31/01/2024;'], NAMES, typed],
    ['a day apart from its label', ['Édité le;;03/02/2025;;'], NAMES, typed],
    ['labels and words alone', ['Agence;Lyon;;;', 'Filtre;Tous;;;'], NAMES, typed],
    ['words in all rows', ['Édité le;03/02/2025;;;', ';;;;'], 'Dossier;Nom;Ville;Avis;Mot', words],
    ['an empty last column', ['Édité le;03/02/2025;;;;', ';;;;;'], `${NAMES};`, (i) => `${typed(i)};`]
  ])('are none of the header: %s', (_what, lines, names, row) => {
    expect(dialectOf([...lines, names].join('\n'), row)).toMatchObject({
      header: names.split(';'),
      tableLine: lines.length + 1,
      preamble: lines.map((raw) => expect.objectContaining({ raw }) as unknown)
    })
  })

  it.each([
    ['Client;;Ventes;;', ['Client id', 'Client nom', 'Ventes 2023', 'Ventes 2024', 'Ventes Total']],
    ['Client;;Ventes;;Stock', ['Client id', 'Client nom', 'Ventes 2023', 'Ventes 2024', 'Stock Total']]
  ])('stand above a header of two lines: %s', (titles, header) => {
    const head = `Édité le;03/02/2025;;;\n;;;;\n${titles}\nid;nom;2023;2024;Total`
    const row = (i: number): string => `${i};Nom${i};${2 * i};${3 * i};${5 * i}`
    expect(dialectOf(head, row)).toMatchObject({ header, headerRows: 2, tableLine: 3 })
  })

  it.each<[string, string, (i: number) => string, string[]]>([
    ['days over names', ';;01/01/2024;;01/02/2024;', (i) => `A${i};L${i};${i};${i};${i};${i}`, []],
    ['a first name without its group', 'Client;Ventes;;;;', (i) => `A${i};L${i};${i};${i};${i};${i}`, ['Client']]
  ])('are not: %s', (_what, titles, row, groups) => {
    const found = dialectOf(`${titles}\nAgence;Libellé;Volume;CA;Marge;Taux`, row)
    expect(found).toMatchObject({ headerRows: 2, tableLine: 1 })
    expect(found.header?.[0]).toBe([...groups, 'Agence'].join(' '))
  })

  it('are rows where values stand below a header with a name too few', () => {
    const rows = (i: number): string => `Nom${i};${i};${i % 5 ? '' : 'remarque'}`
    expect(dialectOf('nom;âge;', rows)).toMatchObject({ header: ['nom', 'âge', ''], tableLine: 1 })
  })
})

test.each([
  [';;2023;2023;2024;2024', ['Agence', 'Libellé', '2023 Volume', '2023 CA', '2024 Volume', '2024 CA']],
  [';;2023;;2024;', ['Agence', 'Libellé', '2023 Volume', '2023 CA', '2024 Volume', '2024 CA']],
  ['2022;2022;2023;2023;2024;2024', null]
])('years over groups of names are a line of the header: %s', (years, header) => {
  const [names, row] = header
    ? [
        'Agence;Libellé;Volume;CA;Volume;CA',
        (i: number): string => `${1000 + i};Nom ${i % 9};${7 * i};${i},5;${3 * i};${i},7`
      ]
    : ['Volume;CA;Volume;CA;Volume;CA', (i: number): string => Array.from({ length: 6 }, (_, j) => i * 7 + j).join(';')]
  const wanted = header ?? ['2022 Volume', '2022 CA', '2023 Volume', '2023 CA', '2024 Volume', '2024 CA']
  expect(dialectOf(`${years}\n${names}`, row)).toMatchObject({ header: wanted, headerRows: 2 })
})
