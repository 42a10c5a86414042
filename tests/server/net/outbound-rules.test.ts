import { ESLint, Linter } from 'eslint';
import { expect, test } from 'vitest';
import { imports } from '../../../scripts/imports.mjs';

/** What the project's own lint rules report for a piece of code in a file of the server. */
async function complaints(code: string, file: string): Promise<string[]> {
	const configured: unknown = await new ESLint().calculateConfigForFile(file);
	if (typeof configured !== 'object' || configured === null) return [];
	const { rules, plugins } = configured as Required<Pick<Linter.Config, 'rules' | 'plugins'>>;
	const restricting = Object.fromEntries(Object.entries(rules).filter(([name]) => name.includes('no-restricted')));
	return new Linter()
		.verify(code, { plugins, rules: restricting, languageOptions: { globals: { fetch: false } } })
		.map(({ message }) => message);
}

test.each([
	`await fetch('http://a.example')`,
	`await globalThis.fetch('http://a.example')`,
	`new WebSocket('ws://a.example')`,
	`import { request } from 'undici'; request`,
	`import { WebSocket } from 'ws'; WebSocket`,
	`import { request } from 'node:http'; request`,
	`import https from 'node:https'; https.get('https://a.example')`,
	`import http from 'node:http'; http.request('http://a.example')`,
	`import { connect } from 'node:tls'; connect`
])('no other module of the server asks an address outside: %s', async (code) => {
	expect(await complaints(code, 'src/lib/server/read/report/render.ts')).toEqual([
		expect.stringContaining('guardedFetch')
	]);
});
test('the guarded fetch itself may make requests, and a server may listen', async () => {
	expect(
		await complaints(`import { request } from 'undici'; request`, 'src/lib/server/platform/net/guarded-fetch.ts')
	).toEqual([]);
	expect(
		await complaints(`import { request } from 'undici'; request`, 'src/lib/server/platform/net/origin-requests.ts')
	).toEqual([]);
	expect(
		await complaints(`import { WebSocket } from 'ws'; WebSocket`, 'src/lib/server/platform/net/guarded-socket.ts')
	).toEqual([]);
	expect(
		await complaints(
			`import { createServer } from 'node:http'; createServer`,
			'src/lib/server/read/realtime/sockets.ts'
		)
	).toEqual([]);
});

test('only the client of the model and of the sign-in service request an address without the guard', () => {
	const askers = (of: string) =>
		imports.filter(({ to }) => to === `lib/server/platform/net/${of}.ts`).map(({ from }) => from);
	expect(askers('origin-fetch')).toEqual(['lib/server/out/model/chat.ts']);
	expect(askers('origin-requests').sort()).toEqual([
		'lib/server/people/oidc/provider.ts',
		'lib/server/platform/net/origin-fetch.ts'
	]);
});
