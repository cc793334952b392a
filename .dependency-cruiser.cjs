/** The architecture as rules: who may import whom. Run by `npm run test:architecture`. */
const JOURNEY = [
  'tables',
  'import',
  'sources',
  'profile',
  'filters',
  'pivot',
  'relations',
  'recipe',
  'deliveries',
  'compare',
  'anomalies',
  'quality',
  'rules',
  'satisfaction',
  'drivers',
  'segments',
  'text',
  'findings',
  'register',
  'outcome',
  'queries',
  'workstreams',
  'prioritise',
  'plan',
  'charts',
  'exploration',
  'report',
  'codebook',
  'exercises'
]
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: to }
})

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    forbid('contract-alone', '^src/contract', '^src/(?!contract)', 'the contract imports nothing of ours'),
    forbid(
      'ui-not-engine',
      '^src/ui',
      '^src/(engine|server|main|preload|cli)',
      'the UI knows only the contract and the charts'
    ),
    forbid('engine-not-above', '^src/engine', '^src/(ui|server|main|preload|cli)', 'the engine stands below its hosts'),
    forbid(
      'charts-pure',
      '^src/charts',
      '^src/(ui|engine|server|main|preload|cli)',
      'charts are pure: contract types only'
    ),
    forbid('server-not-above', '^src/server', '^src/(ui|main|preload|cli)', 'the server is carried by main and cli'),
    forbid('shell-thin', '^src/(main|preload)', '^src/(ui|cli)', 'the shell carries the server only'),
    forbid(
      'engine-no-shell',
      '^src/(engine|contract|charts|server)',
      'node_modules/(electron|react|react-dom)/',
      'no Electron and no React below the hosts'
    ),
    forbid(
      'driver-only-in-db',
      '^src/(?!engine/db|engine/sql/quote)',
      'node_modules/@duckdb/',
      'the DuckDB driver is used in engine/db only; engine/sql takes its quoting'
    ),
    ...JOURNEY.map((capability) => ({
      name: `door-${capability}`,
      severity: 'error',
      comment: 'another capability is read only through its index.ts',
      from: {
        path: `^src/engine/(${JOURNEY.filter((other) => other !== capability).join('|')})/`,
        pathNot: '\\.test\\.ts$'
      },
      to: { path: `^src/engine/${capability}/`, pathNot: `^src/engine/${capability}/index\\.ts$` }
    })),
    ...JOURNEY.map((capability, place) => ({
      name: `journey-${capability}`,
      severity: 'error',
      comment: 'a capability reads only those that stand earlier in the journey',
      from: { path: `^src/engine/${capability}/`, pathNot: '\\.test\\.ts$' },
      to: { path: JOURNEY.slice(place + 1).length ? `^src/engine/(${JOURNEY.slice(place + 1).join('|')})/` : '^$' }
    })),
    forbid(
      'ground-not-capabilities',
      '^src/engine/(db|sql|stats|project)/',
      `^src/engine/(${JOURNEY.join('|')})/`,
      'the ground floor knows no capability'
    )
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true
  }
}
