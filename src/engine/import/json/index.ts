export { detectMode, type Mode } from './mode'
export { json, openHead } from './reader'
