import { describe, expect, test } from 'vitest';
import { decideAdvice, dropAdvice, writeAdvice } from '$lib/domain/advice';
import { recordFact, replaceFact } from '$lib/domain/fact';
import { closeFinding } from '$lib/domain/finding';
import { AdviceId, FactId, Sha256, SourceId, StoryId } from '$lib/domain/ids';
import { answerNeed, reopenNeed } from '$lib/domain/need';
import { changeBetween } from '$lib/domain/profile-change';
import { setReportDue, reportReleased, writeReportText } from '$lib/domain/report';
import { checksumOfReport, RULES, shareOf } from '$lib/domain/report-content';
import { dueAfter } from '$lib/domain/report-due';
import { assessRumour, giveVerdict } from '$lib/domain/rumour';
import { changeProfile, emptyProfile } from '$lib/domain/search-profile';
import { feelStory, labelStory, lookAtStory, setHelp } from '$lib/domain/story';
import { differs, trendOf } from '$lib/domain/trend';
import { courseOf, tallyOf } from '$lib/server/report/counting';
import { render, unfinishedOf } from '$lib/server/report/render';
import { headline } from '$lib/server/report/voices';
import { anna, bram, fresh, noon } from './sample';
import { minutes, Scene } from './report-facts';

describe('arrows', () => {
	test.each([
		[24, 9, true],
		[21, 22, false],
		[3, 0, true],
		[2, 0, false],
		[23, 61, true],
		[19, 10, true],
		[9, 5, false]
	])('%i after %i is a difference: %s, because |a − b| > 1.645·√(a + b)', (now, before, expected) => {
		expect(differs(now, before)).toBe(expected);
		expect(differs(before, now)).toBe(expected);
	});

	test('what was nought is new, or asked again when it was asked earlier; two noughts are neither', () => {
		expect(trendOf(2, 0, 0)).toBe('new');
		expect(trendOf(2, 0, 5)).toBe('again');
		expect(trendOf(0, 0, 5)).toBe('none');
		expect(trendOf(0, 9, 0)).toBe('falls');
	});

	test('a half hour begins after its first moment and ends with its last', () => {
		const moment = Date.parse(noon);
		const ago = (minutes: number) => ({ at: moment - minutes * 60_000 });
		expect(courseOf([ago(0), ago(29.9), ago(30), ago(59.9), ago(60), ago(-1)], moment)).toEqual({ now: 2, before: 2, trend: 'same' });
	});
});

test('a share needs twenty', () => {
	expect(shareOf(7, 19)).toBeNull();
	expect(shareOf(5, 20)).toBe(0.25);
});

test('a post without author counts as one of its own, and is shown apart', () => {
	const scene = new Scene();
	const one = scene.author();
	expect(tallyOf([{ author: one }, { author: one }, { author: null }, { author: null }])).toEqual({ posts: 4, authors: 3, unnamed: 2 });
});

describe('needs', () => {
	test('unanswered ones come first, those asked most now before the others, answered ones last', () => {
		const scene = new Scene();
		const smoke = scene.need('Is de rook gevaarlijk?', scene.story(minutes(5, 40)));
		scene.clock(20).incident.when(answerNeed, { need: smoke, text: 'Nee', fact: null, channel: 'website', at: null }, anna);
		scene.need('Waar is de opvang?', scene.story(minutes(10, 3)));
		scene.need('Gaan de scholen dicht?', scene.story(minutes(12, 9)));
		const { needs } = scene.report(30).information;
		expect(needs.map(({ text }) => text)).toEqual(['Gaan de scholen dicht?', 'Waar is de opvang?', 'Is de rook gevaarlijk?']);
	});

	test('it waits since it was first asked, and asked again since the first time after the answer', () => {
		const scene = new Scene();
		const story = scene.story([5, 9]);
		const need = scene.need('Is het water veilig?', story);
		expect(scene.report(10).information.needs[0]).toMatchObject({ state: 'open', waitingSince: scene.at(5), answer: null, askedSince: 0 });
		scene.clock(12).incident.when(answerNeed, { need, text: 'Ja', fact: null, channel: 'website', at: scene.at(11) }, anna);
		expect(scene.report(13).information.needs[0]).toMatchObject({ waitingSince: null, answer: { at: scene.at(11), channel: 'website' } });
		scene.arrive(story, [15, 16]);
		scene.clock(17).incident.when(reopenNeed, { need }, bram);
		expect(scene.report(18).information.needs[0]).toMatchObject({ state: 'askedAgain', waitingSince: scene.at(15), askedSince: 2 });
	});

	test('phone and press stand apart, with what they ask about and what they ask besides', () => {
		const scene = new Scene();
		const [phone, press] = [fresh(SourceId), fresh(SourceId)];
		scene.add(phone, 'Telefoon', 'phone');
		scene.add(press, 'Pers', 'press');
		const story = scene.story([1, 2], { source: phone, platform: 'phone', author: null });
		scene.arrive(story, [3], { source: press, platform: 'press', author: null });
		scene.story([4], { source: phone, platform: 'phone', author: null });
		const need = scene.need('Is er asbest?', story);
		const { information } = scene.report(10);
		expect(information.phone).toEqual({ posts: 3, about: [{ finding: need, text: 'Is er asbest?', posts: 2 }], other: 1 });
		expect(information.press).toEqual({ posts: 1, about: [{ finding: need, text: 'Is er asbest?', posts: 1 }], other: 0 });
		expect(information.unanswered).toEqual([{ finding: need, text: 'Is er asbest?', press: true }]);
	});

	test('nothing stands in the report without evidence or the remark where it was heard', () => {
		const scene = new Scene();
		const story = scene.story([1]);
		const bare = scene.need('Wie betaalt dit?', story);
		scene.need('Komt er een bewonersavond?', null, 'gehoord op straat');
		scene.incident.when(labelStory, { story, add: [], remove: [bare] }, bram);
		expect(scene.report(5).information.needs.map(({ text }) => text)).toEqual(['Komt er een bewonersavond?']);
	});
});

