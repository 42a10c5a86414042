import fc from 'fast-check';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import { maskingForOutside, reportForOutside } from '$lib/domain/report/for-outside';
import { describe, expect, test } from 'vitest';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { tableAdvice } from '$lib/domain/report/advice-lines';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { closeFinding } from '$lib/domain/findings/finding';
import { AdviceId, FactId, momentOf, Sha256, SourceId, StoryId } from '$lib/domain/core/ids';
import { changeBetween } from '$lib/domain/posts/search/profile-change';
import { reportReleased } from '$lib/domain/report/version';
import { checksumOfReport, RULES } from '$lib/domain/report/content';
import { changeProfile, emptyProfile } from '$lib/domain/posts/search/profile';
import { setSentiment, markLookedAt } from '$lib/domain/stories/story';
import { render } from '$lib/server/read/report/render';
import { headline } from '$lib/server/read/report/collect/voices';
import { anna, bram, fresh, noon } from './in-memory-incident';
import { minutes, ReportFixture } from './report-facts';

describe('emotions and looked-at posts', () => {
	const labelFear = (fixture: ReportFixture, story: StoryId) => {
		fixture.incident.when(setSentiment, { story, emotion: 'fear' }, bram);
		fixture.incident.when(markLookedAt, { story, outcome: 'looked' }, bram);
		fixture.incident.seq += 1;
	};
	test('equal labels give equal counts, whenever the posts joined; posts after a look are counted as joined later', () => {
		const fixture = new ReportFixture();
		const story = fixture.story(minutes(1, 20));
		labelFear(fixture, story);
		fixture.arrive(story, minutes(4, 5));
		fixture.incident.when(setSentiment, { story: fixture.story([5, 6]), emotion: 'anger' }, bram);
		const { meaning, basis } = fixture.report(10);
		expect(meaning.emotions).toEqual({
			stories: 2,
			posts: 27,
			parts: [
				{ key: 'fear', stories: 1, posts: 25 },
				{ key: 'anger', stories: 1, posts: 2 }
			]
		});
		expect(basis).toMatchObject({
			posts: 27,
			stories: 2,
			copies: 25,
			looked: { posts: 20, stories: 1 },
			joined: 5,
			unseen: { posts: 2, stories: 1 }
		});
	});

	test('irrelevant posts count in the basis only', () => {
		const fixture = new ReportFixture();
		const story = fixture.story(minutes(1, 6), { platform: 'phone', author: null });
		fixture.incident.when(markLookedAt, { story, outcome: 'notRelevant' }, bram);
		const { information, basis } = fixture.report(10);
		expect(information.phone.posts).toBe(0);
		expect(basis).toMatchObject({ posts: 6, notRelevant: 6, looked: { posts: 6, stories: 1 } });
	});
});

