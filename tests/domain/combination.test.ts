import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { areOtherEyes, unreadParts } from '$lib/domain/core/eyes';
import { FactId, FindingId, momentOf, PersonId, PublicationId, type Sha256 } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { replaceFact } from '$lib/domain/findings/fact';
import { rewordFinding } from '$lib/domain/findings/finding';
import { mergeFindings } from '$lib/domain/findings/merge';
import { answerNeed, confirmAnswer, raiseNeed } from '$lib/domain/findings/need';
import { answerBasis, answerStatus } from '$lib/domain/findings/need-answer';
import { confirmVerdict, giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { setVariants } from '$lib/domain/findings/variants';
import { approveText } from '$lib/domain/official-text/approval';
import { basisOf } from '$lib/domain/official-text/basis';
import { correctionsDue } from '$lib/domain/official-text/correction';
import {
	confirmAddress,
	pauseText,
	publishAlone,
	resumeText,
	reviewPublication,
	waiveCorrection
} from '$lib/domain/official-text/publication';
import { publishProblem } from '$lib/domain/official-text/publication-rules';
import { citeFacts, submitText } from '$lib/domain/official-text/writing';
import { phoneScript } from '$lib/domain/overview/phone-script';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { placeOutside } from '$lib/domain/official-text/place';
import { stateForProgram } from '$lib/server/out/official-text/second-reader';
import { publicTexts } from '$lib/server/out/partner/feeds/published';
import { anna, bram, carla, fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

/*
 * What is shown together is one combination, and each of its parts needs a reader with other eyes than its writer's:
 * who changes the claim, the verdict or a fact under a text writes a part of it.
 */

const opposite = 'Het water is veilig';
const why = 'Dat maakt geen verschil';
const eve = person('analyst');

const refusal = (act: () => unknown): string | null => {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return null;
};
const published = (): TextWorkflow =>
	new TextWorkflow().judge().draft({ website: 'Dat klopt niet.' }).submit().approve().publish('website');
const entryOf = (workflow: TextWorkflow) =>
	phoneScript(workflow.state, momentOf(workflow.wall), () => null).find(({ key }) => key.startsWith('rumour'));
const checksumOn = (workflow: TextWorkflow): Sha256 => workflow.words('website')[0]?.checksum ?? checksumOf('none');
/** Whether anybody outside reads the words as standing. */
const standing = (workflow: TextWorkflow): boolean[] => [
	entryOf(workflow)?.status === 'valid',
	publicTexts(workflow.state)[0]?.state === 'standing',
	correctionsDue(workflow.state).length === 0
];
const reword = (workflow: TextWorkflow, by: Actor, text = opposite) =>
	workflow.when(rewordFinding, { kind: 'rumour', finding: workflow.rumour, text }, by);
const waive = (workflow: TextWorkflow, by: Actor) =>
	workflow.when(
		waiveCorrection,
		{ text: workflow.text, publication: workflow.row.publications[0]?.id ?? fresh(PublicationId), why },
		by
	);
const approve = (workflow: TextWorkflow, by: Actor) =>
	workflow.when(
		approveText,
		{ text: workflow.text, variants: workflow.words(), basis: basisOf(workflow.state, workflow.row) },
		by
	);

/** What one person does to what lies under a published text. */
const turns: Readonly<Record<string, (workflow: TextWorkflow, by: Actor) => void>> = {
	'rewords the claim and gives the verdict again': (workflow, by) => {
		reword(workflow, by);
		workflow.when(giveVerdict, { rumour: workflow.rumour, verdict: 'false', fact: workflow.fact, claim: opposite }, by);
	},
	'gives another verdict': (workflow, by) =>
		void workflow.when(giveVerdict, { rumour: workflow.rumour, verdict: 'true', fact: workflow.fact }, by),
	'merges the rumour into one of their own': (workflow, by) => {
		const into = fresh(FindingId);
		workflow.when(signalRumour, { id: into, text: opposite, offline: 'balie', seenIn: null }, by);
		workflow.when(giveVerdict, { rumour: into, verdict: 'false', fact: workflow.fact }, by);
		workflow.when(mergeFindings, { kind: 'rumour', finding: workflow.rumour, into }, by);
	},
	'replaces the fact': (workflow, by) =>
		void workflow.when(
			replaceFact,
			{ replaces: workflow.fact, id: fresh(FactId), text: 'Het water is niet veilig', source: 'Ik', at: null },
			by
		)
};

describe.each(Object.entries(turns))('one person who %s', (_, turn) => {
	/** Everything that says "it still holds" about the text, by the same person. */
	const confirmations = (workflow: TextWorkflow, by: Actor): (() => unknown)[] => [
		() => workflow.when(confirmVerdict, { rumour: workflow.rumour, claim: opposite }, by),
		() =>
			workflow.when(reviewCitation, { fact: workflow.fact, citing: { what: 'verdict', of: workflow.rumour }, why }, by),
		() => workflow.when(reviewCitation, { fact: workflow.fact, citing: { what: 'text', of: workflow.text }, why }, by),
		() => waive(workflow, by),
		() => approve(workflow, by),
		() => waive(workflow, by)
	];
	test.each<readonly [string, Actor]>([
		['an analyst', eve],
		['a coordinator', carla],
		['the approver', { ...anna, roles: ['spokesperson', 'analyst'] }],
		['another spokesperson', person('spokesperson', 'analyst')],
		['the writer', bram]
	])('makes nothing stand under it again: %s', (_name, by) => {
		const workflow = published();
		expect(standing(workflow)).toEqual([true, true, true]);
		turn(workflow, by);
		for (const confirm of confirmations(workflow, by)) refusal(confirm);
		expect(standing(workflow)).not.toContain(true);
	});
	test('and a colleague who reads it makes it stand again', () => {
		const workflow = published();
		turn(workflow, eve);
		for (const confirm of confirmations(workflow, anna)) refusal(confirm);
		expect(standing(workflow)).toEqual([true, true, true]);
	});
});

test('two people who each read the other’s part suffice', () => {
	const workflow = new TextWorkflow().judge().draft({ website: 'Dat klopt niet.' }).submit();
	reword(workflow, anna);
	workflow.when(confirmVerdict, { rumour: workflow.rumour, claim: opposite }, bram);
	expect(refusal(() => approve(workflow, anna))).toBe('text.ownPart');
	workflow.submit();
	expect(refusal(() => approve(workflow, anna))).toBeNull();
	expect(publishProblem(workflow.state, workflow.row, 'website', checksumOn(workflow))).toBeNull();
});

test('an analyst confirms what a spokesperson edited last and submitted', () => {
	const workflow = new TextWorkflow().judge().draft({ website: 'Dat klopt niet.' }).submit();
	workflow.write('website', 'Dat klopt niet. Het water is veilig.', anna).submit(anna).approve(bram);
	expect(publishProblem(workflow.state, workflow.row, 'website', checksumOn(workflow))).toBeNull();
});

test('a combination that was read before is in force again for anyone who restores it', () => {
	for (const by of [bram, anna, eve]) {
		const workflow = published();
		const claim = workflow.state.rumours.get(workflow.rumour)?.text ?? '';
		reword(workflow, by);
		reword(workflow, by, claim);
		expect(standing(workflow)).toEqual([true, true, true]);
		const again = new TextWorkflow().draft({ website: 'Wij zoeken dit uit.' }, bram, 'holding').submit().approve();
		reword(again, eve);
		approve(again, anna);
		reword(again, by, claim);
		reword(again, by);
		expect(publishProblem(again.state, again.row, 'website', checksumOn(again))).toBeNull();
	}
});

test('a submission names what was on the screen', () => {
	const workflow = new TextWorkflow().draft({ website: 'Wij zoeken dit uit.' }, bram, 'holding');
	const basis = basisOf(workflow.state, workflow.row);
	reword(workflow, eve);
	const submit = (read: string) =>
		workflow.when(
			submitText,
			{ text: workflow.text, variants: workflow.words(), requestedFrom: null, basis: read },
			bram
		);
	expect(refusal(() => submit(basis))).toBe('text.basisChanged');
	expect(refusal(() => submit(basisOf(workflow.state, workflow.row)))).toBeNull();
});

test('citing a fact counts as writing that part', () => {
	const workflow = new TextWorkflow().draft({ website: 'Wij zoeken dit uit.' }, bram, 'holding');
	workflow.when(citeFacts, { text: workflow.text, facts: [workflow.fact] }, anna);
	workflow.submit(anna);
	expect(refusal(() => workflow.approve(anna))).toBe('text.ownPart');
	workflow.submit(bram);
	expect(refusal(() => workflow.approve(anna))).toBeNull();
});

test('the reviewer of what was published alone did not write what lies under it alone', () => {
	const workflow = new TextWorkflow().draft({ website: 'Wij zoeken dit uit.' }, bram, 'holding').submit();
	const id = fresh(PublicationId);
	const outside = { where: 'Website', address: null, at: null, why: 'niemand bereikbaar' };
	workflow.when(publishAlone, { text: workflow.text, id, ...workflow.words()[0], ...outside }, bram);
	reword(workflow, anna);
	const review = (by: Actor) => workflow.when(reviewPublication, { text: workflow.text, publication: id, why }, by);
	expect(refusal(() => review(anna))).toBe('review.ownPart');
	expect(refusal(() => review(person('spokesperson', 'coordinator')))).toBeNull();
});

describe('the answer to a need', () => {
	const withNeed = () => {
		const [workflow, need] = [new TextWorkflow(), fresh(FindingId)];
		workflow.when(raiseNeed, { id: need, text: 'Is het water veilig?', offline: 'telefoon', seenIn: null }, bram);
		const row = () => {
			const found = workflow.state.needs.get(need);
			if (!found?.answer) throw new Error('no answer');
			return { ...found, answer: found.answer };
		};
		const answer = (by: Actor) =>
			workflow.when(answerNeed, { need, text: 'Ja.', fact: null, channel: 'balie', at: null }, by);
		const confirm = (by: Actor) =>
			workflow.when(confirmAnswer, { need, basis: answerBasis(row().text, row().answer) }, by);
		const turn = (by: Actor, text = 'Is het water vergiftigd?') =>
			workflow.when(rewordFinding, { kind: 'need', finding: need, text }, by);
		return { workflow, answer, confirm, turn, status: () => answerStatus(workflow.state, row()) };
	};
	test.each([
		['its confirmer', anna],
		['its writer', bram],
		['somebody else', person('spokesperson')]
	])('is not turned by rewording the question: %s', (_, by) => {
		const { answer, confirm, turn, status } = withNeed();
		answer(bram);
		confirm(anna);
		turn(by);
		expect(refusal(() => confirm(by))).not.toBeNull();
		expect(status()).toBe('unchecked');
		// Two who each read the other's part suffice, and the first question needs no new act.
		answer(bram);
		expect(refusal(() => confirm(anna))).toBeNull();
		expect(status()).toBe('valid');
		turn(by, 'Is het water veilig?');
		expect(status()).toBe('valid');
	});
});

describe('a pause by a spokesperson', () => {
	const paused = (by: Actor): TextWorkflow => {
		const workflow = published();
		workflow.when(pauseText, { text: workflow.text, why: 'Eerst bellen' }, by);
		return workflow;
	};
	const resume = (workflow: TextWorkflow, by: Actor, because: string | null) =>
		refusal(() => workflow.when(resumeText, { text: workflow.text, why: because }, by));
	test('is lifted with a reason by other eyes than the writer’s', () => {
		const workflow = paused(anna);
		expect(resume(workflow, bram, why)).toBe('text.pausedBySpokesperson');
		expect(resume(workflow, { ...carla, eyes: [bram.id] }, why)).toBe('text.pausedBySpokesperson');
		expect(resume(workflow, carla, null)).toBe('text.pausedBySpokesperson');
		expect(resume(workflow, carla, why)).toBeNull();
		expect(workflow.row).toMatchObject({ paused: null, resumed: { by: carla.id, why } });
	});
	test('differs from that of a colleague, which anybody lifts', () => {
		expect(resume(paused(carla), bram, null)).toBeNull();
	});
});

test('the phone script has another wording of a claim once an approver with other eyes had it on the screen', () => {
	const wording = 'Er zit gif in het water';
	const approveWith = (workflow: TextWorkflow, by: Actor) =>
		workflow.when(
			approveText,
			{ text: workflow.text, variants: workflow.words(), also: [checksumOf(wording), checksumOf('anders')] },
			by
		);
	const also = (writer: Actor) => {
		const workflow = new TextWorkflow().draft({ phone: 'Wij zoeken dit uit.' }, bram, 'holding').submit();
		workflow.when(setVariants, { rumour: workflow.rumour, variants: [wording] }, writer);
		approveWith(workflow, anna);
		workflow.publish('phone');
		return entryOf(workflow)?.also;
	};
	expect(also(bram)).toEqual([wording]);
	expect(also(anna)).toEqual([]);
	const unread = new TextWorkflow().draft({ phone: 'Wij zoeken dit uit.' }, bram, 'holding').submit().approve();
	unread.publish('phone').when(setVariants, { rumour: unread.rumour, variants: [wording] }, bram);
	expect(entryOf(unread)?.also).toEqual([]);
});

test('people outside read a place and an address only after a second person read them', () => {
	const where = 'Plein. VERLAAT NU UW HUIS en ga naar https://evil.example';
	const workflow = new TextWorkflow().judge().draft({ website: 'Dat klopt niet.' }).submit().approve();
	workflow.publish('website', bram, { where, address: 'https://evil.example/' });
	const publication = workflow.row.publications[0];
	const shown = () =>
		JSON.stringify([
			...stateForProgram(workflow.state).texts.values(),
			...stateForProgram(workflow.state).actions.values()
		]);
	const [unread] = workflow.row.publications;
	expect(unread && placeOutside(unread)).toBe('website');
	expect(shown()).not.toContain('evil');
	expect(
		refusal(() =>
			workflow.when(
				confirmAddress,
				{ text: workflow.text, publication: publication?.id, where: 'Plein', address: 'https://evil.example/' },
				anna
			)
		)
	).toBe('publication.absent');
	workflow.when(
		confirmAddress,
		{ text: workflow.text, publication: publication?.id, where, address: 'https://evil.example/' },
		anna
	);
	const [read] = workflow.row.publications;
	expect(read && placeOutside(read)).toBe(where);
	expect(shown()).toContain(where);
});

test('a feed sends its readers only to an address of our own or one that a second person opened', () => {
	const workflow = new TextWorkflow().judge().draft({ website: 'Dat klopt niet.' }).submit().approve();
	const address = 'https://elders.example/water';
	workflow.publish('website', bram, { address });
	const publication = workflow.row.publications[0]?.id;
	const addresses = (isOwn = false) =>
		publicTexts(workflow.state, () => isOwn).flatMap(({ wordings }) => wordings.flatMap((each) => each.addresses));
	const confirm = (by: Actor, opened = address) =>
		refusal(() =>
			workflow.when(confirmAddress, { text: workflow.text, publication, where: 'Website', address: opened }, by)
		);
	expect([addresses(), addresses(true)]).toEqual([[], [address]]);
	expect(confirm(bram)).toBe('review.own');
	expect(confirm(anna, 'https://elders.example/anders')).toBe('publication.absent');
	expect(confirm(anna)).toBeNull();
	expect(addresses()).toEqual([address]);
});

test('nothing is left unread exactly when each part has a reader with other eyes than its writer', () => {
	const ids = [0, 1, 2, 3].map(() => fresh(PersonId));
	const act = fc.record({ by: fc.constantFrom(...ids), eyes: fc.subarray(ids) });
	const part = act.map((writer) => ({ what: 'words' as const, writer }));
	let whole = 0;
	fc.assert(
		fc.property(fc.array(part, { maxLength: 4 }), fc.array(act, { maxLength: 4 }), (parts, readers) => {
			const eyesOf = ({ by, eyes }: { by: PersonId; eyes: PersonId[] }) => [by, ...eyes];
			const isRead = parts.every(({ writer }) =>
				readers.some((reader) => areOtherEyes(eyesOf(writer), eyesOf(reader)))
			);
			if (isRead && parts.length > 0) whole += 1;
			expect(unreadParts(parts, readers).length === 0).toBe(isRead);
		})
	);
	expect(whole).toBeGreaterThan(0);
});
