import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Clock } from '$lib/domain/core/clock';
import { incidentTime } from '$lib/domain/core/present';
import { millisecondsOf, Moment, momentOf } from '$lib/domain/core/ids';
import { actionsOf, dueBetween, nextDue, atStart, playPositionOf, postsOf } from '$lib/server/ingest/exercises/player';
import { readScript, ScriptError, startOn, type ScriptMistake } from '$lib/server/ingest/exercises/script';
import { goldOf, labelledScript, playedBy, playing, scriptKeys, scriptOf } from '$lib/server/ingest/exercises/library';
import { normalise } from '$lib/server/ingest/pipeline/normalise';
import { RawPost } from '$lib/server/ingest/pipeline/raw-post';

const header = { kind: 'script', title: 'Proef', start: '12:45', place: 'Waterveen' };
const author = { handle: 'Iemand', name: 'Iemand', kind: 'private', followers: 3 };
const post = (id: string, more: object = {}) => ({
	at: '+00:00:01',
	kind: 'post',
	id,
	source: 'x',
	author,
	text: `bericht ${id}`,
	lang: 'nl',
	...more
});
const action = (id: string, more: object = {}) => ({
	at: '+00:00:02',
	kind: 'action',
	id,
	channel: 'nl-alert',
	text: 'Blijf binnen',
	...more
});
const lines = (...all: unknown[]): string =>
	all.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

describe('a script', () => {
	test('contains posts and own actions in order, with the sources it uses', () => {
		const { script } = readScript(
			lines(
				header,
				post('1'),
				action('2'),
				post('3', { at: '+01:02:03', source: 'telefoon', author: null, shares: '1' })
			)
		);
		expect(script).toMatchObject({ title: 'Proef', start: '12:45', place: 'Waterveen', length: 3_723_000 });
		expect(script.sources.map(({ key, platform, name }) => [key, platform, name.nl, name.en])).toEqual([
			['x', 'x', 'X', 'X'],
			['telefoon', 'phone', 'Telefoon', 'Phone']
		]);
		expect(script.items.map(({ kind, at }) => [kind, at])).toEqual([
			['post', 1_000],
			['action', 2_000],
			['post', 3_723_000]
		]);
	});
	test('reach is the number of followers of the author, and unknown stays unknown', () => {
		const { script } = readScript(
			lines(
				header,
				post('1'),
				post('2', { author: { ...author, followers: null, kind: 'office-holder' } }),
				post('3', { author: null })
			)
		);
		expect(script.items.map((item) => item.kind === 'post' && [item.post.reach, item.post.author?.kind])).toEqual([
			[3, 'private'],
			[null, 'officeHolder'],
			[null, undefined]
		]);
	});
	test('the media of a post are those that the script names, and unknown where it names none', () => {
		const { script } = readScript(lines(header, post('1', { media: [{ kind: 'video', seconds: 21 }] }), post('2')));
		expect(script.items.map((item) => item.kind === 'post' && item.post.media)).toEqual([
			[{ kind: 'video', description: null, seconds: 21 }],
			undefined
		]);
	});
	test('empty lines, a byte order mark and Windows line ends do not matter', () => {
		expect(readScript(`\ufeff${lines(header, post('1')).replaceAll('\n', '\r\n\r\n')}\r\n`).script.items).toHaveLength(
			1
		);
	});
	test('starts at that hour on the Dutch clock', () => {
		expect(startOn(header, '2026-11-20')).toBe('2026-11-20T11:45:00.000Z');
		expect(startOn(header, '2026-07-01')).toBe('2026-07-01T10:45:00.000Z');
	});
});

