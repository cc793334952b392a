import type { AnomalyKind } from './anomalies'
import type { LocalizedText } from './common'

/** Kinds of anomalies as headings, on screen and in the exported register. */
export const ANOMALY_KIND_WORDS: Readonly<Record<AnomalyKind, LocalizedText>> = {
  missing: { fr: 'Valeurs manquantes', en: 'Missing values' },
  unreadable_value: { fr: 'Valeurs illisibles', en: 'Unreadable values' },
  disguised_missing: { fr: 'Manquants déguisés', en: 'Disguised missing values' },
  duplicate_rows: { fr: 'Lignes en double', en: 'Duplicate rows' },
  duplicate_key: { fr: 'Identifiants répétés', en: 'Repeated identifiers' },
  near_duplicate: { fr: 'Quasi-doublons', en: 'Near-duplicates' },
  impossible_value: { fr: 'Valeurs impossibles', en: 'Impossible values' },
  outlier: { fr: 'Valeurs extrêmes', en: 'Outliers' },
  contradiction: { fr: 'Contradictions', en: 'Contradictions' },
  category_variant: { fr: 'Variantes d’écriture', en: 'Spelling variants' },
  category_typo: { fr: 'Fautes de frappe', en: 'Typing errors' },
  format_minority: { fr: 'Formats minoritaires', en: 'Minority formats' },
  mixed_units: { fr: 'Unités mêlées', en: 'Mixed units' },
  mixed_dates: { fr: 'Dates de plusieurs formes', en: 'Dates of several forms' },
  encoding_damage: { fr: 'Caractères abîmés', en: 'Damaged characters' },
  stray_marks: { fr: 'Signes parasites', en: 'Stray marks' },
  misplaced_value: { fr: 'Valeurs mal placées', en: 'Misplaced values' },
  dependency_violation: { fr: 'Règles enfreintes', en: 'Broken rules' },
  constant_column: { fr: 'Colonnes d’une seule valeur', en: 'Columns of a single value' },
  leaking_column: { fr: 'Colonnes qui donnent la réponse', en: 'Columns that give the answer away' },
  survey_fault: { fr: 'Réponses douteuses', en: 'Doubtful answers' },
  broken_relation: { fr: 'Liens rompus', en: 'Broken links' },
  time_break: { fr: 'Ruptures dans le temps', en: 'Breaks in time' },
  stale_data: { fr: 'Données périmées', en: 'Stale data' },
  drift: { fr: 'Dérive entre livraisons', en: 'Drift between deliveries' },
  weak_sample: { fr: 'Échantillons fragiles', en: 'Weak samples' },
  personal_data: { fr: 'Données personnelles', en: 'Personal data' }
}
