/** The pivot table of a table's rows, shown by Explorer in the place of the grid. No screen of its own. */
import './pivot.css'

export { PivotView } from './PivotView'