describe('a bad script is refused with the line and the reason, before anything plays', () => {
	const mistakesOf = (text: string): readonly ScriptMistake[] => {
		try {
			readScript(text);
		} catch (error) {
			if (error instanceof ScriptError) return error.mistakes;
			throw error;
		}
		return [];
	};
	test.each<[string, string, ScriptMistake]>([
		['nothing in it', '\n\n', { line: 1, why: 'empty', what: '' }],
		['no items', lines(header), { line: 1, why: 'empty', what: '' }],
		['no first line', lines(post('1')), { line: 1, why: 'firstLine', what: 'kind' }],
		[
			'a start that is no time',
			lines({ ...header, start: '25:00' }, post('1')),
			{ line: 1, why: 'firstLine', what: 'start' }
		],
		['two first lines', lines(header, header, post('1')), { line: 2, why: 'unreadable', what: 'kind' }],
		['a line that is no JSON', lines(header, '{"at":'), { line: 2, why: 'notJson', what: '' }],
		['a line that is a list', lines(header, '[]'), { line: 2, why: 'unreadable', what: '' }],
		['a time that is none', lines(header, post('1', { at: '+00:60:00' })), { line: 2, why: 'unreadable', what: 'at' }],
		[
			'time that goes back',
			lines(header, post('1', { at: '+00:00:05' }), post('2')),
			{ line: 3, why: 'timeBack', what: '' }
		],
		['an unknown source', lines(header, post('1', { source: 'hyves' })), { line: 2, why: 'source', what: 'hyves' }],
		['the same id twice', lines(header, post('1'), action('1')), { line: 3, why: 'double', what: '1' }],
		['a share of what is not there', lines(header, post('1', { shares: '9' })), { line: 2, why: 'shares', what: '9' }],
		[
			'a share of what comes later',
			lines(header, post('1', { shares: '2' }), post('2')),
			{ line: 2, why: 'shares', what: '2' }
		],
		[
			'an answer to an action',
			lines(header, action('1'), post('2', { at: '+00:00:03', replyTo: '1' })),
			{ line: 3, why: 'replyTo', what: '1' }
		],
		[
			'a text too long',
			lines(header, post('1', { text: 'x'.repeat(10_001) })),
			{ line: 2, why: 'unreadable', what: 'text' }
		],
		['no text', lines(header, post('1', { text: ' ' })), { line: 2, why: 'unreadable', what: 'text' }],
		['NUL in a text', lines(header, post('1', { text: 'a\0b' })), { line: 2, why: 'unreadable', what: 'text' }],
		[
			'a field that does not belong there',
			lines(header, post('1', { label: 'x' })),
			{ line: 2, why: 'unreadable', what: 'label' }
		],
		[
			'a label that does not exist',
			lines(header, post('1', { gold: { relevant: true } })),
			{ line: 2, why: 'unreadable', what: 'gold.need' }
		],
		[
			'a field of every object',
			lines(header, `{"__proto__":{"x":1},${JSON.stringify(post('1')).slice(1)}`),
			{ line: 2, why: 'unreadable', what: '__proto__' }
		]
	])('%s', (_, text, mistake) => {
		expect(mistakesOf(text)[0]).toEqual(mistake);
	});
	test('all mistakes are reported at once, up to a hundred', () => {
		expect(
			mistakesOf(lines(header, post('1', { source: 'a' }), 'x', post('1'))).map(({ line, why }) => [line, why])
		).toEqual([
			[2, 'source'],
			[3, 'notJson'],
			[4, 'double']
		]);
		expect(mistakesOf(lines(header, ...Array.from({ length: 500 }, () => 'x')))).toHaveLength(100);
	});
	test('a script that is too large', () => {
		expect(mistakesOf('x\n'.repeat(200_000))[0]?.why).toBe('tooLong');
	});
});

describe('labels', () => {
	test('are kept apart from the posts, which do not contain them', () => {
		const { script, gold } = readScript(
			lines(
				header,
				post('1', {
					gold: {
						relevant: true,
						need: null,
						rumour: 'drinkwater',
						stance: 'supports',
						behaviour: null,
						meaning: null,
						emotion: 'fear',
						attitude: 'none',
						help: false,
						story: 'secret-story'
					}
				})
			)
		);
		expect(gold.get('1')).toMatchObject({ rumour: 'drinkwater', story: 'secret-story' });
		expect(JSON.stringify(script)).not.toMatch(/gold|secret-story|drinkwater|supports/);
	});
	test.each(scriptKeys)('of %s are never in what is played', (key) => {
		const text = JSON.stringify(scriptOf(key));
		for (const { story, rumour } of goldOf(key)?.values() ?? []) {
			expect(text).not.toContain(`"${story}"`);
			if (rumour) expect(text).not.toContain(rumour);
		}
	});
});

