import { KEY_TABLE } from '../steps/pseudonymise'
import type { Chapter } from './chapter'

/** The statements that make the key of pseudonyms from one that whoever runs the script chooses: ours stays in the project. */
export function keyStatements(words: 'fr' | 'en', projectFile: string): Chapter[] {
  const told = {
    fr: [
      'La clé du projet n’est jamais exportée. Écrivez ici la vôtre, tenue secrète, en 64 chiffres hexadécimaux :',
      'les pseudonymes seront autres que ceux du projet, mais relieront les mêmes lignes.',
      `Avec « ${projectFile} » sous la main, les mêmes pseudonymes : ATTACH le projet et remplacez les deux instructions par`,
      `CREATE TABLE ${KEY_TABLE} AS FROM project.${KEY_TABLE}`
    ],
    en: [
      'The key of the project is never exported. Write one of your own here, kept secret, as 64 hexadecimal digits:',
      'pseudonyms will be other ones than those of the project, but link the same rows.',
      `With “${projectFile}” at hand, the same pseudonyms: ATTACH the project and replace both statements by`,
      `CREATE TABLE ${KEY_TABLE} AS FROM project.${KEY_TABLE}`
    ]
  }[words]
  const pad = (byte: number): string =>
    `unhex(string_agg(printf('%02x', xor(('0x' || substr(rpad(getvariable('chantier_key'), 128, '0'), i * 2 + 1, 2))::INTEGER, ${byte})), '' ORDER BY i))`
  return [
    { words: [], sql: 'CREATE SCHEMA IF NOT EXISTS chantier' },
    { words: told, sql: `SET VARIABLE chantier_key = ''` },
    {
      words: [],
      sql: `CREATE OR REPLACE TABLE ${KEY_TABLE} AS SELECT CASE WHEN regexp_full_match(getvariable('chantier_key'), '[0-9a-fA-F]{64}') THEN ${pad(0x36)} ELSE error('chantier_key: 64 hexadecimal digits') END AS inner_pad, ${pad(0x5c)} AS outer_pad FROM range(64) AS t(i)`
    }
  ]
}
