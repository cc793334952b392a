import { defineText } from '../../parts'

export const text = defineText('journal', {
  fr: {
    title: 'Journal',
    subtitle: 'Tout ce qui a été fait, branches abandonnées comprises ; rien n’est perdu.',
    empty: 'Le journal se remplira avec votre premier changement.',
    toSources: 'Aller aux sources',
    beginning: 'Début du projet',
    here: 'vous êtes ici',
    bySearch: 'vu par une recherche',
    goTo: 'Revenir à cet état',
    branch: 'autre branche',
    ahead: 'défait, peut être refait',
    gone: 'Projet revenu à : {{what}}',
    changes: 'Changements',
    days: 'Regards par jour',
    list: 'Changements, du plus récent au plus ancien'
  },
  en: {
    title: 'Journal',
    subtitle: 'All that was done, abandoned branches included; nothing is lost.',
    empty: 'The journal begins with your first change.',
    toSources: 'Go to sources',
    beginning: 'Beginning of the project',
    here: 'you are here',
    bySearch: 'seen by a search',
    goTo: 'Return to this state',
    branch: 'other branch',
    ahead: 'undone, can be redone',
    gone: 'Project returned to: {{what}}',
    changes: 'Changes',
    days: 'Looks by day',
    list: 'Changes, newest first'
  }
})