describe('rumours', () => {
	test('risk is harm times measured spread; denials and comments do not spread it', () => {
		const scene = new Scene();
		const story = scene.story(minutes(1, 4));
		const rumour = scene.rumour('Het drinkwater is vergiftigd', story);
		const denials = scene.story(minutes(2, 30));
		scene.incident.when(labelStory, { story: denials, add: [{ kind: 'rumour', finding: rumour, stance: 'denies' }], remove: [] }, bram);
		scene.incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: false }, anna);
		expect(scene.report(10).limitation.rumours[0]).toMatchObject({
			posts: 34,
			stances: { supports: 4, denies: 30, asks: 0, comments: 0 },
			spread: 1,
			product: 3,
			level: 'middle'
		});
		scene.arrive(story, [3]);
		expect(scene.report(10).limitation.rumours[0]).toMatchObject({ spread: 2, product: 6, level: 'high' });
		expect(scene.report(130).limitation.rumours[0]).toMatchObject({ spread: 1 });
	});

	test('a verdict names its fact and source, and the highest risk stands first', () => {
		const scene = new Scene();
		scene.rumour('Er is asbest', scene.story(minutes(1, 9)));
		const water = scene.rumour('Het water is vergiftigd', scene.story([1]));
		const fact = fresh(FactId);
		scene.incident.when(recordFact, { id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: scene.at(4) }, anna);
		scene.incident.when(giveVerdict, { rumour: water, verdict: 'false', fact }, anna);
		scene.incident.when(assessRumour, { rumour: water, harm: 1, danger: true, helpNeeded: false }, anna);
		const [first] = scene.report(10).limitation.rumours;
		expect(first).toMatchObject({
			text: 'Het water is vergiftigd',
			level: 'danger',
			verdict: { verdict: 'false', source: 'waterbedrijf', at: scene.at(4) }
		});
	});

	test('a call for help is a number and a moment, nothing else', () => {
		const scene = new Scene();
		const [passed, pinned, none] = [scene.story([1]), scene.story([2]), scene.story([3])];
		scene.clock(5).incident.when(setHelp, { story: passed, help: 'passedOn' }, bram);
		scene.incident.when(setHelp, { story: pinned, help: 'pinned' }, bram);
		scene.incident.when(setHelp, { story: none, help: 'dismissed' }, bram);
		expect(scene.report(10).limitation.calls).toEqual({ passedOn: [scene.at(5)], open: 1 });
	});
});

