import { KEY_TABLE } from '../steps/pseudonymise'
import type { Chapter } from './chapter'

/**
 * The statements that make the key of pseudonyms from one that whoever runs the script chooses: ours stays in the project, which the
 * script may have attached already.
 */
export function keyStatements(words: 'fr' | 'en', projectFile: string, isAttached: boolean): Chapter[] {
  const attach = `ATTACH '${projectFile.replaceAll("'", "''")}' AS project (READ_ONLY)`
  const told = {
    fr: [
      'La clé du projet n’est jamais exportée. Écrivez ici la vôtre, tenue secrète, en 64 chiffres hexadécimaux :',
      'les pseudonymes seront autres que ceux du projet, mais relieront les mêmes lignes.',
      ...(isAttached
        ? [
            'Pour les mêmes pseudonymes que le projet, déjà attaché plus haut, remplacez les deux instructions qui suivent par'
          ]
        : [
            `Avec « ${projectFile} » sous la main, les mêmes pseudonymes : remplacez les deux instructions qui suivent par`,
            `${attach};`
          ]),
      `CREATE TABLE ${KEY_TABLE} AS FROM project.${KEY_TABLE};`
    ],
    en: [
      'The key of the project is never exported. Write one of your own here, kept secret, as 64 hexadecimal digits:',
      'pseudonyms will be other ones than those of the project, but link the same rows.',
      ...(isAttached
        ? ['For the same pseudonyms as the project, attached above already, replace the two statements that follow by']
        : [
            `With “${projectFile}” at hand, the same pseudonyms: replace the two statements that follow by`,
            `${attach};`
          ]),
      `CREATE TABLE ${KEY_TABLE} AS FROM project.${KEY_TABLE};`
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
