import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { patches } from './scripts/patches.mjs';
import { serverPackages } from './scripts/server-packages.mjs';

/** The entries beside SvelteKit's own bundle: the server and the command-line tools. SvelteKit's bundle stays outside and is imported as it stands. */
export default defineConfig({
	plugins: [patches()],
	ssr: serverPackages,
	publicDir: false,
	resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
	build: {
		ssr: true,
		outDir: process.env['BUILD_DIR'] ?? 'build',
		emptyOutDir: false,
		target: 'node20',
		rolldownOptions: {
			input: {
				server: 'src/server.ts',
				admin: 'scripts/admin.ts',
				backup: 'scripts/backup.ts',
				restore: 'scripts/restore.ts',
				'verify-log': 'scripts/verify-log.ts',
				archive: 'scripts/archive.ts',
				'verify-archive': 'scripts/verify-archive.ts',
				'report-worker': 'src/lib/server/read/report/files/report-worker.ts',
				'file-worker': 'src/lib/server/ingest/imports/file/file-worker.ts',
				'analysis-worker': 'src/lib/server/analysis/worker/analysis-worker.ts',
				'story-worker': 'src/lib/server/analysis/worker/story-worker.ts'
			},
			external: [/handler\.js$/],
			output: { entryFileNames: '[name].js', chunkFileNames: 'tools/[name]-[hash].js' }
		}
	}
});