describe('emotions and looks', () => {
	const afraid = (scene: Scene, story: StoryId) => {
		scene.incident.when(feelStory, { story, emotion: 'fear' }, bram);
		scene.incident.when(lookAtStory, { story, outcome: 'looked' }, bram);
		scene.incident.seq += 1;
	};
	test('emotions are shares of posts that were looked at; what joined later counts as joined', () => {
		const scene = new Scene();
		const story = scene.story(minutes(1, 20));
		afraid(scene, story);
		scene.arrive(story, minutes(4, 5));
		scene.incident.when(feelStory, { story: scene.story([5, 6]), emotion: 'anger' }, bram);
		const { meaning, basis } = scene.report(10);
		expect(meaning.emotions).toMatchObject({ n: 20, parts: [{ key: 'fear', posts: 20 }] });
		expect(basis).toMatchObject({
			posts: 27,
			stories: 2,
			copies: 25,
			looked: { posts: 20, stories: 1 },
			joined: 5,
			unseen: { posts: 2, stories: 1 }
		});
	});

	test('not relevant counts in the basis only', () => {
		const scene = new Scene();
		const story = scene.story(minutes(1, 6), { platform: 'phone', author: null });
		scene.incident.when(lookAtStory, { story, outcome: 'notRelevant' }, bram);
		const { information, basis } = scene.report(10);
		expect(information.phone.posts).toBe(0);
		expect(basis).toMatchObject({ posts: 6, notRelevant: 6, looked: { posts: 6, stories: 1 } });
	});
});

describe('since the previous report', () => {
	const release = (scene: Scene, minute: number, number = 1) =>
		scene.incident.take(
			reportReleased({
				number,
				place: scene.incident.seq,
				moment: scene.at(minute),
				from: noon,
				checksum: Sha256.parse('0'.repeat(64)),
				chainHead: Sha256.parse('1'.repeat(64)),
				rules: RULES,
				released: { by: bram.id, at: scene.at(minute) },
				withdrawn: null
			}),
			bram.id
		);

	test('new was raised since, gone was closed since, answered was answered since; the rest rises or falls by the last half hour', () => {
		const scene = new Scene();
		const fallen = scene.need('Is de rook gevaarlijk?', scene.story(minutes(31, 30)));
		const gone = scene.need('Waar blijft de sirene?', scene.story([2]));
		const risen = scene.need('Gaan de scholen dicht?', scene.story(minutes(61, 12)));
		expect(scene.report(59).brief).toMatchObject({ fresh: [], gone: [] });
		release(scene, 59);
		scene.clock(62).incident.when(closeFinding, { kind: 'need', finding: gone }, bram);
		const fresh = scene.need('Wat doe ik met mijn dieren?', scene.story([63]));
		const answered = scene.need('Waar is de opvang?', scene.story([64]));
		scene.incident.when(answerNeed, { need: answered, text: 'Sporthal', fact: null, channel: 'website', at: scene.at(66) }, anna);
		const { brief, previous, from } = scene.report(90);
		expect({ previous, from }).toEqual({ previous: 1, from: scene.at(59) });
		expect(brief.fresh.map(({ finding }) => finding).sort()).toEqual([fresh, answered].sort());
		expect(brief.risen).toMatchObject([{ finding: risen, now: 12, before: 0 }]);
		expect(brief.fallen).toMatchObject([{ finding: fallen, now: 0, before: 30 }]);
		expect(brief.gone.map(({ finding }) => finding)).toEqual([gone]);
		expect(brief.answered.map(({ finding }) => finding)).toEqual([answered]);
	});

	test('advice stands until it is decided; what became of it is told once, and postponed advice stays', () => {
		const scene = new Scene();
		const write = (what: string) => {
			const id = fresh(AdviceId);
			const blank = { who: '', channel: '', audience: '', tone: '', urgency: 'high' as const };
			scene.incident.wall += 1000;
			scene.incident.when(writeAdvice, { id, goal: 'informing', what, ...blank }, bram);
			return id;
		};
		const decide = (advice: AdviceId, outcome: string) =>
			scene.incident.when(decideAdvice, { advice, outcome, why: '', over: scene.incident.state.advice.get(advice)?.seq }, bram);
		const [blog, mayor] = [write('Begin een liveblog'), write('Burgemeester naar de opvang')];
		scene.clock(30);
		release(scene, 30);
		scene.clock(40);
		decide(blog, 'adopted');
		decide(mayor, 'postponed');
		const school = write('Zeg iets over de scholen');
		const second = scene.report(60).advice;
		expect(second.lines.map(({ id, since }) => [id, since])).toEqual([[school, null]]);
		expect(second.became.map(({ id, since }) => [id, since])).toEqual([
			[blog, 1],
			[mayor, 1]
		]);
		release(scene, 60, 2);
		const third = scene.report(90).advice;
		expect(third.became).toEqual([]);
		expect(third.lines.map(({ id, since }) => [id, since])).toEqual([
			[mayor, 1],
			[school, 2]
		]);
	});
});

