import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The node serves web/dist under `default-src 'self'`: nothing inline, no data: fonts, no other host.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
  },
  server: {
    port: 4901,
    proxy: { '/api': 'http://localhost:4710', '/log': 'http://localhost:4710' },
  },
})