describe('since the previous report', () => {
	const release = (fixture: ReportFixture, minute: number, number = 1) =>
		fixture.incident.take(
			reportReleased({
				number,
				position: fixture.incident.seq,
				moment: fixture.at(minute),
				from: noon,
				checksum: Sha256.parse('0'.repeat(64)),
				chainHead: Sha256.parse('1'.repeat(64)),
				rules: RULES,
				publicKey: null,
				released: { by: bram.id, at: fixture.at(minute), eyes: [] },
				withdrawn: null
			}),
			bram.id
		);

	test('new, gone and answered are counted since then; the rest rises or falls by the last half hour', () => {
		const fixture = new ReportFixture();
		const fallen = fixture.need('Is de rook gevaarlijk?', fixture.story(minutes(31, 30)));
		const gone = fixture.need('Waar blijft de sirene?', fixture.story([2]));
		const risen = fixture.need('Gaan de scholen dicht?', fixture.story(minutes(61, 12)));
		expect(fixture.report(59).brief).toMatchObject({ fresh: [], gone: [] });
		release(fixture, 59);
		fixture.clock(62).incident.when(closeFinding, { kind: 'need', finding: gone }, bram);
		const fresh = fixture.need('Wat doe ik met mijn dieren?', fixture.story([63]));
		const answered = fixture.need('Waar is de opvang?', fixture.story([64]));
		fixture.incident.answered({ need: answered, text: 'Sporthal', fact: null, channel: 'website', at: fixture.at(66) });
		const { brief, previous, from } = fixture.report(90);
		expect({ previous, from }).toEqual({ previous: 1, from: fixture.at(59) });
		expect(brief.fresh.map(({ finding }) => finding).sort()).toEqual([fresh, answered].sort());
		expect(brief.risen).toMatchObject([{ finding: risen, now: 12, before: 0 }]);
		expect(brief.fallen).toMatchObject([{ finding: fallen, now: 0, before: 30 }]);
		expect(brief.gone.map(({ finding }) => finding)).toEqual([gone]);
		expect(brief.answered.map(({ finding }) => finding)).toEqual([answered]);
	});

	test('the table starts with undecided advice by deadline; the report says who carries it out and by when', () => {
		const fixture = new ReportFixture();
		const at = (minutes: number) => momentOf(Date.parse(fixture.at(0)) + minutes * 60_000);
		const write = (what: string, to: object = {}) => {
			const id = fresh(AdviceId);
			const blank = { who: '', channel: '', audience: '', tone: '', urgency: 'low' as const };
			fixture.incident.wall += 1000;
			fixture.incident.when(writeAdvice, { id, goal: 'informing', what, ...blank, ...to }, bram);
			return id;
		};
		const decide = (advice: AdviceId, to: object) =>
			fixture.incident.when(
				decideAdvice,
				{ advice, why: '', over: fixture.incident.state.advice.get(advice)?.seq, ...to },
				bram
			);
		const table = () => {
			const { open, decided } = tableAdvice(fixture.incident.state);
			return [open.map(({ id }) => id), decided.map(({ id }) => id)] as const;
		};
		const [blog, mayor, school] = [
			write('Begin een liveblog'),
			write('Burgemeester naar de opvang', { urgency: 'high' }),
			write('Zeg iets over de scholen', { deadline: at(200) })
		];
		expect(table()).toEqual([[school, mayor, blog], []]);
		decide(blog, { outcome: 'postponed', due: at(100) });
		expect(table()).toEqual([[blog, school, mayor], []]);
		decide(mayor, { outcome: 'adopted', who: 'burgemeester', due: at(90) });
		decide(school, { outcome: 'declined', why: 'Geen nieuws', who: 'niemand', due: at(90) });
		const [[open], decided] = table();
		expect(open).toBe(blog);
		expect(new Set(decided)).toEqual(new Set([mayor, school]));
		const decisions = new Map(fixture.report(60).advice.lines.map(({ id, decision }) => [id, decision]));
		expect(decisions.get(mayor)).toMatchObject({ outcome: 'adopted', who: 'burgemeester', due: at(90) });
		expect(decisions.get(blog)).toMatchObject({ outcome: 'postponed', due: at(100) });
		expect(decisions.get(school)).not.toHaveProperty('who');
		expect(decisions.get(school)).not.toHaveProperty('due');
	});

	test('advice is listed until it is decided; its decision is reported once, and postponed advice is kept', () => {
		const fixture = new ReportFixture();
		const write = (what: string) => {
			const id = fresh(AdviceId);
			const blank = { who: '', channel: '', audience: '', tone: '', urgency: 'high' as const };
			fixture.incident.wall += 1000;
			fixture.incident.when(writeAdvice, { id, goal: 'informing', what, ...blank }, bram);
			return id;
		};
		const decide = (advice: AdviceId, outcome: string, effect = '') =>
			fixture.incident.when(
				decideAdvice,
				{ advice, outcome, why: '', effect, over: fixture.incident.state.advice.get(advice)?.seq },
				bram
			);
		const [blog, mayor] = [write('Begin een liveblog'), write('Burgemeester naar de opvang')];
		fixture.clock(30);
		release(fixture, 30);
		fixture.clock(40);
		decide(blog, 'adopted');
		decide(mayor, 'postponed');
		const school = write('Zeg iets over de scholen');
		const second = fixture.report(60).advice;
		expect(second.lines.map(({ id, since }) => [id, since])).toEqual([[school, null]]);
		expect(second.became.map(({ id, since }) => [id, since])).toEqual([
			[blog, 1],
			[mayor, 1]
		]);
		release(fixture, 60, 2);
		const third = fixture.report(90).advice;
		expect(third.became).toEqual([]);
		expect(third.lines.map(({ id, since }) => [id, since])).toEqual([
			[mayor, 1],
			[school, 2]
		]);
		fixture.clock(95);
		decide(blog, 'adopted', 'Minder vragen aan de telefoon');
		const decided = { outcome: 'adopted', effect: 'Minder vragen aan de telefoon', at: fixture.at(40) };
		expect(fixture.report(96).advice.became).toMatchObject([{ id: blog, decision: decided }]);
		release(fixture, 96, 3);
		expect(fixture.report(120).advice.became).toEqual([]);
	});
});

