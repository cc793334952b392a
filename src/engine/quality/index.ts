export { countFaults, type Faults } from './count-faults'
