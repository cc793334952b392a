import { defineText } from '../../../parts'

export const belowText = defineText('below', {
  fr: {
    title_one: 'Un autre tableau du fichier',
    title_other: '{{count}} autres tableaux du fichier',
    hint_one:
      'Un autre tableau suit dans ce fichier : il est chargé avec, comme une table à part. Ses lectures se changent ensuite dans Préparer.',
    hint_other:
      '{{count}} autres tableaux suivent dans ce fichier : ils sont chargés avec, chacun comme une table à part. Leurs lectures se changent ensuite dans Préparer.',
    left_one: 'Un autre tableau suit dans ce fichier : il ne fait pas partie de la livraison.',
    left_other: '{{count}} autres tableaux suivent dans ce fichier : ils ne font pas partie de la livraison.',
    table: 'Tableau {{n}}, à partir de la ligne {{line}}'
  },
  en: {
    title_one: 'Another table of the file',
    title_other: '{{count}} other tables of the file',
    hint_one:
      'Another table follows in this file: it is loaded along, as a table of its own. How it is read can be changed afterwards in Prepare.',
    hint_other:
      '{{count}} other tables follow in this file: they are loaded along, each as a table of its own. How they are read can be changed afterwards in Prepare.',
    left_one: 'Another table follows in this file: it is no part of the delivery.',
    left_other: '{{count}} other tables follow in this file: they are no part of the delivery.',
    table: 'Table {{n}}, from line {{line}} on'
  }
})
