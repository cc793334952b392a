import { test } from 'vitest'
import { count, sizesOf, writePart } from './page'
import { profileTasks, type ProfileTasks } from './tasks'

const SIZES = sizesOf('1000000,10000000')
/** The longest that the page may not answer, in milliseconds. */
const LIMIT = 100

/** How long the page and the server cannot answer while a table is profiled; written to bench/RESULTS.md. */
test('longest task of the page, longest hold of the server, while a profile runs', async () => {
  const results: { rows: number; tasks: ProfileTasks | null }[] = []
  for (const rows of SIZES) results.push({ rows, tasks: await profileTasks(rows) })
  console.log(await writePart('profile', 'Measures of a profile that runs', SIZES, profileLines(results)))
})

function profileLines(results: readonly { rows: number; tasks: ProfileTasks | null }[]): string[] {
  return [
    `## Longest task of the page’s main thread, at most ${LIMIT} ms`,
    '',
    'In Chromium against the built program, from the opening of the table in Explore to the end of its profile, its rows beside it; then the',
    'same at full depth (associations, gaps together, dependencies). A task is what the browser tells of its main thread (tasks below 50 ms',
    'are not told); the gap is the longest time between two turns of a timer there; the hold is that of the server’s own event loop.',
    '',
    '| rows | depth | profile s | longest task ms | limit ms | tasks above 50 ms | longest gap ms | longest hold of the server ms |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.flatMap(({ rows, tasks }) =>
      tasks
        ? tasks.map(
            ({ depth, seconds, longTasks, gap, hold }) =>
              `| ${count(rows)} | ${depth} | ${seconds.toFixed(1)} | **${longTasks.length ? Math.max(...longTasks).toFixed(0) : 'below 50'}** | ${LIMIT} | ${longTasks.length} | ${gap.toFixed(0)} | ${hold.toFixed(0)} |`
          )
        : [`| ${count(rows)} | no browser | | | ${LIMIT} | | | |`]
    )
  ]
}
