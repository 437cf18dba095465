import { defineConfig } from 'vite'
export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ['@tabel/source', 'module', 'browser', 'development|production'] },
  worker: { format: 'es' },
  build: { outDir: 'dist/page', assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2023' },
})