describe('a line of advice and two people', () => {
	const blank = { goal: 'informing', who: '', channel: '', audience: '', tone: '', urgency: 'high' } as const;
	const begin = () => {
		const { incident } = new Scene();
		const id = fresh(AdviceId);
		const write = (what: string, over: number | null) => incident.when(writeAdvice, { id, what, ...blank, over }, bram);
		write('Zeg iets over de scholen', null);
		return { incident, id, write, seq: () => incident.state.advice.get(id)?.seq ?? -1 };
	};

	test('nobody writes or decides over words that they did not read', () => {
		const { incident, id, write, seq } = begin();
		const read = seq();
		expect(() => write('Zwijg', null)).toThrow('advice.changed');
		write('Zeg niets', read);
		expect(() => write('Zeg alles', read)).toThrow('advice.changed');
		const decide = (over: number) => incident.when(decideAdvice, { advice: id, outcome: 'adopted', why: '', over }, bram);
		expect(() => decide(read)).toThrow('advice.changed');
		decide(seq());
		expect(incident.state.advice.get(id)?.decision?.outcome).toBe('adopted');
		write('Zeg iets anders', seq());
		expect(incident.state.advice.get(id)?.decision).toBeNull();
		incident.when(dropAdvice, { advice: id }, bram);
		expect(() => write('Toch', read)).toThrow('advice.absent');
	});

	test('who declines says why', () => {
		const { incident, id, seq } = begin();
		const decline = (why: string) => incident.when(decideAdvice, { advice: id, outcome: 'declined', why, over: seq() }, bram);
		expect(() => decline('  ')).toThrow('advice.withoutWhy');
		decline('Geen tijd');
		expect(incident.state.advice.get(id)?.decision).toMatchObject({ outcome: 'declined', why: 'Geen tijd' });
	});
});

test('facts: known and not known yet; what was replaced is gone', () => {
	const scene = new Scene();
	const [old, renewed, open] = [fresh(FactId), fresh(FactId), fresh(FactId)];
	scene.incident.when(recordFact, { id: old, text: 'Vijf gewonden', source: 'GHOR', at: null }, anna);
	scene.incident.when(replaceFact, { id: renewed, replaces: old, text: 'Zes gewonden', source: 'GHOR', at: null }, anna);
	scene.incident.when(recordFact, { id: open, text: 'De oorzaak', source: null, at: null }, anna);
	const { known } = scene.report(1);
	expect(known.facts.map(({ id }) => id)).toEqual([renewed]);
	expect(known.open.map(({ id }) => id)).toEqual([open]);
});

describe('voices', () => {
	test('names media, organisations and office holders with what was repeated most; never a private person', () => {
		const scene = new Scene();
		const omroep = scene.author();
		const voice = { name: 'Omroep Waterveen', kind: 'media' as const };
		scene.voices.set(omroep, voice);
		const [small, large] = [scene.story([50], { author: omroep }), scene.story(minutes(40, 6))];
		const say = (story: StoryId, text: string, minute: number) =>
			scene.said.push({ voice, story, platform: 'x', at: Date.parse(scene.at(minute)), text, gone: false });
		say(small, 'Even weg', 50);
		say(large, 'Rook trekt over drie wijken https://omroep.example/rook via @jan_van_dam', 40);
		scene.need('Trekt de rook hierheen?', large);
		expect(scene.report(60).voices).toEqual([
			{ name: 'Omroep Waterveen', kind: 'media', headline: 'Rook trekt over drie wijken via @…', platform: 'x', at: scene.at(40), posts: 6 }
		]);
	});

	test('a headline is one line, without addresses and without the accounts it speaks to', () => {
		expect(headline('Brand!\n\nLees: https://a.example/b?c  @piet.de.wit@mastodon.example zegt')).toBe('Brand! Lees: @… zegt');
		expect(headline('mail naar pers@waterveen.example')).toBe('mail naar pers@waterveen.example');
		expect(headline('woord '.repeat(60))).toMatch(/^(woord )+woord…$/);
		expect(headline('woord '.repeat(60)).length).toBeLessThanOrEqual(121);
	});
});

