import './join.css'
import './relations.css'

export { RelationsView } from './RelationsView'
