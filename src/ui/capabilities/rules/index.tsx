/**
 * Data-quality rules and scores, shown beside the anomalies: `RulesView` declares, suggests, runs and follows rules,
 * `ScoresView` tells the quality of a table by dimension. No screen of its own.
 */
import './editor/editor.css'
import './rules.css'
import './scores.css'

export { RulesView } from './RulesView'
export { ScoresView } from './ScoresView'
export { text as rulesText } from './text'
