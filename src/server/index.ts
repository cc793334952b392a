export { createHandler, type Handler } from './handler'
export { startWebHost, type WebHost } from './web-host'
