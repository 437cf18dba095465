import '@fontsource-variable/golos-text'
import './app.ts'