describe('the included exercises', () => {
	const script = scriptOf('brand-zuiderpark');
	test('begin with the complete fire: 591 posts, each with a label, and ten own actions, from nine sources', () => {
		expect(scriptKeys).toContain('brand-zuiderpark');
		expect(script?.items.filter(({ kind }) => kind === 'post')).toHaveLength(591);
		expect(actionsOf(script?.items ?? [])).toHaveLength(10);
		expect(goldOf('brand-zuiderpark')?.size).toBe(591);
		expect(script?.sources.map(({ platform }) => platform).sort()).toEqual([
			'bluesky',
			'facebook',
			'forum',
			'mastodon',
			'news',
			'phone',
			'press',
			'street',
			'x'
		]);
	});
	test.each(scriptKeys)('%s has a label on every post, and its posts are already clean', (key) => {
		const posts = scriptOf(key)?.items.filter((item) => item.kind === 'post') ?? [];
		expect(goldOf(key)?.size).toBe(posts.length);
		for (const item of posts) {
			expect(normalise(item.post)).toEqual(RawPost.parse(item.post));
		}
	});
	test('are found by what a source plays, and by nothing else', () => {
		expect(playedBy(playing('brand-zuiderpark', 'telefoon'))).toMatchObject({
			scriptKey: 'brand-zuiderpark',
			source: 'telefoon'
		});
		for (const key of [null, '', 'brand-zuiderpark', 'brand-zuiderpark/hyves', 'other/x', '__proto__/x'])
			expect(playedBy(key)).toBeNull();
	});
});

describe('the player', () => {
	const { script } = readScript(
		lines(
			header,
			post('1', { at: '+00:00:00' }),
			post('2', { at: '+00:00:10', source: 'forum' }),
			action('3', { at: '+00:00:10' }),
			post('4', { at: '+00:01:00' })
		)
	);
	const start = Moment.parse('2026-11-20T11:45:00.000Z');
	const wall = Moment.parse('2026-11-20T20:00:00.000Z');
	const clock = (speed: number, incident = start): Clock => ({ wall, incident, speed });
	const ids = (from: number, to: number): string[] =>
		dueBetween(script.items, from, to).map((item) => (item.kind === 'post' ? item.post.externalId : item.id));

	test('plays what is later than what was played already, up to the current time of the clock', () => {
		expect(ids(atStart, 0)).toEqual(['1']);
		expect(ids(0, 9_999)).toEqual([]);
		expect(ids(0, 10_000)).toEqual(['2', '3']);
		expect(ids(atStart, 1e9)).toEqual(['1', '2', '3', '4']);
		expect(ids(1e9, 1e9)).toEqual([]);
	});
	test('knows when the next item is due: sooner at higher speed, never while paused or at the end', () => {
		const next = (played: number, at: Clock): number | null => {
			const due = nextDue(script.items, played, start, at);
			return due === null ? null : due - millisecondsOf(wall);
		};
		expect(next(atStart, clock(1))).toBe(0);
		expect(next(0, clock(1))).toBe(10_000);
		expect(next(0, clock(60))).toBe(167);
		expect(next(0, clock(0))).toBeNull();
		expect(next(60_000, clock(60))).toBeNull();
	});
	test('plays everything that was skipped at once after a jump ahead', () => {
		const jumped = clock(1, momentOf(millisecondsOf(start) + 30_000));
		expect(ids(0, playPositionOf(start, jumped.incident))).toEqual(['2', '3']);
		expect(nextDue(script.items, 0, start, jumped)).toBe(millisecondsOf(wall));
		expect(nextDue(script.items, 0, start, { ...jumped, speed: 0 })).toBe(millisecondsOf(wall));
		expect(nextDue(script.items, 10_000, start, { ...jumped, speed: 0 })).toBeNull();
		expect(nextDue(script.items, 10_000, start, jumped)).toBe(millisecondsOf(wall) + 30_000);
	});
	test('publishes a post at its moment in the incident, whatever the wall clock says', () => {
		expect(postsOf(script.items, 'forum', start)).toEqual([
			expect.objectContaining({ externalId: '2', publishedAt: '2026-11-20T11:45:10.000Z' })
		]);
		expect(postsOf(script.items, 'x', start).map(({ externalId }) => externalId)).toEqual(['1', '4']);
	});
	test('plays everything once and in order, however the clock is changed meanwhile', () => {
		const all = scriptOf('brand-zuiderpark')?.items ?? [];
		const step = fc.record({
			wait: fc.integer({ min: 0, max: 600_000 }),
			speed: fc.integer({ min: 0, max: 60 }),
			jump: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_600_000 }))
		});
		let whole = 0;
		fc.assert(
			fc.property(fc.array(step, { minLength: 20, maxLength: 30 }), (steps) => {
				let at = clock(1);
				let now = wall;
				let played = atStart;
				const got: unknown[] = [];
				for (const { wait, speed, jump } of steps) {
					const due = nextDue(all, played, start, at);
					now = momentOf(millisecondsOf(now) + wait);
					const position = playPositionOf(start, incidentTime(at, now));
					const items = dueBetween(all, played, position);
					if (items.length > 0) expect(due).toBeLessThanOrEqual(millisecondsOf(now));
					else if (due !== null) expect(due).toBeGreaterThan(millisecondsOf(now));
					got.push(...items);
					played = Math.max(played, position);
					at = { wall: now, incident: momentOf(millisecondsOf(incidentTime(at, now)) + jump), speed };
				}
				expect(got).toEqual(all.slice(0, got.length));
				if (got.length === all.length) whole++;
			})
		);
		expect(whole).toBeGreaterThan(10);
	});
});

