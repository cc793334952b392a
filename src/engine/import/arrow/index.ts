export { arrowReader } from './reader'
