import { defineConfig } from 'vite'

// The strict Content-Security-Policy of the server forbids data: addresses and inline code, so nothing is inlined.
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  resolve: { conditions: ['@tabel/source', 'module', 'browser', 'development|production'] },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
