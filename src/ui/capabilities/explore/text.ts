import { defineText } from '../../parts'

export const text = defineText('explore', {
  fr: {
    tables: 'Tables',
    search: 'Chercher une table',
    empty: 'Aucune table encore : chargez un fichier pour parcourir ses lignes.',
    toSources: 'Aller aux sources',
    raw: 'telle que chargée',
    clean: 'préparée',
    rows_one: '{{n}} ligne',
    rows_other: '{{n}} lignes',
    columns_one: '{{n}} colonne',
    columns_other: '{{n}} colonnes',
    grid: 'Lignes de {{name}}',
    profile: 'Profil',
    hideProfile: 'Masquer le profil',
    showProfile: 'Afficher le profil',
    statusRows: '{{shown}} lignes sur {{total}}',
    noFilter: 'sans filtre',
    selected: 'sélection de {{rows}} × {{columns}}',
    sorted: 'trié par {{name}}'
  },
  en: {
    tables: 'Tables',
    search: 'Find a table',
    empty: 'No table yet: load a file to read its rows.',
    toSources: 'Go to sources',
    raw: 'as loaded',
    clean: 'prepared',
    rows_one: '{{n}} row',
    rows_other: '{{n}} rows',
    columns_one: '{{n}} column',
    columns_other: '{{n}} columns',
    grid: 'Rows of {{name}}',
    profile: 'Profile',
    hideProfile: 'Hide the profile',
    showProfile: 'Show the profile',
    statusRows: '{{shown}} rows of {{total}}',
    noFilter: 'no filter',
    selected: 'selection of {{rows}} × {{columns}}',
    sorted: 'sorted by {{name}}'
  }
})
