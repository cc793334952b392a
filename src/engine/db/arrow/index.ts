export { arrowSchema } from './schema'
export { arrowStream, type ArrowStreamOptions } from './stream'
