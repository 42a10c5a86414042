import { describe, expect, test } from 'vitest';
import { correctionsDue } from '$lib/domain/official-text/correction';
import { answerTextOf, basisOf, subjectText } from '$lib/domain/official-text/basis';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { mergeFindings } from '$lib/domain/findings/merge';
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

test('a rebuttal goes from draft to published, each channel with its own words', () => {
	const workflow = new TextWorkflow().judge().draft(words);
	expect(textState(workflow.row)).toBe('draft');
	workflow.submit();
	expect(textState(workflow.row)).toBe('submitted');
	workflow.approve();
	expect(textState(workflow.row)).toBe('approved');
	workflow.publish('website');
	expect(textState(workflow.row)).toBe('approved');
	workflow.publish('x', anna);
	expect(textState(workflow.row)).toBe('published');
	expect(workflow.state.actions.get(lastPublicationIn(workflow.row, 'x')?.id as never)).toMatchObject({
		channel: 'Website',
		text: words.x
	});
});

test('nobody approves words that they edited last, even with every role', () => {
	const both = person('analyst', 'spokesperson', 'coordinator');
	const workflow = new TextWorkflow().judge().draft(words, both).submit(both);
	refusedWith('text.fourEyes', () => workflow.approve(both));
	workflow.approve(bram);
});

test('an analyst can approve only what a spokesperson edited last', () => {
	const workflow = submitted();
	refusedWith('text.noSpokesperson', () => workflow.approve(person('analyst')));
	refusedWith('text.noSpokesperson', () => workflow.approve(carla));
	workflow.write('x', 'Drink gerust kraanwater.', anna).submit(anna, 'x');
	refusedWith('text.fourEyes', () => workflow.approve(anna, 'x'));
	workflow.approve(bram, 'x');
	refusedWith('text.noSpokesperson', () => workflow.approve(person('analyst'), 'website'));
	workflow.approve(anna, 'website');
});

test('saving the same characters is not an edit: it changes neither the approval nor who may approve', () => {
	const workflow = submitted();
	workflow.write('website', 'Het\u00A0water is \u200Bveilig\u00AD.', anna);
	expect(workflow.row.variants[0]).toMatchObject({
		text: 'Het water is veilig.',
		edited: { by: bram.id },
		submitted: 1
	});
	workflow.approve(anna).write('website', 'Het water\u2003is veilig.', anna).publish('website');
});

test.each([
	['a line break that moves a word', 'Drink het water.\nNiet koken.', 'Drink het water\nNiet. koken.'],
	['a line break', 'Ga naar buiten. Niet wachten.', 'Ga naar buiten.\nNiet wachten.'],
	['a space between digits', 'Zones 1 2 en 3.', 'Zones 12 en 3.'],
	['a second space', 'Het water is veilig.', 'Het  water is veilig.'],
	['a space at the end', 'Het water is veilig.', 'Het water is veilig. ']
])('%s is an edit, and its writer may not approve it', (_, approved, changed) => {
	const workflow = new TextWorkflow().judge().draft({ website: approved }).submit().approve();
	workflow.write('website', changed, anna);
	expect(workflow.row.variants[0]).toMatchObject({ edited: { by: anna.id }, submitted: null, approved: null });
	refusedWith('text.notApproved', () => workflow.publish('website'));
	workflow.submit();
	refusedWith('text.fourEyes', () => workflow.approve(anna));
});

test('words without visible characters are refused in every finding, fact and text', () => {
	for (const unseen of ['\u200B\u200B', '\uFEFF', '\u3164', '\u2800 \u00A0', '\u{E0041}'])
		for (const [kind, input] of [
			[signalRumour, { id: fresh(FindingId), text: unseen, offline: 'telefoon', seenIn: null }],
			[raiseNeed, { id: fresh(FindingId), text: unseen, offline: 'telefoon', seenIn: null }],
			[recordFact, { id: fresh(FactId), text: unseen, source: null, at: null }],
			[answerNeed, { need: fresh(FindingId), text: unseen, fact: null, channel: 'website', at: null }]
		] as const)
			expect(kind.input.safeParse(input).success).toBe(false);
	const workflow = new TextWorkflow().judge().draft({ website: '\u200B\u00AD\u2800' });
	refusedWith('text.empty', () => workflow.submit());
});

