import type { Reader } from './rendered'
export const readVariant: Reader = () => () => ''
