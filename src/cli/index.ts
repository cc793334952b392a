import { Command, CommanderError, Option } from 'commander'
import { VERSION } from '../engine'
import { importInto } from './commands/import'
import { prioritise } from './commands/prioritise'
import { report } from './commands/report'
import { schedule } from './commands/schedule'
import { serve } from './commands/serve'
import { sql } from './commands/sql'
import { tellFailure } from './output'

/** The command line: the same capabilities as the app, in process. Exit codes: 0 done, 1 failed, 2 wrong usage. */
const program = new Command('chantier')
  .description('Atelier d’analyse de données hors ligne / offline data-analysis workbench')
  .version(VERSION)
  .exitOverride()

program
  .command('serve')
  .argument('[project]', 'projet à ouvrir / project to open')
  .option('--port <n>', 'port local / local port (0: any)', '0')
  .option('--browser', 'ouvre le navigateur / opens the browser')
  .option('--folder <dir>', 'dossier des projets / projects folder')
  .description('ouvre l’application dans le navigateur / opens the app in the browser')
  .action(serve)

program
  .command('import')
  .argument('<files...>')
  .requiredOption('--project <file>', 'projet .chantier, créé au besoin / made if missing')
  .option('--json')
  .description('charge des fichiers dans un projet / loads files into a project')
  .action(importInto)

program
  .command('sql')
  .argument('<project>')
  .argument('<query>')
  .option('--json')
  .option('--limit <n>', 'lignes au plus / most rows', '1000')
  .description('exécute une requête SELECT / runs a SELECT')
  .action(sql)

program
  .command('prioritise')
  .argument('<project>')
  .addOption(new Option('--method <name>', 'méthode / method').choices(['rice', 'value-effort']).default('rice'))
  .option('--json')
  .description('classe les chantiers d’un projet / ranks the workstreams of a project')
  .action(prioritise)

program
  .command('schedule')
  .argument('<plan>', 'PLAN.json')
  .option('--seconds <n>', 'recherche au plus / search at most', '1')
  .option('--json')
  .description('ordonnance un plan / schedules a plan')
  .action(schedule)

program
  .command('report')
  .argument('<project>')
  .requiredOption('--to <file>', 'fichier .html à écrire / .html file to write')
  .addOption(new Option('--language <code>', 'langue / language').choices(['fr', 'en']).default('fr'))
  .description('écrit le rapport d’un projet / writes a project’s report')
  .action(report)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else tellFailure(error)
}
