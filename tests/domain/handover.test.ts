import { describe, expect, test } from 'vitest';
import { writeAdvice } from '$lib/domain/report/advice';
import { endAgreement, makeAgreement } from '$lib/domain/incident/agreement';
import { raiseAlert, seeAlert, type AlertReason } from '$lib/domain/overview/alert';
import { addAlertRule } from '$lib/domain/overview/alert-rule';
import { handoverOf, type Handover } from '$lib/domain/overview/handover';
import {
	AdviceId,
	AgreementId,
	AlertId,
	AlertRuleId,
	FactId,
	millisecondsOf,
	StoryId,
	PublicationId,
	TextId
} from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { publishAlone, reviewPublication, withoutSecondReader } from '$lib/domain/official-text/publication';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { verifyRumour } from '$lib/domain/findings/inquiry';
import { startAnswer } from '$lib/domain/findings/need';
import { setReportDue } from '$lib/domain/report/version';
import { replaceFact, recordFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { assessRumour, giveVerdict } from '$lib/domain/findings/rumour';
import { takeShift } from '$lib/domain/incident/shift';
import { setCallForHelp } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/words';
import { writeHandover } from '$lib/report/write/handover';
import { minutes, ReportFixture } from './report-facts';
import { anna, bram, carla, fresh, system } from './in-memory-incident';

const [boy, man] = [fresh(StoryId), fresh(StoryId)];
/** A call that a person pinned, two that look like one, and one that was passed on. */
const strip = (fixture: ReportFixture) => [
	{ id: boy, lead: { text: 'Help, ons zoontje!' }, since: fixture.at(30), help: null, helpState: 'pinned' as const },
	{ id: man, lead: { text: 'Kan niet weg' }, since: fixture.at(20), help: { score: 0.94 }, helpState: null },
	{ id: fresh(StoryId), lead: { text: 'Rook' }, since: fixture.at(20), help: { score: 0.6 }, helpState: null },
	{
		id: fresh(StoryId),
		lead: { text: 'Weg' },
		since: fixture.at(9),
		help: { score: 0.9 },
		helpState: 'passedOn' as const
	}
];
function handover(
	fixture: ReportFixture,
	minute: number,
	queue = { waiting: 84, oldest: fixture.at(minute - 9), help: 12, pinned: 2 }
): Handover {
	return handoverOf({
		state: fixture.incident.state,
		report: fixture.report(minute),
		figures: { queue },
		strip: strip(fixture),
		now: fixture.at(minute)
	});
}

/** Two rules; one raises an alert in the shift before and three in this one, the other one that nobody has seen. */
function raiseAlerts(fixture: ReportFixture, word: AlertRuleId, peak: AlertRuleId): void {
	const { incident } = fixture;
	incident.when(addAlertRule, { id: word, trigger: { kind: 'word', words: 'asbest' } }, bram);
	incident.when(addAlertRule, { id: peak, trigger: { kind: 'peak', factor: 3 } }, bram);
	const asbestos = { kind: 'word' as const, words: 'asbest', posts: 2 };
	const raise = (minute: number, rule: AlertRuleId, reason: AlertReason, isSeen: boolean): void => {
		const alert = fresh(AlertId);
		fixture.clock(minute).incident.when(raiseAlert, { id: alert, rule, reason, stories: [] }, system);
		if (isSeen) incident.when(seeAlert, { rule, alert }, anna);
	};
	raise(5, peak, { kind: 'peak', posts: 40, usual: 4 }, false);
	raise(10, word, asbestos, true);
	fixture.clock(20).incident.when(takeShift, {}, bram);
	for (const minute of [30, 40, 45]) raise(minute, word, asbestos, true);
}

describe('taking over', () => {
	test('records who has the shift, since when and who had it before; nobody can take over from themselves', () => {
		const { incident } = new ReportFixture();
		expect(incident.state.shift).toBeNull();
		incident.when(takeShift, {}, bram);
		expect(() => incident.when(takeShift, {}, bram)).toThrow('shift.yours');
		incident.wall += 60_000;
		incident.when(takeShift, {}, carla);
		expect(incident.state.shift).toMatchObject({ by: carla.id, before: { by: bram.id } });
		expect(() => incident.when(takeShift, {}, anna)).toThrow('role.missing');
	});
});

describe('agreements', () => {
	test('hold until somebody ends them', () => {
		const fixture = new ReportFixture();
		const agreement = fresh(AgreementId);
		fixture.incident.when(makeAgreement, { id: agreement, text: 'Vragen over doden gaan naar de politie.' }, anna);
		expect(handover(fixture, 1).agreements.map(({ text, by }) => [text, by])).toEqual([
			['Vragen over doden gaan naar de politie.', anna.id]
		]);
		fixture.incident.when(endAgreement, { agreement }, bram);
		expect(handover(fixture, 2).agreements).toEqual([]);
		expect(() => fixture.incident.when(endAgreement, { agreement }, bram)).toThrow('agreement.absent');
	});
});

describe('the handover', () => {
	const alerted = new ReportFixture();
	const [word, peak] = [fresh(AlertRuleId), fresh(AlertRuleId)];
	raiseAlerts(alerted, word, peak);
	const fixture = new ReportFixture();
	const water = fixture.rumour('Het drinkwater is vergiftigd', fixture.story(minutes(1, 8)));
	fixture.clock(5).incident.when(assessRumour, { rumour: water, harm: 3, danger: true, helpNeeded: false }, anna);
	fixture
		.clock(10)
		.incident.when(
			verifyRumour,
			{ rumour: water, body: 'waterbedrijf', question: null, deadline: fixture.at(25) },
			bram
		);
	const asbestos = fixture.rumour('Er is asbest', fixture.story([11]));
	const school = fixture.need('Gaan de scholen dicht?', fixture.story([12, 13]));
	const smoke = fixture.need('Is de rook gevaarlijk?', fixture.story(minutes(3, 4)));
	fixture.clock(14).incident.when(startAnswer, { need: school }, anna);
	fixture.incident.answered({ need: smoke, text: 'Ja', fact: null, channel: 'website', at: null });
	fixture.incident.when(setReportDue, { due: { at: fixture.at(30), every: 30 } }, bram);
	fixture.incident.when(setCallForHelp, { story: fixture.story([15]), help: 'passedOn' }, bram);
	fixture.incident.when(
		writeAdvice,
		{
			id: fresh(AdviceId),
			goal: 'informing',
			what: 'Zeg iets',
			who: '',
			channel: '',
			audience: '',
			tone: '',
			urgency: 'high'
		},
		bram
	);
	const seen = handover(fixture, 40);

	test('starts with items that have a moment, earliest first, so that late items lead', () => {
		const late = (at: string) => at < seen.at;
		expect(
			seen.due.map(({ what, at }) => [what, (millisecondsOf(at) - millisecondsOf(fixture.at(0))) / 60_000, late(at)])
		).toEqual([
			['inquiry', 25, true],
			['report', 30, true],
			['verdict', 35, true],
			['text', 65, false]
		]);
	});

	test('lists rumours by risk, unanswered questions with who is answering, advice and calls for help', () => {
		expect(seen.rumours.map(({ finding }) => finding)).toEqual([water, asbestos]);
		expect(seen.needs.map(({ finding, answering }) => [finding, answering])).toEqual([[school, anna.id]]);
		expect(seen.advice.map(({ what }) => what)).toEqual(['Zeg iets']);
		expect(seen.calls).toEqual({
			open: [{ story: boy, text: 'Help, ons zoontje!', since: fixture.at(30) }],
			guesses: 10,
			sure: [{ story: man, text: 'Kan niet weg', since: fixture.at(20) }],
			passedOn: [fixture.at(14)],
			takenBack: []
		});
		expect(seen.queue).toEqual({ waiting: 84, oldest: fixture.at(31) });
	});

	test('quotes the open calls, and marks guesses as guesses', () => {
		const { sections } = writeHandover(seen, wordsIn('nl'), () => '');
		const calls = sections.find(({ id }) => id === 'calls');
		expect(calls?.title).toBe('Noodkreten: 1 open');
		expect(calls?.items.map(({ head, note }) => [head, note])).toEqual([
			['‘Help, ons zoontje!’', 'wacht 10 min'],
			['‘Kan niet weg’', 'misschien, wacht 20 min'],
			['10 berichten lijken op een noodkreet', null],
			[expect.stringContaining('doorgegeven aan de meldkamer'), null]
		]);
		const takenBack = [{ passedOn: fixture.at(14), at: fixture.at(20) }];
		const both = writeHandover({ ...seen, calls: { ...seen.calls, takenBack } }, wordsIn('en'), () => '');
		expect(both.sections.find(({ id }) => id === 'calls')?.items.at(-1)?.head).toMatch(/^Passed on .*taken back .*\.$/);
		// Without a pinned call, the head does not say that there is nothing.
		const unsure = { ...seen, calls: { ...seen.calls, open: [] } };
		const headOf = (shown: typeof seen) =>
			writeHandover(shown, wordsIn('nl'), () => '').sections.find(({ id }) => id === 'calls')?.title;
		expect(headOf(unsure)).toBe('Noodkreten: geen vastgezet, 10 misschien');
		expect(headOf({ ...unsure, calls: { ...unsure.calls, guesses: 0 } })).toBe('Noodkreten: geen open');
	});

	test('starts with a replaced fact, before late items, until everything that rests on it was reviewed', () => {
		const fixture = new ReportFixture();
		const rumour = fixture.rumour('Er is bluswater weggelopen', fixture.story([1]));
		const fact = fresh(FactId);
		fixture.incident.when(recordFact, { id: fact, text: 'Geen bluswater weg', source: 'Waterschap', at: null }, bram);
		fixture.incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram);
		fixture.incident.when(setReportDue, { due: { at: fixture.at(5), every: 30 } }, bram);
		const news = { id: fresh(FactId), text: 'Bluswater in de sloot', source: 'Waterschap', at: null };
		fixture.clock(20).incident.when(replaceFact, { replaces: fact, ...news }, bram);
		const due = () => handover(fixture, 30).due;
		expect(due().map(({ what, about, number }) => [what, about, number])).toEqual([
			['replaced', 'Geen bluswater weg', 1],
			['report', '', 1]
		]);
		const { first, sections } = writeHandover(handover(fixture, 30), wordsIn('nl'), () => '');
		const time = wordsIn('nl').time(fixture.at(20));
		expect(first.items[0]).toMatchObject({
			head: `Dit feit klopt niet meer sinds ${time}: ‘Geen bluswater weg’. Nu geldt: ‘Bluswater in de sloot’ (Waterschap).`,
			mark: null
		});
		expect(sections.find(({ id }) => id === 'rumours')?.items[0]?.note).toMatch(/^Feit vervangen om .*nagekeken\./);
		fixture.incident.when(
			reviewCitation,
			{ fact, citing: { what: 'verdict', of: rumour }, why: 'Het staat er los van' },
			anna
		);
		expect(due().map(({ what }) => what)).toEqual(['report']);
		expect(fixture.report(30).limitation.rumours[0]?.verdict).not.toHaveProperty('replaced');
	});

	test('lists alerts of this shift and older unseen ones, each rule once with its count', () => {
		const { incident } = alerted;
		const shown = handover(alerted, 50).alerts?.map(({ rule, earlier }) => [rule, earlier]);
		expect(shown).toEqual([
			[word, [alerted.at(30), alerted.at(40)]],
			[peak, []]
		]);
		const { sections } = writeHandover(handover(alerted, 50), wordsIn('nl'), () => 'Anna');
		expect(sections.find(({ id }) => id === 'alerts')?.items.map(({ head, mark, note }) => [head, mark, note])).toEqual(
			[
				['‘asbest’ staat in 2 nieuwe berichten.', '13.45', '3 keer'],
				['Piek: 40 berichten in 10 minuten, normaal 4.', '13.05', 'nog niet gezien']
			]
		);
		// Without a rule there is nothing to say, not even that there were none.
		expect(handover(fixture, 40).alerts).toBeNull();
		alerted.clock(60).incident.when(takeShift, {}, carla);
		expect(handover(alerted, 61).alerts?.map(({ rule }) => rule)).toEqual([peak]);
		const open = incident.state.alerts.get(peak)?.id;
		if (open) incident.when(seeAlert, { rule: peak, alert: open }, bram);
		alerted.clock(62).incident.when(takeShift, {}, bram);
		expect(
			writeHandover(handover(alerted, 63), wordsIn('nl'), () => '').sections.find(({ id }) => id === 'alerts')
		).toMatchObject({
			items: [],
			note: 'Er waren geen meldingen.'
		});
	});

	test('names who must answer about what, with the correct Dutch article', () => {
		const { first } = writeHandover(seen, wordsIn('nl'), () => '');
		expect(first.items[0]?.head).toBe('Antwoord van het waterbedrijf over ‘Het drinkwater is vergiftigd’');
	});

	test('names publications without a second reader, until an independent person reviewed them', () => {
		const fixture = new ReportFixture();
		const text = fresh(TextId);
		const wordings = [{ channel: 'x', text: 'Blijf weg bij de brand.' }];
		const about = { kind: 'incident', finding: null };
		fixture.incident.when(draftText, { id: text, kind: 'advice', about, corrects: null, facts: [], wordings }, bram);
		const checksum = wordingChecksum('x', 'Blijf weg bij de brand.');
		fixture.incident.when(submitText, { text, variants: [{ channel: 'x', checksum }], requestedFrom: null }, bram);
		const id = fresh(PublicationId);
		const alone = { text, id, channel: 'x', checksum, where: 'X', address: null, at: null, why: 'niemand bereikbaar' };
		fixture.clock(5).incident.when(publishAlone, alone, bram);
		const texts = () =>
			writeHandover(handover(fixture, 9), wordsIn('nl'), () => 'Bram').sections.find((each) => each.id === 'texts')
				?.items;
		expect(withoutSecondReader(fixture.incident.state).map(({ publication }) => publication.id)).toEqual([id]);
		expect(texts()?.map(({ head }) => head)).toEqual([expect.stringMatching(/^Advies over ‘/)]);
		expect(texts()?.[0]?.note).toMatch(/^Zonder tweede lezer gepubliceerd om .* door Bram\./);
		fixture.incident.when(reviewPublication, { text, publication: id, why: 'klopt' }, anna);
		expect(texts()?.map(({ note }) => note)).not.toContain(expect.stringMatching('Zonder tweede lezer'));
	});

	test('is the same each time it is made from the same input', () => {
		expect(handover(fixture, 40)).toEqual(seen);
	});
});

