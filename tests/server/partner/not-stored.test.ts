import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { FindingId, IncidentId, momentOf, ShareLinkId } from '$lib/domain/core/ids';
import { ensureBuilt } from '../../built';
import { carla, fresh, openingNow } from '../../domain/in-memory-incident';
import { startProgram, type RunningProgram } from '../../running-program';
import { textsOf } from '../ingest/processes';
import { Stage } from '../stage';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';

/* What a partner sends while the program cannot store it, or does not know whether it did. */

let stage: Stage;
let proxy: TcpProxy;
let program: RunningProgram;
beforeAll(async () => {
	ensureBuilt();
	stage = await Stage.set();
	proxy = await startTcpProxy(stage.database.url);
	program = await startProgram({ env: { DATABASE_URL: proxy.url, SECRET: 's'.repeat(32) } });
}, 300_000);
afterAll(async () => {
	await program.remove();
	await proxy.stop();
	await stage.strike();
});

/** Opens a link, once the program knows it. @returns its cookie */
async function enter(link: ShareLinkId, secret: string): Promise<string> {
	const open = () => fetch(`${program.base}/r/${link}/${secret}`, { redirect: 'manual' });
	await expect.poll(async () => (await open()).status).toBe(303);
	return (await open()).headers.get('set-cookie')?.split(';')[0] ?? '';
}

test('a signal that may not have been stored, or for which there is no room, is returned as typed, and counts once when sent again', async () => {
	const [id, link] = [fresh(IncidentId), fresh(ShareLinkId)];
	await stage.send(id, 'incident.open', openingNow());
	const secret = randomBytes(24).toString('base64url');
	const expires = momentOf(Date.now() + 3_600_000);
	const made = { id: link, label: 'ggd', hash: checksumOf(secret), expires, pin: false, signals: true };
	await stage.send(id, 'link.make', made);
	const cookie = await enter(link, secret);
	const form = async (): Promise<string> => {
		const page = await fetch(`${program.base}/r/${link}/signal`, { headers: { cookie } });
		return /name="id" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
	};
	const send = (of: string, text: string) =>
		fetch(`${program.base}/r/${link}/signal`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: program.base },
			body: new URLSearchParams({ id: of, text, place: 'Havenweg', callBack: '' })
		});
	const posts = () => textsOf(stage, id);

	const [first, second] = [await form(), await form()];
	proxy.lose('answer', 'commit and chain');
	const unknown = await send(first, 'Rook <bij> de kade');
	expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '5']);
	const page = await unknown.text();
	expect(page).toContain('Het is niet zeker dat uw melding binnen is.');
	expect(page).toContain('Rook &lt;bij> de kade');
	expect(page).toContain(first);
	expect(await posts()).toHaveLength(1);
	proxy.lose(null);
	expect((await send(first, 'Rook <bij> de kade')).status).toBe(303);
	expect(await posts()).toEqual(['Rook <bij> de kade (Havenweg)\nMelding van ggd.']);

	await stage.database.sql.unsafe(`
		create function no_room() returns trigger language plpgsql as $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
		create trigger no_room before insert on post for each row execute function no_room()`);
	const full = await send(second, 'Het peil stijgt');
	expect([full.status, full.headers.get('retry-after')]).toEqual([503, '60']);
	const body = await full.text();
	expect(body).toContain('Niet verstuurd: er is bij ons nu geen ruimte.');
	expect(body).toContain('Het peil stijgt');
	expect(await posts()).toHaveLength(1);
});

test('an answer to a question is returned as typed when the database does not answer, and counts once when it is sent again', async () => {
	const [id, link, rumour] = [fresh(IncidentId), fresh(ShareLinkId), fresh(FindingId)];
	await stage.send(id, 'incident.open', openingNow());
	await stage.send(id, 'rumour.signal', { id: rumour, text: 'Het water is vies', offline: 'balie', seenIn: null });
	const secret = randomBytes(24).toString('base64url');
	const expires = momentOf(Date.now() + 3_600_000);
	const about = { rumour, body: 'Waterbedrijf', question: 'Is het water veilig?', deadline: null };
	await stage.send(id, 'question.ask', { link, ...about, hash: checksumOf(secret), expires }, carla);
	const cookie = await enter(link, secret);
	const own = randomUUID();
	const send = () =>
		fetch(`${program.base}/r/${link}/answer`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: program.base },
			body: new URLSearchParams({ id: own, text: 'Het is <veilig>.', from: 'chef' })
		});
	const replies = async (): Promise<number> =>
		(await stage.database.sql`select from event where log_id = ${id} and type = 'question.answered'`).length;
	proxy.lose('answer');
	const unknown = await send();
	expect([unknown.status, unknown.headers.get('retry-after')]).toEqual([503, '5']);
	const page = await unknown.text();
	expect(page).toContain('Het is niet zeker dat uw antwoord binnen is.');
	expect(page).toContain('Het is &lt;veilig>.');
	expect(page).toContain(own);
	proxy.lose(null);
	expect((await send()).status).toBe(303);
	expect(await replies()).toBe(1);
});
