import { defineText } from '../../parts'

export const text = defineText('sql', {
  fr: {
    title: 'SQL',
    subtitle: 'Lecture seule : une requête SELECT sur les tables du projet.',
    editor: 'Requête SQL',
    run: 'Exécuter',
    runHint: 'Ctrl + Entrée',
    results: 'Résultat',
    rows_one: '{{n}} ligne',
    rows_other: '{{n}} lignes',
    empty: 'Écrivez une requête, puis exécutez-la par Ctrl + Entrée.',
    tables: 'Tables et requêtes',
    history: 'Requêtes de cette session',
    project: 'Tables',
    insert: 'Interroger {{name}}',
    again: 'Reprendre cette requête',
    failedAt: 'Erreur à la ligne {{line}}, colonne {{column}}',
    resize: 'Hauteur de l’éditeur'
  },
  en: {
    title: 'SQL',
    subtitle: 'Read only: one SELECT query on the project’s tables.',
    editor: 'SQL query',
    run: 'Run',
    runHint: 'Ctrl + Enter',
    results: 'Result',
    rows_one: '{{n}} row',
    rows_other: '{{n}} rows',
    empty: 'Write a query, then run it with Ctrl + Enter.',
    tables: 'Tables and queries',
    history: 'Queries of this session',
    project: 'Tables',
    insert: 'Query {{name}}',
    again: 'Take this query up again',
    failedAt: 'Error at line {{line}}, column {{column}}',
    resize: 'Height of the editor'
  }
})
