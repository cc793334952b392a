import { expect, test } from 'vitest'
import { detectDialect } from './detectDialect'

const text = (header: string, line: string, count = 12): string => `${header}\n${`${line}\n`.repeat(count)}`

test('a comma and a space part cells that hold decimal commas, also beside paths and few other kinds', () => {
  const found = detectDialect([text('Part, N° client, Fichier', '0,0 %, C00000, C:\\Utilisateurs\\zoé\\doc1.pdf')])
  expect(found).toMatchObject({ syntax: { delimiter: ', ' }, header: ['Part', 'N° client', 'Fichier'] })
})

test('a sign that stands as often in each line parts them, though spaces stand one below the other too', () => {
  const begin = '06 10 00 00 00~C:\\Utilisateurs\\zoé\\doc1.pdf~gare, gare~https://www.exemple.fr/fiche?id=1&q=x%20y'
  const ends = [
    ';  gare~0,00~gare~zoe1@exemple.fr~gare',
    ';  gare~0,00~gare~zoe1@exemple.fr~gare gare',
    'gare gare~0,00~gare~zoe1@exemple.fr~très déçue',
    ';  gare~0,00~gare~zoe1@exemple.fr~gare',
    'gare~0,00~relancé deux fois~zoe1@exemple.fr~',
    ';  gare~0,00~gare~zoe1@exemple.fr~gare Le Goff',
    "gare gare~0,00~d'Ormesson~zoe10@exemple.fr~"
  ]
  const found = detectDialect([
    text(
      'Téléphone~Fichier~Client~Lien~Commentaire~Montant~Nom~Courriel~Réponse',
      ends.map((end, i) => `${i < 6 ? begin : begin.replace('doc1', 'doc10')}~${end}`).join('\n'),
      3
    )
  ])
  expect(found).toMatchObject({ syntax: { delimiter: '~' }, width: 9 })
})

test('lone apostrophes that open cells of several lines are no quotes around these', () => {
  const rows = [`' gare,06 10 00 00 00,0,01/01/1990`, `;,06 10 00 00 00,0,01/01/1990`, `',06 10 00 00 00,0,01/01/1990`]
  const found = detectDialect([text('Commentaire,Téléphone,Note,Date', rows.join('\n'), 4)])
  expect(found).toMatchObject({ syntax: { delimiter: ',', quote: '"' }, width: 4 })
})

test('cells of several lines between apostrophes are read as one all the same', () => {
  const found = detectDialect([text('id,note,avis', `1,'très bien',"x"\n2,'a\nb, c, d','bien'`, 6)])
  expect(found).toMatchObject({ syntax: { delimiter: ',', quote: "'" }, width: 3 })
})

test('a comma and a space keep the quotes of the cells between them, which the comma alone would not see', () => {
  const rows = ['gare', '', 'gare', '', '', '', '"""  gare"', ''].map((cell) => `0,0 %, C00000, ${cell}`)
  const found = detectDialect([text('Part, N° client, Réponse', rows.join('\n'), 3)])
  expect(found).toMatchObject({ syntax: { delimiter: ', ', quote: '"' }, width: 3 })
})
