import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pasted } from '$lib/domain/posts/entry/pasted';
import { paste } from '$lib/server/ingest/entry/paste';
import { anna, bram } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

test('pasted posts are stored once, in one source per network, with author and time when known', async () => {
	const { log } = await stage.open();
	const pasted = (text: string, more: Partial<Pasted['posts'][number]> = {}) => ({
		text,
		author: null,
		url: null,
		when: null,
		...more
	});
	const pasting = (posts: Pasted['posts'], platform: Pasted['platform'] = 'facebook', actor = bram) => {
		const state = stage.logs.state(log);
		if (!state) throw new Error('not followed');
		const into = { execute: stage.executor, ingest: stage.ingest, incident: log, state };
		return paste(
			into,
			{ name: `Geplakt van ${platform}`, platform, posts, dateOrder: 'dayFirst' },
			{ actor, origin: null }
		);
	};
	const posts = [
		pasted('Ruiken jullie dat?', { author: 'Anna de Wit', when: '20-11-2026 14:03' }),
		pasted('Ja', { author: 'anna de wit', when: '3 u', url: 'https://www.facebook.com/x/1' }),
		pasted('Ja', { when: '20-11-2026 14:05' })
	];
	expect(await pasting(posts)).toEqual({ stored: 3, known: 0, refused: 0 });
	expect(await pasting([...posts, pasted('Nieuw')])).toEqual({ stored: 1, known: 3, refused: 0 });
	expect(await pasting([pasted('Ja')], 'whatsapp')).toEqual({ stored: 1, known: 0, refused: 0 });
	const rows =
		await stage.sql`select text, platform, author, published_at, url from post where incident_id = ${log} order by platform, published_at nulls last`;
	expect(rows).toMatchObject([
		{ text: 'Ruiken jullie dat?', author: 1, published_at: new Date('2026-11-20T13:03:00Z') },
		{ text: 'Ja', author: null, published_at: new Date('2026-11-20T13:05:00Z') },
		{ text: 'Ja', author: 1, url: 'https://www.facebook.com/x/1' },
		{ text: 'Nieuw', author: null, published_at: null },
		{ text: 'Ja', platform: 'whatsapp' }
	]);
	const sources = [...(stage.logs.state(log)?.sources.values() ?? [])].filter(({ kind }) => kind === 'file');
	expect(sources.map(({ name, platform }) => [name, platform])).toEqual([
		['Geplakt van facebook', 'facebook'],
		['Geplakt van whatsapp', 'whatsapp']
	]);
	await expect(pasting([pasted('x')], 'forum', anna)).rejects.toMatchObject({ code: 'role.missing' });
});
