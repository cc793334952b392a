import { defineText } from '../../../parts'

export const belowText = defineText('below', {
  fr: {
    title_one: 'Un autre tableau du fichier',
    title_other: '{{count}} autres tableaux du fichier',
    hint_one:
      'Un autre tableau suit dans ce fichier : il est chargé aussi, dans une table à part. La lecture de ses colonnes se change ensuite dans Préparer.',
    hint_other:
      '{{count}} autres tableaux suivent dans ce fichier : ils sont chargés aussi, chacun dans une table à part. La lecture de leurs colonnes se change ensuite dans Préparer.',
    left_one: 'Un autre tableau suit dans ce fichier : celui de la source fait seul partie de la livraison.',
    left_other:
      '{{count}} autres tableaux suivent dans ce fichier : celui de la source fait seul partie de la livraison.',
    table: 'Tableau {{n}}, à partir de la ligne {{line}}'
  },
  en: {
    title_one: 'Another table of the file',
    title_other: '{{count}} other tables of the file',
    hint_one:
      'Another table follows in this file: it is loaded too, as a table of its own. How it is read can be changed afterwards in Prepare.',
    hint_other:
      '{{count}} other tables follow in this file: they are loaded too, each as a table of its own. How they are read can be changed afterwards in Prepare.',
    left_one: 'Another table follows in this file: that of the source alone is part of the delivery.',
    left_other: '{{count}} other tables follow in this file: that of the source alone is part of the delivery.',
    table: 'Table {{n}}, from line {{line}} on'
  }
})
