import type { Config } from '$lib/server/platform/config/config';

/** Settings with their defaults, for tests of code that reads them. Nothing listens and no folder is made. */
export const settings = (chosen: Partial<Config> = {}): Config => ({
	host: '127.0.0.1',
	port: 0,
	origin: null,
	databaseUrl: null,
	databaseUrlOwner: null,
	dataDir: '/nowhere',
	secret: 'x'.repeat(32),
	signingKey: '5a'.repeat(32),
	headsFolder: null,
	previousSecrets: [],
	trustedProxies: [],
	smtpUrl: null,
	mailFrom: null,
	outbound: { allow: [], proxy: null },
	theme: null,
	demo: false,
	demoExercises: 20,
	sessionIdleMinutes: 240,
	logLevel: 'silent',
	metricsToken: null,
	securityContact: null,
	model: null,
	oidc: null,
	breakGlass: null,
	backupRecipients: [],
	backup: null,
	secondFactor: { required: false, minutes: 30 },
	onLoopback: true,
	...chosen
});
