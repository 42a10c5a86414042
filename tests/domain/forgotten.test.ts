import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { Moment, momentOf, PostId } from '$lib/domain/core/ids';
import {
	joinForgotten,
	leftToForget,
	type ForgottenList,
	type ForgottenOfIncident
} from '$lib/domain/incident/forgotten';
import { id } from './sequences';
import { runs } from '../long';

const noon = Date.parse('2026-11-20T12:00:00.000Z');
const moment = fc.option(
	fc.integer({ min: 0, max: 4 }).map((hours) => momentOf(noon + hours * 3_600_000)),
	{ nil: null }
);
const line = fc.record({
	number: fc.integer({ min: 1, max: 4 }),
	hash: fc.constantFrom(checksumOf('one'), checksumOf('other')),
	texts: fc.constantFrom<number[]>([], [0], [1])
});
const unique = <T>(arbitrary: fc.Arbitrary<T>, key: (item: T) => string) =>
	fc.uniqueArray(arbitrary, { maxLength: 4, selector: key });
const ofIncident: fc.Arbitrary<ForgottenOfIncident> = fc.record({
	masked: moment,
	posts: unique(
		fc.integer({ min: 0, max: 5 }).map((n) => PostId.parse(id(4, n))),
		(post) => post
	),
	lines: unique(line, ({ number, hash, texts }) => `${number} ${hash} ${texts.join()}`)
});
const lists: fc.Arbitrary<ForgottenList> = fc.dictionary(fc.constantFrom(id(9, 0), id(9, 1), id(9, 2)), ofIncident);
const same = (list: ForgottenList) => joinForgotten(list, {});

test('merging lists is commutative, associative and idempotent, and never loses an entry', () => {
	fc.assert(
		fc.property(lists, lists, lists, (a, b, c) => {
			expect(joinForgotten(a, b)).toEqual(joinForgotten(b, a));
			expect(joinForgotten(joinForgotten(a, b), c)).toEqual(joinForgotten(a, joinForgotten(b, c)));
			expect(joinForgotten(a, a)).toEqual(same(a));
			const joined = joinForgotten(a, b);
			for (const [incident, { masked, posts, lines }] of [...Object.entries(a), ...Object.entries(b)]) {
				expect(joined[incident]?.posts).toEqual(expect.arrayContaining(posts));
				expect(joined[incident]?.lines).toEqual(expect.arrayContaining(lines));
				expect((joined[incident]?.masked ?? '') >= (masked ?? '')).toBe(true);
			}
		})
	);
});

test('a different line with the same number is left alone', () => {
	const none = { masked: null, posts: [], lines: [] };
	const listed = { ...none, lines: [{ number: 3, texts: [1], hash: checksumOf('one') }] };
	expect(leftToForget(listed, none, new Map([[3, checksumOf('one')]])).lines).toEqual([{ number: 3, texts: [1] }]);
	const others = { ...none, lines: [{ number: 3, texts: [0], hash: checksumOf('one') }] };
	expect(leftToForget(listed, others, new Map([[3, checksumOf('one')]])).lines, 'other words of it').toHaveLength(1);
	expect(leftToForget(listed, none, new Map([[3, checksumOf('other')]])).lines).toEqual([]);
	expect(leftToForget(listed, none, new Map()).lines).toEqual([]);
	expect(leftToForget(listed, listed, new Map([[3, checksumOf('one')]])).lines).toEqual([]);
});

/** An installation in short: what it stores, and what was forgotten. */
interface Contents {
	readonly posts: ReadonlySet<string>;
	readonly lines: ReadonlyMap<number, string>;
	readonly forgotten: ForgottenOfIncident;
}
const apply = (contents: Contents, toForget: ReturnType<typeof leftToForget>, at: Moment): Contents => ({
	posts: new Set([...contents.posts].filter((post) => !toForget.posts.includes(PostId.parse(post)))),
	lines: new Map([...contents.lines].filter(([number]) => !toForget.lines.some((line) => line.number === number))),
	forgotten: {
		masked: toForget.masks ? at : contents.forgotten.masked,
		posts: [...contents.forgotten.posts, ...toForget.posts],
		lines: [
			...contents.forgotten.lines,
			...toForget.lines.flatMap((line) => {
				const text = contents.lines.get(line.number);
				return text === undefined ? [] : [{ ...line, hash: checksumOf(text) }];
			})
		]
	}
});

