import { describe, expect, test } from 'vitest';
import { correctionsDue } from '$lib/domain/official-text/correction';
import { answerTextOf, basisOf, subjectText } from '$lib/domain/official-text/basis';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { mergeFindings } from '$lib/domain/findings/finding';
import { FactId, FindingId, momentOf, PublicationId, TextId } from '$lib/domain/core/ids';
import { answerNeed, raiseNeed } from '$lib/domain/findings/need';
import { lastPublicationIn, textState } from '$lib/domain/official-text/official-text';
import {
	pauseText,
	publishAlone,
	publishText,
	resumeText,
	reviewPublication,
	waiveCorrection,
	withdrawText,
	withoutSecondReader
} from '$lib/domain/official-text/publication';
import { offeredAnswers } from '$lib/domain/official-text/response';
import { textsAbout } from '$lib/domain/overview/rumour-clock';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { approveText, returnText } from '$lib/domain/official-text/approval';
import { citeFacts, draftText, submitText } from '$lib/domain/official-text/writing';
import { signalRumour } from '$lib/domain/findings/rumour';
import { anna, bram, carla, fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const refusedWith = (code: string, act: () => unknown): void => {
	try {
		act();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		expect(error.code).toBe(code);
		return;
	}
	expect.fail(`not refused with ${code}`);
};
const words = { website: 'Het water is veilig.', x: 'Kraanwater is veilig.' };
const submitted = () => new TextWorkflow().judge().draft(words).submit();

test('a rebuttal goes from draft to published, each channel by its own words', () => {
	const road = new TextWorkflow().judge().draft(words);
	expect(textState(road.row)).toBe('draft');
	road.submit();
	expect(textState(road.row)).toBe('submitted');
	road.approve();
	expect(textState(road.row)).toBe('approved');
	road.publish('website');
	expect(textState(road.row)).toBe('approved');
	road.publish('x', anna);
	expect(textState(road.row)).toBe('published');
	expect(road.state.actions.get(lastPublicationIn(road.row, 'x')?.id as never)).toMatchObject({
		channel: 'Website',
		text: words.x
	});
});

test('nobody approves words they edited last, not even with every role', () => {
	const both = person('analyst', 'spokesperson', 'coordinator');
	const road = new TextWorkflow().judge().draft(words, both).submit(both);
	refusedWith('text.fourEyes', () => road.approve(both));
	road.approve(bram);
});

test('an analyst confirms only what a spokesperson edited last', () => {
	const road = submitted();
	refusedWith('text.noSpokesperson', () => road.approve(person('analyst')));
	refusedWith('text.noSpokesperson', () => road.approve(carla));
	road.write('x', 'Drink gerust kraanwater.', anna).submit(anna, 'x');
	refusedWith('text.fourEyes', () => road.approve(anna, 'x'));
	road.approve(bram, 'x');
	refusedWith('text.noSpokesperson', () => road.approve(person('analyst'), 'website'));
	road.approve(anna, 'website');
});

test('the same characters are no edit: who may approve stays as it was, and so does an approval', () => {
	const road = submitted();
	road.write('website', 'Het\u00A0water is \u200Bveilig\u00AD.', anna);
	expect(road.row.variants[0]).toMatchObject({ text: 'Het water is veilig.', edited: { by: bram.id }, submitted: 1 });
	road.approve(anna).write('website', 'Het water\u2003is veilig.', anna).publish('website');
});

test.each([
	['a line break that moves a word', 'Drink het water.\nNiet koken.', 'Drink het water\nNiet. koken.'],
	['a line break', 'Ga naar buiten. Niet wachten.', 'Ga naar buiten.\nNiet wachten.'],
	['a space between digits', 'Zones 1 2 en 3.', 'Zones 12 en 3.'],
	['a second space', 'Het water is veilig.', 'Het  water is veilig.'],
	['a space at the end', 'Het water is veilig.', 'Het water is veilig. ']
])('%s is an edit, and its writer may not approve it', (_, approved, changed) => {
	const road = new TextWorkflow().judge().draft({ website: approved }).submit().approve();
	road.write('website', changed, anna);
	expect(road.row.variants[0]).toMatchObject({ edited: { by: anna.id }, submitted: null, approved: null });
	refusedWith('text.notApproved', () => road.publish('website'));
	road.submit();
	refusedWith('text.fourEyes', () => road.approve(anna));
});

test('words of which nothing is seen are no words, in any finding, fact or text', () => {
	for (const unseen of ['\u200B\u200B', '\uFEFF', '\u3164', '\u2800 \u00A0', '\u{E0041}'])
		for (const [kind, input] of [
			[signalRumour, { id: fresh(FindingId), text: unseen, offline: 'telefoon', seenIn: null }],
			[raiseNeed, { id: fresh(FindingId), text: unseen, offline: 'telefoon', seenIn: null }],
			[recordFact, { id: fresh(FactId), text: unseen, source: null, at: null }],
			[answerNeed, { need: fresh(FindingId), text: unseen, fact: null, channel: 'website', at: null }]
		] as const)
			expect(kind.input.safeParse(input).success).toBe(false);
	const road = new TextWorkflow().judge().draft({ website: '\u200B\u00AD\u2800' });
	refusedWith('text.empty', () => road.submit());
});

test('a change makes only that channel a draft again', () => {
	const road = submitted().approve();
	road.write('x', 'Kraanwater is veilig. Echt.', bram);
	expect(road.row.variants.map(({ channel, approved }) => [channel, approved !== null])).toEqual([
		['website', true],
		['x', false]
	]);
	refusedWith('text.notApproved', () => road.publish('x'));
	road.publish('website');
});

test('two writers never overwrite each other unseen', () => {
	const road = submitted();
	const read = road.words('website')[0]?.checksum ?? null;
	road.write('website', 'Het kraanwater is veilig.', anna, read);
	refusedWith('text.changed', () => road.write('website', 'Water is veilig.', bram, read));
});

test('versions are numbered at submitting, with all words as they were', () => {
	const road = submitted();
	road.write('website', 'Het water is schoon.', bram).submit(bram, 'website');
	expect(road.row.versions.map(({ number, wordings }) => [number, wordings.map(({ text }) => text)])).toEqual([
		[1, ['Het water is veilig.', 'Kraanwater is veilig.']],
		[2, ['Het water is schoon.']]
	]);
});

test('a rebuttal needs a verdict when it is handed in, a holding statement does not', () => {
	const road = new TextWorkflow().draft(words);
	refusedWith('text.withoutVerdict', () => road.submit());
	expect(() => new TextWorkflow().draft(words, bram, 'holding').submit().approve().publish('x')).not.toThrow();
});

test('what does not fit its channel, or is empty, is not handed in', () => {
	const road = new TextWorkflow().judge().draft({ website: '  ', x: 'a'.repeat(281) });
	refusedWith('text.tooLong', () => road.submit(bram, 'x'));
	refusedWith('text.empty', () => road.submit(bram, 'website'));
});

test('a returned text is a draft again, and says why', () => {
	const road = submitted();
	road.when(returnText, { text: road.text, version: 1, why: 'Te veel jargon' }, anna);
	expect(textState(road.row)).toBe('returned');
	expect(road.row.returned).toMatchObject({ by: anna.id, why: 'Te veel jargon', version: 1 });
	refusedWith('text.decided', () => road.approve());
	road.submit().approve();
});

test('what was paused is not published until it goes on; what was withdrawn never is', () => {
	const road = submitted().approve();
	road.when(pauseText, { text: road.text, why: 'Nieuwe meting' }, bram);
	refusedWith('text.paused', () => road.publish('x'));
	road.when(resumeText, { text: road.text }, bram);
	road.publish('x');
	road.when(withdrawText, { text: road.text, why: 'Klopt niet' }, anna);
	refusedWith('text.withdrawn', () => road.publish('website'));
	refusedWith('text.withdrawn', () => road.write('website', 'Toch wel.', bram));
});

test('in an exercise nothing has an address outside', () => {
	const road = new TextWorkflow(true).judge().draft(words).submit().approve();
	refusedWith('incident.exercise', () => road.publish('website', bram, { address: 'https://example.org/' }));
	road.publish('website');
});

test('a publication is never before its approval, nor in the future, and is recorded once', () => {
	const road = submitted().later(5).approve();
	refusedWith('text.moment', () => road.publish('x', bram, { at: momentOf(road.wall - 60_000) }));
	refusedWith('text.moment', () => road.publish('x', bram, { at: momentOf(road.wall + 60_000) }));
	road.publish('x');
	refusedWith('text.alreadyPublished', () => road.publish('x', anna));
});

describe('what somebody published alone', () => {
	const outside = (road: TextWorkflow, id: PublicationId) => ({
		text: road.text,
		id,
		...road.words('x')[0],
		where: 'X',
		address: null,
		at: null,
		why: 'Niemand bereikbaar'
	});
	const [admin, chief] = [person('administrator').id, person('spokesperson')];
	test.each<[string, Actor, Actor, Actor, string | null]>([
		['the publisher', bram, carla, carla, 'publication.own'],
		['the last editor', anna, carla, anna, 'text.sharedEyes'],
		['who opened the account of the publisher', bram, { ...carla, eyes: [chief.id] }, chief, 'text.sharedEyes'],
		['who shares an administrator', { ...bram, eyes: [admin] }, carla, { ...anna, eyes: [admin] }, 'text.sharedEyes'],
		['a coordinator after two who are no spokesperson', bram, bram, carla, 'publication.noSpokesperson'],
		['an analyst', bram, anna, person('analyst'), 'role.missing'],
		['a spokesperson', bram, bram, anna, null],
		['a coordinator after a spokesperson who published', bram, anna, carla, null],
		['a coordinator after a spokesperson who wrote', anna, bram, carla, null]
	])('is flagged until it is reviewed, and %s may review it or not', (_, writer, publisher, reader, refused) => {
		const road = new TextWorkflow().draft({ x: words.x }, writer, 'holding').submit(writer);
		const id = fresh(PublicationId);
		road.when(publishAlone, outside(road, id), publisher);
		expect(road.row.publications[0]).toMatchObject({ alone: 'Niemand bereikbaar', reviewed: null });
		const review = { text: road.text, publication: id, why: 'De tekst klopt' };
		if (refused) {
			refusedWith(refused, () => road.when(reviewPublication, review, reader));
			expect(withoutSecondReader(road.state)).toHaveLength(1);
			return;
		}
		road.when(reviewPublication, review, reader);
		expect(withoutSecondReader(road.state)).toEqual([]);
		refusedWith('publication.reviewed', () => road.when(reviewPublication, review, person('spokesperson')));
	});

	test.each<[string, (road: TextWorkflow) => unknown, string]>([
		['a draft', (road) => road, 'text.notSubmitted'],
		[
			'words that were returned',
			(road) => {
				road.submit().when(returnText, { text: road.text, version: 1, why: 'nee' }, anna);
			},
			'text.notSubmitted'
		],
		['words changed after submission', (road) => road.submit().write('x', 'Anders', bram), 'text.notSubmitted'],
		['approved words', (road) => road.submit().approve(), 'text.decided'],
		[
			'a paused text',
			(road) => road.submit().when(pauseText, { text: road.text, why: 'twijfel' }, anna),
			'text.paused'
		],
		[
			'a withdrawn text',
			(road) => road.submit().when(withdrawText, { text: road.text, why: 'fout' }, anna),
			'text.withdrawn'
		],
		['another verdict', (road) => road.submit().judge('true'), 'text.basisChanged'],
		[
			'a replaced fact',
			(road) => {
				road.submit();
				road.when(
					replaceFact,
					{ replaces: road.fact, id: fresh(FactId), text: 'Kook het', source: 'GGD', at: null },
					bram
				);
			},
			'fact.replaced'
		]
	])('is never %s', (_, happens, refused) => {
		const road = new TextWorkflow().judge().draft({ x: words.x });
		happens(road);
		refusedWith(refused, () => road.when(publishAlone, outside(road, fresh(PublicationId)), carla));
	});

	test('needs a reason', () => {
		const road = new TextWorkflow().judge().draft({ x: words.x }).submit();
		const outsideNow = outside(road, fresh(PublicationId));
		for (const why of [undefined, '', '  '])
			expect(() => road.when(publishAlone, { ...outsideNow, why }, carla)).toThrow();
		expect(road.row.publications).toEqual([]);
	});
});

test('an answer to a need has the same life cycle, and answers the need when it is published', () => {
	const road = new TextWorkflow();
	const need = fresh(FindingId);
	road.when(raiseNeed, { id: need, text: 'Is de school open?', offline: 'telefoon', seenIn: null }, bram);
	const about = { kind: 'need', finding: need };
	const wordings = [{ channel: 'website', text: 'Ja, de school is open.' }];
	road.when(draftText, { id: road.text, kind: 'answer', about, corrects: null, facts: [], wordings }, bram);
	expect(road.state.needs.get(need)?.state).toBe('answering');
	refusedWith('text.withoutFact', () => road.submit());
	road.when(citeFacts, { text: road.text, facts: [road.fact] }, bram);
	road.submit().approve().publish('website');
	expect(road.state.needs.get(need)).toMatchObject({
		state: 'answered',
		answer: { text: 'Ja, de school is open.', fact: road.fact }
	});
});

/** Named interleavings: both have read the same words; the second is refused with a reason. */
test('approve, then return: one decision', () => {
	const road = submitted();
	const read = { text: road.text, version: 1, why: 'Toch niet' };
	road.approve(anna);
	refusedWith('text.decided', () => road.when(returnText, read, person('spokesperson')));
	expect(textState(road.row)).toBe('approved');
});
test('return, then approve: one decision', () => {
	const road = submitted();
	road.when(returnText, { text: road.text, version: 1, why: 'Te lang' }, person('spokesperson'));
	refusedWith('text.decided', () => road.approve(anna));
	expect(textState(road.row)).toBe('returned');
});
test('edit, then approve: the approval of the words before is refused', () => {
	const road = submitted();
	const read = road.words();
	road.write('x', 'Iets anders.', bram);
	refusedWith('text.changed', () => road.when(approveText, { text: road.text, variants: read }, anna));
	expect(road.row.variants.every(({ approved }) => approved === null)).toBe(true);
});
test('approve, then edit: the words are a draft again', () => {
	const road = submitted().approve().write('x', 'Iets anders.', bram);
	refusedWith('text.notApproved', () => road.publish('x'));
});
test('two approvals: the second is refused as already decided', () => {
	const road = submitted().approve(anna);
	refusedWith('text.decided', () => road.approve(person('spokesperson')));
});
test('withdraw, then publish: nothing goes out', () => {
	const road = submitted().approve();
	road.when(withdrawText, { text: road.text, why: 'Klopt niet' }, anna);
	refusedWith('text.withdrawn', () => road.publish('x'));
	expect(correctionsDue(road.state)).toEqual([]);
});
test('publish, then withdraw: that channel gets a correction to make', () => {
	const road = submitted().approve().publish('x');
	road.when(withdrawText, { text: road.text, why: 'Klopt niet' }, anna);
	expect(correctionsDue(road.state)).toMatchObject([{ channel: 'x', causes: ['withdrawn'] }]);
});
test('a fact is replaced, then somebody approves: refused until a person reviewed it', () => {
	const road = submitted();
	road.when(
		replaceFact,
		{ replaces: road.fact, id: fresh(FactId), text: 'Kook het water', source: 'Waterbedrijf', at: null },
		bram
	);
	refusedWith('fact.replaced', () => road.approve(anna));
	road.when(
		reviewCitation,
		{ fact: road.fact, citing: { what: 'text', of: road.text }, why: 'Het staat er los van' },
		anna
	);
	// It rests on the new fact now: who approves has read that.
	refusedWith('text.basisChanged', () => road.approve(anna));
	road.when(approveText, { text: road.text, variants: road.words(), basis: basisOf(road.state, road.row) }, anna);
	expect(road.row.variants[0]?.approved?.facts).not.toContain(road.fact);
});
test('somebody approves, then the fact is replaced: it is not published', () => {
	const road = submitted().approve();
	road.when(
		replaceFact,
		{ replaces: road.fact, id: fresh(FactId), text: 'Kook het water', source: 'Waterbedrijf', at: null },
		bram
	);
	refusedWith('fact.replaced', () => road.publish('x'));
});
test('the verdict changes while somebody approves: the basis is another, so it is asked again', () => {
	const road = submitted().judge('true');
	refusedWith('text.basisChanged', () => road.approve(anna));
	road.submit().approve();
	road.judge('false');
	refusedWith('text.basisChanged', () => road.publish('x'));
});

test('a verdict that changes after publication gives every channel a correction to make, until newer words are published there', () => {
	const road = submitted().approve().publish('website').publish('x').judge('true');
	expect(correctionsDue(road.state).map(({ channel, causes }) => [channel, causes])).toEqual([
		['website', ['verdict:true']],
		['x', ['verdict:true']]
	]);
	const correction = fresh(TextId);
	const about = { kind: 'rumour', finding: road.rumour };
	const wordings = [{ channel: 'x', text: 'Kook uw water.' }];
	road.when(draftText, { id: correction, kind: 'correction', about, corrects: road.text, facts: [], wordings }, bram);
	const named = (road.state.texts.get(correction)?.variants ?? []).map(({ channel, checksum }) => ({
		channel,
		checksum
	}));
	road.when(submitText, { text: correction, variants: named, asked: null }, bram);
	road.when(approveText, { text: correction, variants: named }, anna);
	road.when(
		publishText,
		{ text: correction, id: fresh(PublicationId), ...named[0], where: 'X', address: null, at: null },
		bram
	);
	expect(correctionsDue(road.state)).toMatchObject([{ channel: 'website' }]);
	const [publication] = road.row.publications;
	road.when(waiveCorrection, { text: road.text, publication: publication?.id, why: 'De pagina is al weg' }, anna);
	expect(correctionsDue(road.state)).toEqual([]);
	road.judge('false');
	expect(correctionsDue(road.state)).toMatchObject([{ channel: 'x', text: { id: correction } }]);
});

test('a text about a question that was merged into another is about that other, and answers it when it goes out', () => {
	const road = new TextWorkflow();
	const [gone, kept] = [fresh(FindingId), fresh(FindingId)];
	const ask = (id: FindingId, text: string) =>
		road.when(raiseNeed, { id, text, offline: 'telefoon', seenIn: null }, bram);
	ask(gone, 'Is het water veilig?');
	ask(kept, 'Kan ik het water drinken?');
	const about = { kind: 'need', finding: gone };
	const wordings = [{ channel: 'website', text: 'Ja, het water is veilig.' }];
	road.when(draftText, { id: road.text, kind: 'answer', about, corrects: null, facts: [road.fact], wordings }, bram);
	expect(answerTextOf(road.state, kept)).toBeUndefined();
	road.when(mergeFindings, { kind: 'need', finding: gone, into: kept }, bram);
	expect(answerTextOf(road.state, kept)?.id).toBe(road.text);
	expect(answerTextOf(road.state, gone)).toBeUndefined();
	expect(textsAbout(road.state, { id: kept }).map(({ id }) => id)).toEqual([road.text]);
	expect(subjectText(road.state, road.row)).toBe('Kan ik het water drinken?');
	road.submit().approve();
	const [offered] = offeredAnswers(road.state, new Set([kept]), 'x');
	expect(offered?.text.id).toBe(road.text);
	road.publish('website');
	expect(road.state.needs.get(kept)).toMatchObject({ state: 'answered', answer: { text: 'Ja, het water is veilig.' } });
});

test('who writes about a question or a rumour that was merged meanwhile writes about the one it went into', () => {
	const road = new TextWorkflow();
	const questions = [fresh(FindingId), fresh(FindingId), fresh(FindingId)] as const;
	for (const [n, id] of questions.entries())
		road.when(raiseNeed, { id, text: `Vraag ${String(n)}?`, offline: 'telefoon', seenIn: null }, bram);
	const [first, second, kept] = questions;
	road.when(mergeFindings, { kind: 'need', finding: first, into: second }, bram);
	road.when(mergeFindings, { kind: 'need', finding: second, into: kept }, bram);
	const draft = { id: road.text, kind: 'answer', corrects: null, facts: [road.fact], wordings: [] };
	road.when(draftText, { ...draft, about: { kind: 'need', finding: first } }, bram);
	expect(road.row.about).toEqual({ kind: 'need', finding: kept });
	expect(questions.map((id) => road.state.needs.get(id)?.state)).toEqual(['open', 'open', 'answering']);
	const unknown = { ...draft, id: fresh(TextId), about: { kind: 'need', finding: fresh(FindingId) } };
	expect(() => road.when(draftText, unknown, bram)).toThrow('finding.absent');
});