test('an edit turns only that channel back into a draft', () => {
	const workflow = submitted().approve();
	workflow.write('x', 'Kraanwater is veilig. Echt.', bram);
	expect(workflow.row.variants.map(({ channel, approved }) => [channel, approved !== null])).toEqual([
		['website', true],
		['x', false]
	]);
	refusedWith('text.notApproved', () => workflow.publish('x'));
	workflow.publish('website');
});

test('two writers never overwrite each other’s words unseen', () => {
	const workflow = submitted();
	const read = workflow.words('website')[0]?.checksum ?? null;
	workflow.write('website', 'Het kraanwater is veilig.', anna, read);
	refusedWith('text.changed', () => workflow.write('website', 'Water is veilig.', bram, read));
});

test('a version is numbered when it is submitted, and keeps all its words', () => {
	const workflow = submitted();
	workflow.write('website', 'Het water is schoon.', bram).submit(bram, 'website');
	expect(workflow.row.versions.map(({ number, wordings }) => [number, wordings.map(({ text }) => text)])).toEqual([
		[1, ['Het water is veilig.', 'Kraanwater is veilig.']],
		[2, ['Het water is schoon.']]
	]);
});

test('a rebuttal needs a verdict when it is submitted, a holding statement does not', () => {
	const workflow = new TextWorkflow().draft(words);
	refusedWith('text.withoutVerdict', () => workflow.submit());
	expect(() => new TextWorkflow().draft(words, bram, 'holding').submit().approve().publish('x')).not.toThrow();
});

test('what does not fit its channel, or is empty, cannot be submitted', () => {
	const workflow = new TextWorkflow().judge().draft({ website: '  ', x: 'a'.repeat(281) });
	refusedWith('text.tooLong', () => workflow.submit(bram, 'x'));
	refusedWith('text.empty', () => workflow.submit(bram, 'website'));
});

test('a returned text is a draft again, with the reason', () => {
	const workflow = submitted();
	workflow.when(returnText, { text: workflow.text, version: 1, why: 'Te veel jargon' }, anna);
	expect(textState(workflow.row)).toBe('returned');
	expect(workflow.row.returned).toMatchObject({ by: anna.id, why: 'Te veel jargon', version: 1 });
	refusedWith('text.decided', () => workflow.approve());
	workflow.submit().approve();
});

test('a paused text is not published until it is resumed, a withdrawn text never is', () => {
	const workflow = submitted().approve();
	workflow.when(pauseText, { text: workflow.text, why: 'Nieuwe meting' }, bram);
	refusedWith('text.paused', () => workflow.publish('x'));
	workflow.when(resumeText, { text: workflow.text }, bram);
	workflow.publish('x');
	workflow.when(withdrawText, { text: workflow.text, why: 'Klopt niet' }, anna);
	refusedWith('text.withdrawn', () => workflow.publish('website'));
	refusedWith('text.withdrawn', () => workflow.write('website', 'Toch wel.', bram));
});

test('in an exercise a publication has no external address', () => {
	const workflow = new TextWorkflow(true).judge().draft(words).submit().approve();
	refusedWith('incident.exercise', () => workflow.publish('website', bram, { address: 'https://example.org/' }));
	workflow.publish('website');
});

test('a publication cannot predate its approval or lie in the future, and is recorded once', () => {
	const workflow = submitted().later(5).approve();
	refusedWith('text.moment', () => workflow.publish('x', bram, { at: momentOf(workflow.wall - 60_000) }));
	refusedWith('text.moment', () => workflow.publish('x', bram, { at: momentOf(workflow.wall + 60_000) }));
	workflow.publish('x');
	refusedWith('text.alreadyPublished', () => workflow.publish('x', anna));
});

