export { countFaults, type Faults } from './count-faults'
export { searchOnce } from './search'
