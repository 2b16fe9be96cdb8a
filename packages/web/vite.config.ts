import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Lays a packed copy beside each file that packs well: the server sends that one to whoever takes it. */
function packed(): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      const assets = join(dir, 'assets');
      for (const name of readdirSync(assets).filter((each) => /\.(js|css|svg)$/.test(each))) {
        const path = join(assets, name);
        writeFileSync(
          `${path}.gz`,
          gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }),
        );
      }
    },
  };
}

// While the app is being worked on, `bothways serve` answers for the API.
export default defineConfig({
  plugins: [react(), packed()],
  server: { proxy: { '/api': 'http://127.0.0.1:4417' } },
  build: { target: 'es2023', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
