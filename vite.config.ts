import type { Server } from 'node:http';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Hands Vite's HTTP server to the program the way server.ts does in production. */
const host = (): Plugin => ({
	name: 'voelspriet-host',
	apply: 'serve',
	configureServer(server) {
		const http = server.httpServer as Server | null;
		if (!http) return;
		const slot = Symbol.for('voelspriet');
		const shared = globalThis as Record<symbol, unknown>;
		const before = shared[slot] as { program?: { stop(): Promise<void> } } | undefined;
		const own: { http: Server; program?: { stop(): Promise<void> } } = { http };
		shared[slot] = own;
		void before?.program?.stop(); // Vite itself was restarted: its configuration changed
		// Nobody may hang in the door while the program is not there.
		http.on('upgrade', (req, socket) => {
			if (req.url?.startsWith('/rt/') && !own.program) socket.destroy();
		});
		// In development Kit runs `init` at the first request after a change: make one, so that the program is always up.
		let soon: NodeJS.Timeout | undefined;
		const wake = (): void => {
			clearTimeout(soon);
			soon = setTimeout(() => {
				const address = http.address();
				if (address && typeof address === 'object') void fetch(`http://localhost:${address.port}/health/live`).catch(() => undefined);
			}, 150);
		};
		http.once('listening', wake);
		if (http.listening) wake();
		server.watcher.on('change', (file) => {
			if (/src\/(lib\/(server|domain)|hooks\.server)/.test(file)) wake();
		});
	}
});

export default defineConfig({
	plugins: [sveltekit(), host()],
	build: { sourcemap: false },
	test: {
		testTimeout: 30_000,
		hookTimeout: 60_000,
		projects: [
			{ extends: true, test: { name: 'domain', include: ['tests/domain/**/*.test.ts', 'tests/architecture.test.ts'] } },
			{
				extends: true,
				test: {
					name: 'server',
					include: ['tests/server/**/*.test.ts', 'tests/faults/**/*.test.ts'],
					globalSetup: './tests/server/postgres.ts',
					setupFiles: ['./tests/server/quiet.ts']
				}
			},
			{
				extends: true,
				resolve: { conditions: ['browser'] },
				test: {
					name: 'client',
					include: ['tests/desk/**/*.test.ts', 'tests/ui/**/*.test.ts'],
					environment: './tests/client-environment.ts'
				}
			}
		]
	}
});
