import { expect, test } from 'vitest';
import { fieldsOf, outcomeAddress, sentFormOf } from '$lib/concurrency/sent-form';
import { filesIn, textOf } from '../project-files';
import { unansweredPage } from '../../src/service-worker/offline-page';

const command = '01930000-0000-7000-8000-000000000001';
const page = 'https://voelspriet.example/incidents/1/texts/2';

async function sent(address: string, fields: Record<string, string>) {
	const request = new Request(address, { method: 'POST', body: new URLSearchParams(fields) });
	return outcomeAddress(new URL(address), await fieldsOf(request), false);
}

test('the page of a form is opened with what was sent, and nothing of it is sent again', async () => {
	const address = await sent(`${page}?/approve`, { command, why: 'onjuist' });
	expect(address).toBe(`/incidents/1/texts/2?sent=approve.${command}.`);
	expect(sentFormOf(new URL(address, page).searchParams)).toEqual({ action: 'approve', command, isSignedOut: false });
	// A form without a command, on a page with a search of its own; sent once more after that.
	const again = await sent(`https://voelspriet.example${await sent(`${page}?day=2`, {})}`, { command: 'x"><b>' });
	expect(again).toBe('/incidents/1/texts/2?day=2&sent=default..');
	for (const other of ['', 'approve', 'approve.x.', `approve.${command}.in`, 'a b..'])
		expect(sentFormOf(new URLSearchParams({ sent: other })), other).toBeNull();
});

test('without an answer it says what is not known, and looks it up by itself', () => {
	const { body } = unansweredPage('nl', `/incidents/1/texts/2?day=2&sent=approve.${command}.`);
	expect(body).toContain('Uw akkoord kan zijn aangekomen. Dat weten wij nog niet.');
	expect(body).toContain(`content="10;url=/incidents/1/texts/2?day=2&amp;sent=approve.${command}."`);
	expect(body).not.toContain('<form');
});

test('every form that the browser does not send itself opens that page too', () => {
	const enhanced = filesIn('src', /\.svelte$/, 300).flatMap((file) =>
		[...textOf(file).matchAll(/use:enhance(\S*?)>/g)].map(([, how]) => `${file}: ${how ?? ''}`)
	);
	expect(enhanced.length).toBeGreaterThan(2);
	expect(enhanced.filter((use) => !use.endsWith(': ={answeredForm}'))).toEqual([]);
});
