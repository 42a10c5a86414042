import type { Installation, Name } from '../setup/installation';

const PASSWORD = 'vier losse gekke woorden';
const EMAIL = (name: Name): string => `${name}@waterveen.example`;

/** The program is set up for real, and people are invited: two by a link, two by mail. */
export async function setUp(installation: Installation): Promise<void> {
	const { administrator } = installation.people;
	const code = /\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(installation.program.output)?.[0] ?? '';
	await administrator.send('/set-up', {
		code,
		organisation: 'Gemeente Waterveen',
		name: 'Noor de Wit',
		email: EMAIL('administrator'),
		password: PASSWORD,
		again: PASSWORD
	});
	await administrator.send('/people?/domains', { domains: 'waterveen.example' });
	await invite(installation, 'analyst', 'Bram Bos', 'shown');
	await invite(installation, 'partner', 'Piet Post', 'shown');
	await invite(installation, 'spokesperson', 'Anna Aker', 'mailed');
	await invite(installation, 'coordinator', 'Carla Cools', 'mailed');
	for (const { id, email } of await installation.sql<{ id: string; email: string }[]>`select id, email from "user"`)
		if (email === EMAIL('analyst')) installation.ids.set('analyst', id);
}

async function invite(
	installation: Installation,
	role: Name,
	name: string,
	handing: 'shown' | 'mailed'
): Promise<void> {
	const { text } = await installation.people.administrator.send('/people?/add', {
		name,
		email: EMAIL(role),
		role,
		handing
	});
	const shown = /https?:\/\/[^\s"<]+\/choose-password\/[^\s"<]+/.exec(text)?.[0];
	const link = handing === 'mailed' ? await installation.mailbox.linkTo(EMAIL(role)) : shown;
	if (link === undefined) throw new Error(`no link for ${name}`);
	await installation.people[role].send(new URL(link).pathname, { password: PASSWORD, again: PASSWORD });
}

/** Everybody's session has ended, and they sign in again. */
export async function signInAll(installation: Installation): Promise<void> {
	for (const name of ['administrator', 'analyst', 'spokesperson', 'coordinator', 'partner'] as const) {
		const { status, location } = await installation.people[name].ask('/account');
		if (status !== 303 || location?.startsWith('/sign-in') !== true) throw new Error(`${name} is still signed in`);
		await installation.people[name].send('/sign-in', { email: EMAIL(name), password: PASSWORD });
	}
}
