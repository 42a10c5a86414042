import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AlertId, AlertRuleId, StoryId } from '$lib/domain/core/ids';
import { MOST_ALERT_STORIES, openAlerts, raiseAlert, seeAlert } from '$lib/domain/overview/alert';
import { foundIn, peakOf, storiesOf, type AlertPost } from '$lib/domain/overview/alert-check';
import { addAlertRule, MOST_ALERT_RULES, removeAlertRule } from '$lib/domain/overview/alert-rule';
import { ReportFixture } from './report-facts';
import { bram, carla, fresh, system } from './in-memory-incident';

const word = (words: string) => ({ kind: 'word' as const, words });
const post = (text: string, more: Partial<AlertPost> = {}): AlertPost => ({
	story: fresh(StoryId),
	text,
	authorKind: 'private',
	followers: 10,
	...more
});

describe('a rule', () => {
	test('is added once and can be removed, both can be undone, and the number of rules is limited', () => {
		const { incident } = new ReportFixture();
		const id = fresh(AlertRuleId);
		incident.when(addAlertRule, { id, trigger: word('evacuatie') }, carla);
		expect(() => incident.when(addAlertRule, { id, trigger: word('asbest') }, carla)).toThrow('id.taken');
		const again = { id: fresh(AlertRuleId), trigger: word('evacuatie') };
		expect(() => incident.when(addAlertRule, again, bram)).toThrow('alert.same');
		expect(removeAlertRule.undo?.steps({ rule: id }, incident.state)).toEqual([
			addAlertRule({ id, trigger: word('evacuatie') })
		]);
		incident.when(removeAlertRule, { rule: id }, bram);
		expect(() => incident.when(removeAlertRule, { rule: id }, bram)).toThrow('alert.noRule');
		for (let at = 0; at < MOST_ALERT_RULES; at++)
			incident.when(addAlertRule, { id: fresh(AlertRuleId), trigger: word(`woord ${at}`) }, carla);
		expect(() => incident.when(addAlertRule, again, carla)).toThrow('alert.tooMany');
	});

	test('has at most one open alert: the next is raised only after that one was seen', () => {
		const { incident } = new ReportFixture();
		const [rule, first, second] = [fresh(AlertRuleId), fresh(AlertId), fresh(AlertId)];
		const reason = { kind: 'word' as const, words: 'evacuatie', posts: 2 };
		const raise = (id: AlertId) => incident.when(raiseAlert, { id, rule, reason, stories: [] }, system);
		expect(() => raise(first)).toThrow('alert.noRule');
		incident.when(addAlertRule, { id: rule, trigger: word('evacuatie') }, carla);
		raise(first);
		expect(() => raise(second)).toThrow('alert.open');
		expect(openAlerts(incident.state).map(({ id }) => id)).toEqual([first]);
		expect(() => incident.when(seeAlert, { rule, alert: second }, bram)).toThrow('alert.absent');
		incident.when(seeAlert, { rule, alert: first }, bram);
		expect(openAlerts(incident.state)).toEqual([]);
		expect(() => incident.when(seeAlert, { rule, alert: first }, carla)).toThrow('alert.absent');
		raise(second);
		expect(openAlerts(incident.state).map(({ id }) => id)).toEqual([second]);
	});
});

describe('a peak', () => {
	test('is a given multiple of the usual number of posts, and at least ten posts', () => {
		expect(peakOf([4, 5, 6, 15], 3)).toEqual({ posts: 15, usual: 5 });
		expect(peakOf([4, 5, 6, 14], 3)).toBeNull();
		expect(peakOf([0, 0, 0, 9], 3), 'nine posts are few').toBeNull();
		expect(peakOf([0, 0, 0, 10], 3)).toEqual({ posts: 10, usual: 0 });
		expect(peakOf([5, 90], 3), 'too little was measured').toBeNull();
		expect(peakOf([5, 5, 5, 80, 5, 5, 20], 3), 'an earlier peak does not hide this one').toMatchObject({ usual: 5 });
	});
	test('is not found with fewer posts or a larger factor, nor where all periods are equal', () => {
		const counts = fc.array(fc.nat(300), { minLength: 4, maxLength: 20 });
		let peaks = 0;
		fc.assert(
			fc.property(counts, fc.double({ min: 1.5, max: 20, noNaN: true }), fc.nat(50), (all, factor, fewer) => {
				const peak = peakOf(all, factor);
				if (peak) peaks += 1;
				const less = [...all.slice(0, -1), Math.max(0, (all.at(-1) ?? 0) - fewer)];
				if (!peak) {
					expect(peakOf(less, factor)).toBeNull();
					expect(peakOf(all, factor + 1)).toBeNull();
				} else expect(peak.posts).toBeGreaterThanOrEqual(factor * peak.usual);
				expect(peakOf(Array(8).fill(all[0]), factor)?.usual ?? 1).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 1000 }
		);
		expect(peaks).toBeGreaterThan(5);
	});
});

test('a word matches whole words in any case and with any accents, and gives the number of posts and their stories', () => {
	const posts = [post('Wordt er GEËVACUEERD?'), post('evacuatie nu'), post('Evacuatie!'), post('evacuaties')];
	expect(foundIn(word('evacuatie'), posts)).toEqual({
		reason: { kind: 'word', words: 'evacuatie', posts: 2 },
		stories: posts.slice(1, 3).map(({ story }) => story)
	});
	expect(foundIn(word('evacuatie*'), posts)?.reason).toMatchObject({ posts: 3 });
	expect(foundIn(word('asbest'), posts)).toBeNull();
	expect(foundIn(word('*'), posts), 'a term that says nothing is in no post').toBeNull();
});

test('a voice is media, an organisation, an office holder or an account with enough followers; an unknown number is not enough', () => {
	const rule = { kind: 'voice' as const, followers: 10_000 };
	expect(foundIn(rule, [post('a'), post('b', { followers: null }), post('c', { authorKind: null })])).toBeNull();
	expect(foundIn(rule, [post('a', { followers: 9_999 })])).toBeNull();
	expect(foundIn(rule, [post('a', { followers: 10_000 })])?.reason).toEqual({
		kind: 'voice',
		authorKind: 'private',
		followers: 10_000
	});
	const loud = post('b', { followers: 50_000 });
	const found = foundIn(rule, [post('a', { authorKind: 'media', followers: null }), loud]);
	expect(found?.reason).toMatchObject({ authorKind: 'private', followers: 50_000 });
	expect(found?.stories[0]).toBe(loud.story);
	expect(foundIn(rule, [post('a', { authorKind: 'media', followers: null })])?.reason).toMatchObject({
		authorKind: 'media',
		followers: null
	});
});

test('an alert lists the stories with the most posts first, each once, up to a maximum', () => {
	const ids = Array.from({ length: 30 }, () => fresh(StoryId));
	fc.assert(
		fc.property(fc.array(fc.nat(29), { maxLength: 200 }), (picked) => {
			const posts = picked.map((at) => ({ story: ids[at] ?? fresh(StoryId) }));
			const stories = storiesOf(posts);
			expect(new Set(stories).size).toBe(stories.length);
			expect(stories).toHaveLength(Math.min(new Set(picked).size, MOST_ALERT_STORIES));
			const count = (story: StoryId | undefined) => posts.filter((each) => each.story === story).length;
			for (let at = 1; at < stories.length; at++)
				expect(count(stories[at - 1])).toBeGreaterThanOrEqual(count(stories[at]));
		})
	);
});