describe('a text that somebody published alone', () => {
	const outside = (workflow: TextWorkflow, id: PublicationId) => ({
		text: workflow.text,
		id,
		...workflow.words('x')[0],
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
		const workflow = new TextWorkflow().draft({ x: words.x }, writer, 'holding').submit(writer);
		const id = fresh(PublicationId);
		workflow.when(publishAlone, outside(workflow, id), publisher);
		expect(workflow.row.publications[0]).toMatchObject({ alone: 'Niemand bereikbaar', reviewed: null });
		const review = { text: workflow.text, publication: id, why: 'De tekst klopt' };
		if (refused) {
			refusedWith(refused, () => workflow.when(reviewPublication, review, reader));
			expect(withoutSecondReader(workflow.state)).toHaveLength(1);
			return;
		}
		workflow.when(reviewPublication, review, reader);
		expect(withoutSecondReader(workflow.state)).toEqual([]);
		refusedWith('publication.reviewed', () => workflow.when(reviewPublication, review, person('spokesperson')));
	});

	test.each<[string, (workflow: TextWorkflow) => unknown, string]>([
		['a draft', (workflow) => workflow, 'text.notSubmitted'],
		[
			'words that were returned',
			(workflow) => {
				workflow.submit().when(returnText, { text: workflow.text, version: 1, why: 'nee' }, anna);
			},
			'text.notSubmitted'
		],
		['words changed after submission', (workflow) => workflow.submit().write('x', 'Anders', bram), 'text.notSubmitted'],
		['approved words', (workflow) => workflow.submit().approve(), 'text.decided'],
		[
			'a paused text',
			(workflow) => workflow.submit().when(pauseText, { text: workflow.text, why: 'twijfel' }, anna),
			'text.paused'
		],
		[
			'a withdrawn text',
			(workflow) => workflow.submit().when(withdrawText, { text: workflow.text, why: 'fout' }, anna),
			'text.withdrawn'
		],
		['another verdict', (workflow) => workflow.submit().judge('true'), 'text.basisChanged'],
		[
			'a replaced fact',
			(workflow) => {
				workflow.submit();
				workflow.when(
					replaceFact,
					{ replaces: workflow.fact, id: fresh(FactId), text: 'Kook het', source: 'GGD', at: null },
					bram
				);
			},
			'fact.replaced'
		]
	])('is never %s', (_, happens, refused) => {
		const workflow = new TextWorkflow().judge().draft({ x: words.x });
		happens(workflow);
		refusedWith(refused, () => workflow.when(publishAlone, outside(workflow, fresh(PublicationId)), carla));
	});

	test('needs a reason', () => {
		const workflow = new TextWorkflow().judge().draft({ x: words.x }).submit();
		const outsideNow = outside(workflow, fresh(PublicationId));
		for (const why of [undefined, '', '  '])
			expect(() => workflow.when(publishAlone, { ...outsideNow, why }, carla)).toThrow();
		expect(workflow.row.publications).toEqual([]);
	});
});

test('an answer to a need has the same life cycle, and answers the need when it is published', () => {
	const workflow = new TextWorkflow();
	const need = fresh(FindingId);
	workflow.when(raiseNeed, { id: need, text: 'Is de school open?', offline: 'telefoon', seenIn: null }, bram);
	const about = { kind: 'need', finding: need };
	const wordings = [{ channel: 'website', text: 'Ja, de school is open.' }];
	workflow.when(draftText, { id: workflow.text, kind: 'answer', about, corrects: null, facts: [], wordings }, bram);
	expect(workflow.state.needs.get(need)?.state).toBe('answering');
	refusedWith('text.withoutFact', () => workflow.submit());
	workflow.when(citeFacts, { text: workflow.text, facts: [workflow.fact] }, bram);
	workflow.submit().approve().publish('website');
	expect(workflow.state.needs.get(need)).toMatchObject({
		state: 'answered',
		answer: { text: 'Ja, de school is open.', fact: workflow.fact }
	});
});

