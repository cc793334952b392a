import { defineText } from '../i18n'

export const text = defineText('chart', {
  fr: {
    tools: 'Graphique',
    showTable: 'Montrer les nombres',
    hideTable: 'Masquer les nombres',
    svg: 'Télécharger en SVG',
    png: 'Télécharger en PNG',
    copyTable: 'Copier les nombres',
    evidence: 'Ouvrir la preuve de ce graphique',
    noValue: 'Aucune valeur à montrer avec ces choix.',
    fileName: 'graphique'
  },
  en: {
    tools: 'Chart',
    showTable: 'Show the numbers',
    hideTable: 'Hide the numbers',
    svg: 'Download as SVG',
    png: 'Download as PNG',
    copyTable: 'Copy the numbers',
    evidence: 'Open the evidence for this chart',
    noValue: 'No value to show with these choices.',
    fileName: 'chart'
  }
})