describe('the explanation of keys in the labels', () => {
	const finding = { kind: 'finding', of: 'rumour', key: 'water', text: 'Het water is vergiftigd' };

	test('is read apart from what is played, with the time at which its answer is known', () => {
		const { script, findings } = readScript(
			lines(
				header,
				{ ...finding, verdict: 'false', known: '+00:10:00', fact: 'Gemeten: veilig', source: 'Lab' },
				post('1')
			)
		);
		expect(findings).toEqual([
			{ ...finding, verdict: 'false', known: 600_000, fact: 'Gemeten: veilig', source: 'Lab' }
		]);
		expect(JSON.stringify(script)).not.toContain('vergiftigd');
	});
	test('is refused when a key is explained twice, or has a field that its kind does not allow', () => {
		const of = (...all: object[]) => {
			try {
				readScript(lines(header, ...all, post('1')));
				return [];
			} catch (error) {
				return error instanceof ScriptError ? error.mistakes : [];
			}
		};
		expect(of(finding, { ...finding, of: 'need' })).toEqual([]);
		expect(of(finding, finding)).toEqual([{ line: 3, why: 'double', what: 'water' }]);
		expect(of({ ...finding, of: 'need', harm: 3 })).toEqual([{ line: 2, why: 'unreadable', what: 'harm' }]);
		expect(of({ ...finding, of: 'meaning' })).toEqual([{ line: 2, why: 'unreadable', what: 'of' }]);
	});
	test.each(scriptKeys)('%s explains every need, rumour and behaviour in its labels, and no other', (key) => {
		const found = labelledScript(key);
		const used = new Set<string>();
		for (const labels of found?.gold.values() ?? [])
			for (const kind of ['need', 'rumour', 'behaviour'] as const)
				if (labels[kind] !== null) used.add(`${kind}/${labels[kind]}`);
		expect(new Set(found?.findings.map((each) => `${each.of}/${each.key}`))).toEqual(used);
		for (const each of found?.findings ?? [])
			if (each.of === 'rumour')
				expect([each.key, each.verdict, each.fact, each.source, each.reply]).not.toContain(undefined);
	});
});
