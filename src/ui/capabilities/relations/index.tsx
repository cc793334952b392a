import './relations.css'

export { RelationsView } from './RelationsView'