/** Named interleavings: both have read the same words; the second is refused with a reason. */
test('approve, then return: one decision', () => {
	const workflow = submitted();
	const read = { text: workflow.text, version: 1, why: 'Toch niet' };
	workflow.approve(anna);
	refusedWith('text.decided', () => workflow.when(returnText, read, person('spokesperson')));
	expect(textState(workflow.row)).toBe('approved');
});
test('return, then approve: one decision', () => {
	const workflow = submitted();
	workflow.when(returnText, { text: workflow.text, version: 1, why: 'Te lang' }, person('spokesperson'));
	refusedWith('text.decided', () => workflow.approve(anna));
	expect(textState(workflow.row)).toBe('returned');
});
test('edit, then approve: the approval of the earlier words is refused', () => {
	const workflow = submitted();
	const read = workflow.words();
	workflow.write('x', 'Iets anders.', bram);
	refusedWith('text.changed', () => workflow.when(approveText, { text: workflow.text, variants: read }, anna));
	expect(workflow.row.variants.every(({ approved }) => approved === null)).toBe(true);
});
test('approve, then edit: the words are a draft again', () => {
	const workflow = submitted().approve().write('x', 'Iets anders.', bram);
	refusedWith('text.notApproved', () => workflow.publish('x'));
});
test('two approvals: the second is refused as already decided', () => {
	const workflow = submitted().approve(anna);
	refusedWith('text.decided', () => workflow.approve(person('spokesperson')));
});
test('withdraw, then publish: nothing is published', () => {
	const workflow = submitted().approve();
	workflow.when(withdrawText, { text: workflow.text, why: 'Klopt niet' }, anna);
	refusedWith('text.withdrawn', () => workflow.publish('x'));
	expect(correctionsDue(workflow.state)).toEqual([]);
});
test('publish, then withdraw: a correction is due on that channel', () => {
	const workflow = submitted().approve().publish('x');
	workflow.when(withdrawText, { text: workflow.text, why: 'Klopt niet' }, anna);
	expect(correctionsDue(workflow.state)).toMatchObject([{ channel: 'x', causes: ['withdrawn'] }]);
});
test('a fact is replaced, then somebody approves: refused until a person has reviewed it', () => {
	const workflow = submitted();
	workflow.when(
		replaceFact,
		{ replaces: workflow.fact, id: fresh(FactId), text: 'Kook het water', source: 'Waterbedrijf', at: null },
		bram
	);
	refusedWith('fact.replaced', () => workflow.approve(anna));
	workflow.when(
		reviewCitation,
		{ fact: workflow.fact, citing: { what: 'text', of: workflow.text }, why: 'Het staat er los van' },
		anna
	);
	// It rests on the new fact now: who approves has read that.
	refusedWith('text.basisChanged', () => workflow.approve(anna));
	workflow.when(
		approveText,
		{ text: workflow.text, variants: workflow.words(), basis: basisOf(workflow.state, workflow.row) },
		anna
	);
	expect(workflow.row.variants[0]?.approved?.facts).not.toContain(workflow.fact);
});
test('somebody approves, then the fact is replaced: publishing is refused', () => {
	const workflow = submitted().approve();
	workflow.when(
		replaceFact,
		{ replaces: workflow.fact, id: fresh(FactId), text: 'Kook het water', source: 'Waterbedrijf', at: null },
		bram
	);
	refusedWith('fact.replaced', () => workflow.publish('x'));
});
test('the verdict changes before or after approval: the text must be submitted again', () => {
	const workflow = submitted().judge('true');
	refusedWith('text.basisChanged', () => workflow.approve(anna));
	workflow.submit().approve();
	workflow.judge('false');
	refusedWith('text.basisChanged', () => workflow.publish('x'));
});

