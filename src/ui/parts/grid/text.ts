import { defineText } from '../i18n'

export const text = defineText('grid', {
  fr: {
    loading: 'Lecture de la table…',
    missing: 'valeur absente',
    coming: 'en cours de lecture',
    failed: 'non lu',
    column: '{{name}}, {{type}}',
    hint: 'Flèches pour se déplacer, F2 pour lire une cellule entière, Entrée sur un en-tête pour trier, Alt + flèches pour changer la largeur.',
    cell: '{{column}}, ligne {{row}}',
    cut: 'Valeur coupée à {{shown}} caractères sur {{total}}.',
    copiedCells: '{{rows}} × {{columns}} cellules copiées avec leurs en-têtes.',
    copiedValue: 'Valeur copiée.',
    tooMany: 'Sélection trop grande pour le presse-papiers : {{limit}} cellules au plus.',
    sortedUp: 'Trié par {{name}}, ordre croissant.',
    sortedDown: 'Trié par {{name}}, ordre décroissant.',
    unsorted: 'Tri retiré.',
    noRows: 'Aucune ligne.',
    resize: 'Largeur de {{name}}'
  },
  en: {
    loading: 'Reading the table…',
    missing: 'missing value',
    coming: 'being read',
    failed: 'not read',
    column: '{{name}}, {{type}}',
    hint: 'Arrows to move, F2 to read a whole cell, Enter on a header to sort, Alt + arrows to change the width.',
    cell: '{{column}}, row {{row}}',
    cut: 'Cut at {{shown}} of {{total}} characters.',
    copiedCells: '{{rows}} × {{columns}} cells copied with their headers.',
    copiedValue: 'Value copied.',
    tooMany: 'Too much for the clipboard: {{limit}} cells at most.',
    sortedUp: 'Sorted by {{name}}, ascending.',
    sortedDown: 'Sorted by {{name}}, descending.',
    unsorted: 'Sort removed.',
    noRows: 'No rows.',
    resize: 'Width of {{name}}'
  }
})
