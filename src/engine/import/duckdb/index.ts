export { duckdbReader } from './reader'