test('when the verdict changes after publication, a correction is due on every channel until newer words are published there', () => {
	const workflow = submitted().approve().publish('website').publish('x').judge('true');
	expect(correctionsDue(workflow.state).map(({ channel, causes }) => [channel, causes])).toEqual([
		['website', ['verdict:true']],
		['x', ['verdict:true']]
	]);
	const correction = fresh(TextId);
	const about = { kind: 'rumour', finding: workflow.rumour };
	const wordings = [{ channel: 'x', text: 'Kook uw water.' }];
	workflow.when(
		draftText,
		{ id: correction, kind: 'correction', about, corrects: workflow.text, facts: [], wordings },
		bram
	);
	const named = (workflow.state.texts.get(correction)?.variants ?? []).map(({ channel, checksum }) => ({
		channel,
		checksum
	}));
	workflow.when(submitText, { text: correction, variants: named, requestedFrom: null }, bram);
	workflow.when(approveText, { text: correction, variants: named }, anna);
	workflow.when(
		publishText,
		{ text: correction, id: fresh(PublicationId), ...named[0], where: 'X', address: null, at: null },
		bram
	);
	expect(correctionsDue(workflow.state)).toMatchObject([{ channel: 'website' }]);
	const [publication] = workflow.row.publications;
	workflow.when(
		waiveCorrection,
		{ text: workflow.text, publication: publication?.id, why: 'De pagina is al weg' },
		anna
	);
	expect(correctionsDue(workflow.state)).toEqual([]);
	workflow.judge('false');
	expect(correctionsDue(workflow.state)).toMatchObject([{ channel: 'x', text: { id: correction } }]);
});

test('a text about a question that was merged is about the remaining question, and answers it when published', () => {
	const workflow = new TextWorkflow();
	const [gone, remaining] = [fresh(FindingId), fresh(FindingId)];
	const ask = (id: FindingId, text: string) =>
		workflow.when(raiseNeed, { id, text, offline: 'telefoon', seenIn: null }, bram);
	ask(gone, 'Is het water veilig?');
	ask(remaining, 'Kan ik het water drinken?');
	const about = { kind: 'need', finding: gone };
	const wordings = [{ channel: 'website', text: 'Ja, het water is veilig.' }];
	workflow.when(
		draftText,
		{ id: workflow.text, kind: 'answer', about, corrects: null, facts: [workflow.fact], wordings },
		bram
	);
	expect(answerTextOf(workflow.state, remaining)).toBeUndefined();
	workflow.when(mergeFindings, { kind: 'need', finding: gone, into: remaining }, bram);
	expect(answerTextOf(workflow.state, remaining)?.id).toBe(workflow.text);
	expect(answerTextOf(workflow.state, gone)).toBeUndefined();
	expect(textsAbout(workflow.state, { id: remaining }).map(({ id }) => id)).toEqual([workflow.text]);
	expect(subjectText(workflow.state, workflow.row)).toBe('Kan ik het water drinken?');
	workflow.submit().approve();
	const [offered] = offeredAnswers(workflow.state, new Set([remaining]), 'x');
	expect(offered?.text.id).toBe(workflow.text);
	workflow.publish('website');
	expect(workflow.state.needs.get(remaining)).toMatchObject({
		state: 'answered',
		answer: { text: 'Ja, het water is veilig.' }
	});
});

test('a new text about a question or rumour that was merged meanwhile is about the one it was merged into', () => {
	const workflow = new TextWorkflow();
	const questions = [fresh(FindingId), fresh(FindingId), fresh(FindingId)] as const;
	for (const [n, id] of questions.entries())
		workflow.when(raiseNeed, { id, text: `Vraag ${String(n)}?`, offline: 'telefoon', seenIn: null }, bram);
	const [first, second, remaining] = questions;
	workflow.when(mergeFindings, { kind: 'need', finding: first, into: second }, bram);
	workflow.when(mergeFindings, { kind: 'need', finding: second, into: remaining }, bram);
	const draft = { id: workflow.text, kind: 'answer', corrects: null, facts: [workflow.fact], wordings: [] };
	workflow.when(draftText, { ...draft, about: { kind: 'need', finding: first } }, bram);
	expect(workflow.row.about).toEqual({ kind: 'need', finding: remaining });
	expect(questions.map((id) => workflow.state.needs.get(id)?.state)).toEqual(['open', 'open', 'answering']);
	const unknown = { ...draft, id: fresh(TextId), about: { kind: 'need', finding: fresh(FindingId) } };
	expect(() => workflow.when(draftText, unknown, bram)).toThrow('finding.absent');
});