test('facts are listed as known or not known yet, and replaced ones are left out', () => {
	const fixture = new ReportFixture();
	const [old, renewed, open] = [fresh(FactId), fresh(FactId), fresh(FactId)];
	fixture.incident.when(recordFact, { id: old, text: 'Vijf gewonden', source: 'GHOR', at: null }, anna);
	fixture.incident.when(
		replaceFact,
		{ id: renewed, replaces: old, text: 'Zes gewonden', source: 'GHOR', at: null },
		anna
	);
	fixture.incident.when(recordFact, { id: open, text: 'De oorzaak', source: null, at: null }, anna);
	const { known } = fixture.report(1);
	expect(known.facts.map(({ id }) => id)).toEqual([renewed]);
	expect(known.open.map(({ id }) => id)).toEqual([open]);
});

describe('voices', () => {
	test('lists media, organisations and office holders with their most repeated words, but never a private person', () => {
		const fixture = new ReportFixture();
		const omroep = fixture.author();
		const voice = { name: 'Omroep Waterveen', kind: 'media' as const };
		fixture.voices.set(omroep, voice);
		const [small, large] = [fixture.story([50], { author: omroep }), fixture.story(minutes(40, 6))];
		const say = (story: StoryId, text: string, minute: number) =>
			fixture.said.push({
				voice,
				story,
				since: 1,
				platform: 'x',
				at: Date.parse(fixture.at(minute)),
				text,
				gone: false
			});
		say(small, 'Even weg', 50);
		say(large, 'Rook trekt over drie wijken https://omroep.example/rook via @jan_van_dam', 40);
		fixture.need('Trekt de rook hierheen?', large);
		expect(fixture.report(60)).toMatchObject({ voices: [], noVoices: 'notLookedAt' });
		for (const story of [small, large]) fixture.incident.when(markLookedAt, { story, outcome: 'looked' }, bram);
		const { state } = fixture.incident;
		const mask = maskingForOutside(state, state, { known: new KnownNames([]), publicWords: new Set() });
		expect(reportForOutside(fixture.report(60), mask).voices).toEqual([
			{
				name: 'Omroep Waterveen',
				kind: 'media',
				headline: 'Rook trekt over drie wijken via @…',
				platform: 'x',
				at: fixture.at(40),
				posts: 6,
				story: large
			}
		]);
	});

	test('a theme is attributed to a voice only for at least three of its own posts and a quarter of all; with blame no other voice is named', () => {
		const cases = fc.record({
			theme: fc.constantFrom('blame', 'trust'),
			own: fc.nat(6),
			shared: fc.nat(6),
			others: fc.nat(20)
		});
		fc.assert(
			fc.property(cases, ({ theme, own, shared, others }) => {
				const fixture = new ReportFixture();
				const party = fixture.author();
				fixture.voices.set(party, { name: 'Waterveen Lokaal', kind: 'organisation' });
				const story = fixture.story(minutes(1, others));
				fixture.arrive(story, minutes(2, own), { author: party });
				fixture.arrive(story, minutes(3, shared), { author: party, share: true });
				fixture.meaning('De vergunning deugde niet', theme, story);
				const [line] = fixture.report(60).meaning.themes;
				const isMain = own >= 3 && own >= (own + shared + others) / 4;
				const isAlso = !isMain && own > 0 && theme !== 'blame';
				expect(line?.voices ?? []).toEqual(isMain ? ['Waterveen Lokaal'] : []);
				expect(line?.also ?? []).toEqual(isAlso ? [{ name: 'Waterveen Lokaal', posts: own }] : []);
			})
		);
	});

	test('a headline is one line, without web addresses', () => {
		expect(headline('Brand!\n\nLees: https://a.example/b?c  @piet.de.wit@mastodon.example zegt')).toBe(
			'Brand! Lees: @piet.de.wit@mastodon.example zegt'
		);
		expect(headline('mail naar pers@waterveen.example')).toBe('mail naar pers@waterveen.example');
		expect(headline('woord '.repeat(60))).toMatch(/^(woord )+woord…$/);
		expect(headline('woord '.repeat(60)).length).toBeLessThanOrEqual(121);
	});
});