test('is read aloud in two minutes, however much there is: at most 320 words in Dutch', () => {
	const fixture = new ReportFixture();
	for (let n = 0; n < 25; n += 1) {
		const rumour = fixture.rumour(`Er is giftig water gevonden in wijk nummer ${n}`, fixture.story(minutes(n, 6)));
		fixture.incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: true }, anna);
		fixture.incident.when(
			verifyRumour,
			{ rumour, body: 'waterbedrijf', question: null, deadline: fixture.at(60 + n) },
			bram
		);
		fixture.need(`Kunnen de kinderen in wijk ${n} naar school?`, fixture.story(minutes(n, 3)));
		fixture.incident.when(
			writeAdvice,
			{
				id: fresh(AdviceId),
				goal: 'limiting',
				what: 'Zeg wat mensen zelf kunnen doen',
				who: '',
				channel: '',
				audience: '',
				tone: '',
				urgency: 'low'
			},
			bram
		);
	}
	raiseAlerts(fixture, fresh(AlertRuleId), fresh(AlertRuleId));
	const { first, sections } = writeHandover(handover(fixture, 90), wordsIn('nl'), () => 'Samira Kaya');
	const all = [...first.items, ...sections.flatMap(({ items }) => items)].flatMap(({ head, mark, note }) => [
		head,
		mark,
		note
	]);
	const titles = sections.flatMap(({ title, note }) => [title, note]);
	const count = [...all, ...titles, first.note].join(' ').split(/\s+/).length;
	// 160 words a minute is an easy pace.
	expect(count).toBeLessThan(320);
	expect(count).toBeGreaterThan(150);
});