type Step = 'arrive' | 'forget' | 'redact' | 'mask' | 'backUp' | 'restore';
test('no sequence of retention, redaction, back-up and restore brings back what was forgotten, or loses what must stay', () => {
	const reached = new Set<string>();
	const steps = fc.array(
		fc.tuple(fc.constantFrom<Step>('arrive', 'forget', 'redact', 'mask', 'backUp', 'restore'), fc.nat(5)),
		{
			minLength: 5,
			maxLength: 40
		}
	);
	fc.assert(
		fc.property(steps, (sequence) => {
			let live: Contents = { posts: new Set(), lines: new Map(), forgotten: { masked: null, posts: [], lines: [] } };
			let list: ForgottenList = {};
			let backups: { contents: Contents; at: Moment }[] = [];
			const everForgotten = new Set<string>();
			const maskedAt: string[] = [];
			let [made, clock] = [0, noon];
			const incident = id(9, 0);
			for (const [step, n] of sequence) {
				clock += 1000;
				const at = momentOf(clock);
				const [posts, numbers] = [[...live.posts], [...live.lines.keys()]];
				if (step === 'arrive') {
					made += 1;
					const post = `10000004-0000-7000-8000-${String(made).padStart(12, '0')}`;
					// Numbers are taken again after a restore, by other lines.
					const number = Math.max(0, ...numbers, ...live.forgotten.lines.map((each) => each.number)) + 1;
					live = {
						...live,
						posts: new Set([...posts, post]),
						lines: new Map([...live.lines, [number, `line ${made}`]])
					};
				}
				const [post, number] = [posts[n % Math.max(1, posts.length)], numbers[n % Math.max(1, numbers.length)]];
				if (step === 'forget' && post !== undefined) {
					live = apply(live, { masks: false, posts: [PostId.parse(post)], lines: [] }, at);
					everForgotten.add(post);
				}
				if (step === 'redact' && number !== undefined) {
					everForgotten.add(live.lines.get(number) ?? '');
					live = apply(live, { masks: false, posts: [], lines: [{ number, texts: [] }] }, at);
				}
				if (step === 'mask') {
					live = apply(live, { masks: true, posts: [], lines: [] }, at);
					maskedAt.push(at);
				}
				if (step === 'backUp') backups = [...backups, { contents: live, at }];
				const backup = backups[n % Math.max(1, backups.length)];
				if (step === 'restore' && backup) {
					const listed = list[incident] ?? { masked: null, posts: [], lines: [] };
					const hashes = new Map([...backup.contents.lines].map(([each, text]) => [each, checksumOf(text)]));
					const here = { ...listed, posts: listed.posts.filter((each) => backup.contents.posts.has(each)) };
					const toForget = leftToForget(here, backup.contents.forgotten, hashes);
					live = apply(backup.contents, toForget, listed.masked ?? at);
					const lost = [...backup.contents.posts, ...backup.contents.lines.values()].filter(
						(each) => !live.posts.has(each) && ![...live.lines.values()].includes(each)
					);
					// Only what was forgotten before is lost: no line of another history under the same number.
					for (const each of lost) expect(everForgotten.has(each), each).toBe(true);
					if (lost.length > 0) reached.add('again');
					if (toForget.masks) reached.add('masked again');
					expect(toForget.masks).toBe(maskedAt.some((moment) => moment > (backup.contents.forgotten.masked ?? '')));
				}
				list = joinForgotten(list, { [incident]: live.forgotten });
				for (const each of [...live.posts, ...live.lines.values()]) expect(everForgotten.has(each), each).toBe(false);
			}
		}),
		{ numRuns: runs(100, 400) }
	);
	expect([...reached].sort()).toEqual(['again', 'masked again']);
});