describe('limits', () => {
	test('sources stand also at zero, and desks that are not there are named', () => {
		const scene = new Scene();
		scene.add(fresh(SourceId), 'Telefoon', 'phone');
		scene.story([1, 2]);
		const { basis } = scene.report(5);
		expect(basis.sources.map(({ name, posts, authors }) => [name, posts, authors])).toEqual([
			['X', 2, 2],
			['Telefoon', 0, 0]
		]);
		expect(basis.missing).toEqual(['press', 'street']);
	});

	test('outages are told as they were known at the moment measured', () => {
		const scene = new Scene();
		const facts = (minute: number) => ({
			...scene.facts(minute),
			outages: [{ source: 'X', why: 'silent' as const, from: scene.at(12), to: scene.at(40) }]
		});
		const outages = (minute: number) => render(facts(minute)).basis.outages.map(({ to }) => to);
		expect(outages(11)).toEqual([]);
		expect(outages(20)).toEqual([null]);
		expect(outages(50)).toEqual([scene.at(40)]);
	});

	test('the search profile stands in it as it is, with each change since it was first given', () => {
		const scene = new Scene();
		scene.incident.when(changeProfile, { ...emptyProfile, terms: ['brand'] }, bram);
		const change = changeBetween(
			{ ...emptyProfile, terms: ['rook'] },
			{ ...emptyProfile, terms: ['brand'], excluded: ['voetbal'] },
			scene.at(5)
		);
		const { profile } = render({ ...scene.facts(20), profileChanges: change ? [change] : [] }).basis;
		expect(profile?.terms).toEqual(['brand']);
		expect(profile?.changes).toEqual([
			{
				at: scene.at(5),
				added: [
					{ list: 'terms', word: 'brand' },
					{ list: 'excluded', word: 'voetbal' }
				],
				removed: [{ list: 'terms', word: 'rook' }]
			}
		]);
		expect(changeBetween(emptyProfile, emptyProfile, scene.at(5))).toBeNull();
	});
});

describe('when the next one is due', () => {
	const scene = new Scene();
	test.each([
		[30, null, 10, 30],
		[30, null, 30, null],
		[30, 30, 30, 60],
		[30, 30, 22, 60],
		[30, 30, 19, 30],
		[30, 60, 95, 150]
	] as const)('due at %i and then every %s: after one measured at %i comes %s', (at, every, measured, expected) => {
		expect(dueAfter({ at: scene.at(at), every, meetings: [] }, scene.at(measured))).toBe(expected === null ? null : scene.at(expected));
	});
	test('with the meeting clock it is the next meeting, and none after the last', () => {
		const due = { at: scene.at(30), every: null, meetings: [scene.at(75), scene.at(120)] };
		const after = [10, 30, 64, 65, 110].map((measured) => dueAfter(due, scene.at(measured)));
		expect(after).toEqual([scene.at(30), scene.at(75), scene.at(75), scene.at(120), null]);
	});
	test('the report says it', () => {
		scene.incident.when(setReportDue, { due: { at: scene.at(30), every: 30 } }, bram);
		expect(scene.report(30).due).toBe(scene.at(60));
	});
});

describe('what must be filled in before release', () => {
	test('a judgement needs its certainty with why; neither goes without the other', () => {
		const scene = new Scene();
		const blank = { certainty: null, noneFound: false, over: null };
		const write = (section: string, to: object) =>
			scene.incident.when(writeReportText, { section, text: 'Woorden', ...blank, ...to }, bram);
		for (const section of ['brief', 'counterSignals', 'reading']) write(section, {});
		expect(unfinishedOf(scene.report(1))).toEqual(['certainty']);
		expect(() => write('certainty', { certainty: 'high', text: ' ' })).toThrow('report.withoutWhy');
		expect(() => write('certainty', {})).toThrow('report.withoutWhy');
		write('certainty', { certainty: 'high' });
		expect(unfinishedOf(scene.report(1))).toEqual([]);
	});
	const filled = (brief: string | null, counter: string | null, noneFound: boolean) => {
		const scene = new Scene();
		const blank = { certainty: null, noneFound: false, over: null };
		if (brief !== null) scene.incident.when(writeReportText, { section: 'brief', text: brief, ...blank }, bram);
		if (counter !== null) scene.incident.when(writeReportText, { ...blank, section: 'counterSignals', text: counter, noneFound }, bram);
		return unfinishedOf(scene.report(1));
	};
	test.each([
		['nothing written', null, null, false, ['brief', 'counterSignals']],
		['no counter-signals', 'Het beeld', null, false, ['counterSignals']],
		['no picture in short, blanks are nothing', '   ', 'Oost ruikt niets', false, ['brief']],
		['both, and none found', 'Het beeld', '', true, []]
	])('%s', (_, brief, counter, noneFound, expected) => expect(filled(brief, counter, noneFound)).toEqual(expected));
});

test('the same facts in another order give the same checksum', () => {
	const scene = new Scene();
	for (let i = 0; i < 5; i += 1) scene.need(`Vraag ${i}`, scene.story(minutes(i, 3)));
	const { posts } = scene;
	const before = checksumOfReport(scene.report(20));
	posts.reverse();
	expect(checksumOfReport(scene.report(20))).toBe(before);
	scene.arrive(fresh(StoryId), [19]);
	expect(checksumOfReport(scene.report(20))).not.toBe(before);
});
