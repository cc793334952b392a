export { spssReader } from './reader'
