import { join } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import { VERSION } from '../engine/version'
import { choice, number, whole } from './options'

/** The command line: the same capabilities as the app, in process. Exit codes: 0 done, 1 failed, 2 wrong usage. */
const program = new Command('chantier')
  .description('Atelier d’analyse de données hors ligne / offline data-analysis workbench')
  .version(VERSION)
  .exitOverride()

/** A command is loaded only when it is called: `convert` starts without the database. */
function lazily<A extends unknown[]>(load: () => Promise<(...args: A) => Promise<void>>) {
  return async (...args: A): Promise<void> => (await load())(...args)
}

// The built page lies beside this entry; a command's own file may be moved into a chunk of the build.
const UI_FOLDER = join(import.meta.dirname, '..', 'ui')

program
  .command('serve')
  .argument('[project]', 'projet à ouvrir / project to open')
  .option('--port <n>', 'port local / local port (0: any)', whole(0, 65_535), 0)
  .option('--browser', 'ouvre le navigateur / opens the browser')
  .option('--folder <dir>', 'dossier des projets / projects folder')
  .description('ouvre l’application dans le navigateur / opens the app in the browser')
  .action(lazily(async () => (await import('./commands/serve')).serveFrom(UI_FOLDER)))

program
  .command('import')
  .argument('<files...>')
  .requiredOption('--project <file>', 'projet .chantier, créé au besoin / made if missing')
  .option('--together <name>', 'réunit les fichiers en une table / makes one table of all the files')
  .addOption(
    new Option('--append <table>', 'ajoute les lignes à une table / adds the rows to a table').conflicts('together')
  )
  .addOption(
    new Option('--refresh <table>', 'remplace les lignes d’une table / replaces the rows of a table').conflicts([
      'together',
      'append'
    ])
  )
  .option('--part <name>', 'la seule feuille ou table à charger / the one sheet or table to load')
  .option('--renames', 'réunit les colonnes qui semblent renommées / joins columns that look renamed')
  .option(
    '--force',
    'applique une livraison sans ligne, ou déjà dans la table / applies a delivery without rows, or in the table already'
  )
  .option('--json')
  .description('charge des fichiers ou dossiers dans un projet / loads files or folders into a project')
  .action(lazily(async () => (await import('./commands/import')).importInto))

program
  .command('convert')
  .argument('<file>')
  .requiredOption('--to <file>', 'CSV à écrire / CSV to write')
  .option('--raw', 'écrit telles quelles les formules de tableur / writes spreadsheet formulas as they are')
  .option('--json')
  .description('lit un fichier à l’aveugle et l’écrit en CSV simple / reads a file blind, writes plain CSV')
  .action(lazily(async () => (await import('./commands/convert')).convertFile))

program
  .command('sniff')
  .argument('<file>')
  .option('--json')
  .description('dit l’encodage, le dialecte et les colonnes / tells encoding, dialect and columns')
  .action(lazily(async () => (await import('./commands/sniff')).sniffFile))

program
  .command('profile')
  .argument('<source>', 'fichier ou projet / file or project')
  .option('--table <name>')
  .option('--depth <depth>', 'instant | balanced | full', choice('instant', 'balanced', 'full'), 'balanced')
  .option('--json')
  .description('décrit chaque colonne / describes every column')
  .action(lazily(async () => (await import('./commands/profile')).profile))

program
  .command('anomalies')
  .argument('<source>', 'fichier ou projet / file or project')
  .option('--table <name>')
  .option('--cells <file>', 'cellules en CSV row,col / cells as CSV row,col')
  .option('--doubtful', 'aussi les cellules douteuses / doubtful cells too')
  .option('--json')
  .description('cherche les anomalies / searches for anomalies')
  .action(lazily(async () => (await import('./commands/anomalies')).anomalies))

program
  .command('rules')
  .argument('<project>')
  .option('--table <name>')
  .option('--json')
  .description('juge les lignes par les règles déclarées / judges the rows by the rules declared')
  .action(lazily(async () => (await import('./commands/rules')).rules))

program
  .command('sql')
  .argument('<project>')
  .argument('<query>')
  .option('--json')
  .option('--limit <n>', 'lignes au plus / most rows', whole(0, 100_000_000), 1_000)
  .description('exécute une requête SELECT / runs a SELECT')
  .action(lazily(async () => (await import('./commands/sql')).sql))

program
  .command('prioritise')
  .argument('<project>')
  .addOption(new Option('--method <name>', 'méthode / method').choices(['rice', 'value-effort']).default('rice'))
  .option('--json')
  .description('classe les chantiers d’un projet / ranks the workstreams of a project')
  .action(lazily(async () => (await import('./commands/prioritise')).prioritise))

program
  .command('schedule')
  .argument('<plan>', 'PLAN.json')
  .option('--seconds <n>', 'recherche au plus / search at most', number(0, 3_600), 1)
  .option('--json')
  .description('ordonnance un plan / schedules a plan')
  .action(lazily(async () => (await import('./commands/schedule')).schedule))

program
  .command('recipe')
  .description('recette d’une table / recipe of a table')
  .command('export')
  .argument('<project>')
  .option('--table <name>')
  .addOption(new Option('--as <language>', 'langage / language').choices(['sql', 'python', 'r']).default('sql'))
  .option('--to <file>', 'fichier à écrire / file to write')
  .option('--json')
  .description('écrit le script qui refait la table / writes the script that makes the table again')
  .action(lazily(async () => (await import('./commands/recipe-export')).recipeExport))

program
  .command('report')
  .argument('<project>')
  .requiredOption('--to <file>', 'fichier .html à écrire / .html file to write')
  .option('--language <code>', 'fr | en', choice('fr', 'en'), 'fr')
  .option('--json')
  .description('écrit le rapport d’un projet / writes the report of a project')
  .action(lazily(async () => (await import('./commands/report')).report))

program
  .command('exercise')
  .description('cas d’étude fournis / bundled case studies')
  .command('new')
  .requiredOption('--to <dir>', 'dossier à remplir / folder to fill')
  .option('--case <slug>', 'cas / case', 'velmorane')
  .option('--scale <n>', 'taille / size', number(0.001, 100), 1)
  .option('--seed <n>', 'graine / seed', whole(0, 0xffffffff))
  .option('--key', 'écrit aussi le corrigé / writes the answers too')
  .option('--json')
  .description('écrit les fichiers d’un cas / writes the files of a case')
  .action(lazily(async () => (await import('./commands/exercise-new')).exerciseNew))

// Whoever reads the output may stop early (`| head`): not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else (await import('./output')).tellFailure(error)
}
