import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// While the app is being worked on, `bothways serve` answers for the API.
export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': 'http://127.0.0.1:4417' } },
  build: { target: 'es2023', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
