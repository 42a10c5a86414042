import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { IncidentId, momentOf, ShareLinkId } from '$lib/domain/core/ids';
import { fresh, openingNow } from '../../domain/sample';
import { startProgram, type RunningProgram } from '../../running-program';
import { textsOf } from '../ingest/inbox-stage';
import { Stage } from '../stage';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy';

/* What a partner sends while the program cannot store it, or does not know whether it did. */

let stage: Stage;
let proxy: TcpProxy;
let program: RunningProgram;
beforeAll(async () => {
	const made = spawnSync(process.execPath, ['scripts/ready.mjs'], { stdio: 'inherit' });
	if (made.status !== 0) throw new Error('there is no build to test');
	stage = await Stage.set();
	proxy = await startTcpProxy(stage.database.url);
	program = await startProgram({ env: { DATABASE_URL: proxy.url, SECRET: 's'.repeat(32) } });
}, 300_000);
afterAll(async () => {
	await program.remove();
	await proxy.stop();
	await stage.strike();
});

test('a signal of which it is not known whether it is stored, or for which there is no room, comes back as it was typed, and counts once when it is sent again', async () => {
	const [id, link] = [fresh(IncidentId), fresh(ShareLinkId)];
	await stage.send(id, 'incident.open', openingNow());
	const secret = randomBytes(24).toString('base64url');
	const expires = momentOf(Date.now() + 3_600_000);
	const made = { id: link, label: 'ggd', hash: checksumOf(secret), expires, pin: false, signals: true };
	await stage.send(id, 'link.make', made);
	const enter = () => fetch(`${program.base}/r/${link}/${secret}`, { redirect: 'manual' });
	await expect.poll(async () => (await enter()).status).toBe(303);
	const cookie = (await enter()).headers.get('set-cookie')?.split(';')[0] ?? '';
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
	const kept = await full.text();
	expect(kept).toContain('Niet verstuurd: er is bij ons nu geen ruimte.');
	expect(kept).toContain('Het peil stijgt');
	expect(await posts()).toHaveLength(1);
});
