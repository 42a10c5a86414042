import { describe, expect, test } from 'vitest';
import { writeAdvice } from '$lib/domain/report/advice';
import { endAgreement, makeAgreement } from '$lib/domain/incident/agreement';
import { handoverOf, type Handover } from '$lib/domain/overview/handover';
import { AdviceId, AgreementId, millisecondsOf } from '$lib/domain/core/ids';
import { verifyRumour } from '$lib/domain/findings/inquiry';
import { answerNeed, startAnswer } from '$lib/domain/findings/need';
import { setReportDue } from '$lib/domain/report/version';
import { assessRumour } from '$lib/domain/findings/rumour';
import { takeShift } from '$lib/domain/incident/shift';
import { setCallForHelp } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/both';
import { writeHandover } from '$lib/report/write/handover';
import { minutes, Scene } from './report-facts';
import { anna, bram, carla, fresh } from './sample';

function handover(
	scene: Scene,
	minute: number,
	queue = { waiting: 84, oldest: scene.at(minute - 9), help: 2 }
): Handover {
	return handoverOf({
		state: scene.incident.state,
		report: scene.report(minute),
		figures: { queue },
		now: scene.at(minute)
	});
}

describe('taking over', () => {
	test('says who has the shift, since when, and who had it before; nobody takes over from themselves', () => {
		const { incident } = new Scene();
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
	test('hold until somebody says that they no longer do', () => {
		const scene = new Scene();
		const agreement = fresh(AgreementId);
		scene.incident.when(makeAgreement, { id: agreement, text: 'Vragen over doden gaan naar de politie.' }, anna);
		expect(handover(scene, 1).agreements.map(({ text, by }) => [text, by])).toEqual([
			['Vragen over doden gaan naar de politie.', anna.id]
		]);
		scene.incident.when(endAgreement, { agreement }, bram);
		expect(handover(scene, 2).agreements).toEqual([]);
		expect(() => scene.incident.when(endAgreement, { agreement }, bram)).toThrow('agreement.absent');
	});
});

describe('the handover', () => {
	const scene = new Scene();
	const water = scene.rumour('Het drinkwater is vergiftigd', scene.story(minutes(1, 8)));
	scene.clock(5).incident.when(assessRumour, { rumour: water, harm: 3, danger: true, helpNeeded: false }, anna);
	scene
		.clock(10)
		.incident.when(verifyRumour, { rumour: water, body: 'waterbedrijf', question: null, deadline: scene.at(25) }, bram);
	const asbestos = scene.rumour('Er is asbest', scene.story([11]));
	const school = scene.need('Gaan de scholen dicht?', scene.story([12, 13]));
	const smoke = scene.need('Is de rook gevaarlijk?', scene.story(minutes(3, 4)));
	scene.clock(14).incident.when(startAnswer, { need: school }, anna);
	scene.incident.when(answerNeed, { need: smoke, text: 'Ja', fact: null, channel: 'website', at: null }, anna);
	scene.incident.when(setReportDue, { due: { at: scene.at(30), every: 30 } }, bram);
	scene.incident.when(setCallForHelp, { story: scene.story([15]), help: 'passedOn' }, bram);
	scene.incident.when(
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
	const seen = handover(scene, 40);

	test('begins with what has a moment, soonest first, so that what is late leads', () => {
		const late = (at: string) => at < seen.at;
		expect(
			seen.due.map(({ what, at }) => [what, (millisecondsOf(at) - millisecondsOf(scene.at(0))) / 60_000, late(at)])
		).toEqual([
			['inquiry', 25, true],
			['report', 30, true],
			['verdict', 35, true],
			['text', 65, false]
		]);
	});

	test('has rumours by risk, questions without an answer and who is at them, advice, calls for help', () => {
		expect(seen.rumours.map(({ finding }) => finding)).toEqual([water, asbestos]);
		expect(seen.needs.map(({ finding, answering }) => [finding, answering])).toEqual([[school, anna.id]]);
		expect(seen.advice.map(({ what }) => what)).toEqual(['Zeg iets']);
		expect(seen.calls).toEqual({ open: 2, passedOn: [scene.at(14)] });
		expect(seen.queue).toEqual({ waiting: 84, oldest: scene.at(31) });
	});

	test('is the same whenever it is made from the same input', () => {
		expect(handover(scene, 40)).toEqual(seen);
	});
});

test('however much there is, it is read aloud in two minutes: at most 320 words in Dutch', () => {
	const scene = new Scene();
	for (let n = 0; n < 25; n += 1) {
		const rumour = scene.rumour(`Er is giftig water gevonden in wijk nummer ${n}`, scene.story(minutes(n, 6)));
		scene.incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: true }, anna);
		scene.incident.when(
			verifyRumour,
			{ rumour, body: 'waterbedrijf', question: null, deadline: scene.at(60 + n) },
			bram
		);
		scene.need(`Kunnen de kinderen in wijk ${n} naar school?`, scene.story(minutes(n, 3)));
		scene.incident.when(
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
	const { first, sections } = writeHandover(handover(scene, 90), wordsIn('nl'), () => 'Samira Kaya');
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
