/**
 * For `npm run dev`: hands Vite's HTTP server to the program, as src/server.ts does in production.
 * @returns {import('vite').Plugin}
 */
export const devHost = () => ({
	name: 'voelspriet-host',
	apply: 'serve',
	async configureServer(server) {
		const http = server.httpServer;
		if (!http || process.env['VITEST']) return;
		// Through Vite, so that this file needs none of the program's modules to be loaded as configuration.
		const { readConfig } = await server.ssrLoadModule('/src/lib/server/platform/config/config.ts');
		const { handOver, host } = await server.ssrLoadModule('/src/lib/server/platform/config/host.ts');
		const { SOCKET_PATH } = await server.ssrLoadModule('/src/lib/domain/realtime.ts');
		const config = readConfig(process.env);
		await host()?.program?.stop(); // Vite itself was restarted: its configuration changed
		let timer;
		const wake = () => {
			clearTimeout(timer);
			// SvelteKit runs `init` at the first request after a change: make one, so that the program is always up.
			const address = `http://localhost:${http.address().port}/health/live`;
			timer = setTimeout(() => fetch(address).catch(() => undefined), 150);
		};
		const begin = () => {
			const newHost = handOver({ http, config, port: http.address().port });
			// Close the connection while the program is not running, so that no client waits. Vite's own socket has another
			// address.
			http.on('upgrade', (request, socket) => {
				if (request.url?.startsWith(SOCKET_PATH) && !newHost.program) socket.destroy();
			});
			wake();
		};
		if (http.listening) begin();
		else http.once('listening', begin);
		server.watcher.on('change', (file) => {
			if (/src\/(lib\/(server|domain)|hooks\.server|request-hooks)/.test(file)) wake();
		});
	}
});
