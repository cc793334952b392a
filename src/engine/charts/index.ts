import { calls, projectOf } from '../call'
import { readChart } from './read'
import { listCharts, removeChart, saveChart, updateChart } from './saved'

export { compileChart } from './compile'
export { readChart } from './read'
export { listCharts, saveChart } from './saved'

/** Charts, as the contract says them. */
export const charts = calls.charts.router({
  data: calls.charts.data.handler(({ input, context, signal }) => readChart(projectOf(context), input.intent, signal)),
  list: calls.charts.list.handler(({ context }) => listCharts(projectOf(context))),
  save: calls.charts.save.handler(({ input, context }) => saveChart(projectOf(context), input.intent)),
  update: calls.charts.update.handler(({ input, context }) => updateChart(projectOf(context), input.id, input.intent)),
  remove: calls.charts.remove.handler(async ({ input, context }) => {
    await removeChart(projectOf(context), input.id)
    return {}
  })
})