describe('limits', () => {
	test('sources without posts are listed, and missing desks are named', () => {
		const fixture = new ReportFixture();
		fixture.add(fresh(SourceId), 'Telefoon', 'phone');
		fixture.story([1, 2]);
		const { basis } = fixture.report(5);
		expect(basis.sources.map(({ name, posts, authors }) => [name, posts, authors])).toEqual([
			['X', 2, 2],
			['Telefoon', 0, 0]
		]);
		expect(basis.missing).toEqual(['press', 'street']);
	});

	test('outages are reported as they were known at the measured moment', () => {
		const fixture = new ReportFixture();
		const facts = (minute: number) => ({
			...fixture.facts(minute),
			outages: [{ source: 'X', why: 'silent' as const, from: fixture.at(12), to: fixture.at(40) }]
		});
		const outages = (minute: number) => render(facts(minute)).basis.outages.map(({ to }) => to);
		expect(outages(11)).toEqual([]);
		expect(outages(20)).toEqual([null]);
		expect(outages(50)).toEqual([fixture.at(40)]);
	});

	test('the report has the current search profile, with every change since the first', () => {
		const fixture = new ReportFixture();
		fixture.incident.when(changeProfile, { ...emptyProfile, terms: ['brand'] }, bram);
		const change = changeBetween(
			{ ...emptyProfile, terms: ['rook'] },
			{ ...emptyProfile, terms: ['brand'], excluded: ['voetbal'] },
			fixture.at(5)
		);
		const { profile } = render({ ...fixture.facts(20), profileChanges: change ? [change] : [] }).basis;
		expect(profile?.terms).toEqual(['brand']);
		expect(profile?.changes).toEqual([
			{
				at: fixture.at(5),
				added: [
					{ list: 'terms', word: 'brand' },
					{ list: 'excluded', word: 'voetbal' }
				],
				removed: [{ list: 'terms', word: 'rook' }]
			}
		]);
		expect(changeBetween(emptyProfile, emptyProfile, fixture.at(5))).toBeNull();
	});
});

test('the same facts in another order give the same checksum', () => {
	const fixture = new ReportFixture();
	for (let i = 0; i < 5; i += 1) fixture.need(`Vraag ${i}`, fixture.story(minutes(i, 3)));
	const { posts } = fixture;
	const before = checksumOfReport(fixture.report(20));
	posts.reverse();
	expect(checksumOfReport(fixture.report(20))).toBe(before);
	fixture.arrive(fresh(StoryId), [19]);
	expect(checksumOfReport(fixture.report(20))).not.toBe(before);
});
