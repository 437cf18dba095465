export { startServer } from './server.ts'
export type { RunningServer } from './server.ts'
export { defaultSettings, settingsFrom } from './settings.ts'
export type { Settings } from './settings.ts'
