import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { FactId, FindingId, momentOf, ShareLinkId, type Moment } from '$lib/domain/core/ids';
import { replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { answerNeed, raiseNeed, setNeedTimes } from '$lib/domain/findings/need';
import { pauseText, withdrawText } from '$lib/domain/official-text/publication';
import { flaggedCitations } from '$lib/domain/review/citation';
import { changedSince, marksOf, phoneScript, searchScript } from '$lib/domain/overview/phone-script';
import { openPhoneDesk } from '$lib/domain/partner/phone-link';
import { isValid, revokeShareLink, setLinkSignals } from '$lib/domain/report/share-link';
import { anna, bram, carla, fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const words = { website: 'Het water is veilig, lees meer op onze site.', phone: 'U kunt het water gewoon drinken.' };
const now = (workflow: TextWorkflow): Moment => momentOf(workflow.wall);
const scriptOf = (workflow: TextWorkflow) => phoneScript(workflow.state, now(workflow), () => null);
const replaced = (workflow: TextWorkflow, replaces = workflow.fact): FactId => {
	const id = fresh(FactId);
	workflow.later(1).when(replaceFact, { replaces, id, text: 'Kook het water', source: 'GGD', at: null }, bram);
	return id;
};
const raiseQuestion = (workflow: TextWorkflow, text = 'Gaan de scholen dicht?'): FindingId => {
	const id = fresh(FindingId);
	workflow.when(raiseNeed, { id, text, offline: 'telefoon', seenIn: null }, bram);
	return id;
};
const rebutted = (): TextWorkflow =>
	new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('phone');

describe('the script of the phone desk', () => {
	test('has the words for the phone, with the claim, the source and since when; drafts are left out', () => {
		const workflow = new TextWorkflow().judge().draft(words).submit().approve();
		expect(scriptOf(workflow)).toEqual([]);
		workflow.publish('website');
		expect(scriptOf(workflow)).toMatchObject([{ words: words.website, channel: 'website' }]);
		workflow.later(3).publish('phone');
		expect(scriptOf(workflow)).toMatchObject([
			{
				about: 'rumour',
				question: 'Het water is vergiftigd',
				status: 'valid',
				words: words.phone,
				channel: 'phone',
				since: now(workflow),
				until: null,
				source: { body: 'Waterbedrijf' }
			}
		]);
	});

	test('puts an answer before a holding statement about the same subject, on any channel', () => {
		const workflow = rebutted();
		const holding = new TextWorkflow();
		Object.assign(holding, { rumour: workflow.rumour, state: workflow.state });
		holding.wall = workflow.wall + 60_000;
		holding.draft({ phone: 'Wij zoeken het uit.' }, bram, 'holding').submit().approve().publish('phone');
		expect(phoneScript(workflow.state, momentOf(holding.wall), () => null)).toMatchObject([
			{ words: words.phone, kind: 'rebuttal' }
		]);
	});

	test('has recorded answers with their expiry, and the questions without an answer', () => {
		const workflow = new TextWorkflow();
		const [school, traffic] = [raiseQuestion(workflow), raiseQuestion(workflow, 'Is de Havenweg open?')];
		const until = momentOf(workflow.wall + 30 * 60_000);
		const answer = { text: 'De scholen blijven open.', fact: workflow.fact, channel: 'website', at: null };
		workflow.answered({ need: school, ...answer });
		workflow.when(setNeedTimes, { need: school, returnsAt: until }, bram);
		expect(scriptOf(workflow)).toMatchObject([
			{ question: 'Gaan de scholen dicht?', status: 'valid', words: answer.text, channel: null, kind: 'noted', until },
			{ key: `need ${traffic}`, status: 'none', words: '', source: null }
		]);
		workflow.later(30);
		expect(scriptOf(workflow)[0]).toMatchObject({ key: `need ${school}`, status: 'outdated' });
	});

	test.each([
		['a fact under it was replaced', (workflow: TextWorkflow) => void replaced(workflow)],
		[
			'it was withdrawn',
			(workflow: TextWorkflow) => void workflow.when(withdrawText, { text: workflow.text, why: 'fout' }, anna)
		],
		[
			'it was paused',
			(workflow: TextWorkflow) => void workflow.when(pauseText, { text: workflow.text, why: 'twijfel' }, anna)
		],
		['the verdict changed', (workflow: TextWorkflow) => void workflow.judge('true', replaced(workflow))]
	])('does not mark words as valid when %s', (_, happens) => {
		const workflow = rebutted();
		happens(workflow);
		expect(scriptOf(workflow)).toMatchObject([{ status: 'outdated', words: words.phone }]);
	});

	test('marks words as valid again once a person has confirmed that they hold', () => {
		const workflow = rebutted();
		replaced(workflow);
		for (const { fact, citing } of flaggedCitations(workflow.state))
			workflow.when(reviewCitation, { fact: fact.id, citing, why: 'Het staat er los van' }, anna);
		expect(scriptOf(workflow)).toMatchObject([{ status: 'valid' }]);
	});

	test('does not mark a recorded answer as valid when its fact was replaced', () => {
		const workflow = new TextWorkflow();
		const need = raiseQuestion(workflow);
		workflow.answered({ need, text: 'Ja', fact: workflow.fact, channel: 'website', at: null });
		expect(scriptOf(workflow)).toMatchObject([{ status: 'valid' }]);
		replaced(workflow);
		expect(scriptOf(workflow)).toMatchObject([{ status: 'outdated' }]);
	});
});

test('changes since a reader last looked are marked: new words, other words, words that no longer hold', () => {
	const workflow = new TextWorkflow();
	const need = raiseQuestion(workflow);
	expect([...changedSince(scriptOf(workflow), null)]).toEqual([]);
	const first = marksOf(scriptOf(workflow));
	expect([...changedSince(scriptOf(workflow), first)]).toEqual([]);
	workflow.judge().draft(words).submit().approve().publish('phone');
	expect([...changedSince(scriptOf(workflow), first)]).toEqual([`rumour ${workflow.rumour}`]);
	const second = marksOf(scriptOf(workflow));
	// Something that was published earlier than it was recorded is new to the reader all the same.
	const at = momentOf(workflow.wall - 3_600_000);
	workflow.later(1).when(answerNeed, { need, text: 'Nee', fact: null, channel: 'website', at }, bram);
	expect([...changedSince(scriptOf(workflow), second)]).toEqual([`need ${need}`]);
	const third = marksOf(scriptOf(workflow));
	replaced(workflow);
	expect([...changedSince(scriptOf(workflow), third)]).toEqual([`rumour ${workflow.rumour}`]);
	expect([...changedSince(scriptOf(workflow), '')]).toHaveLength(2);
});

test('search covers question, other wordings, answer and source, ignoring case and accents', () => {
	const workflow = rebutted();
	raiseQuestion(workflow, 'Gaan de cafés dicht?');
	const found = (query: string) => searchScript(scriptOf(workflow), query).map(({ question }) => question);
	expect(found('CAFES')).toEqual(['Gaan de cafés dicht?']);
	expect(found('water drinken')).toEqual(['Het water is vergiftigd']);
	expect(found('waterbedrijf')).toEqual(['Het water is vergiftigd']);
	expect(found('café drinken')).toEqual([]);
	expect(found(' ')).toHaveLength(2);
});

test('only a coordinator opens the script through a link; the link opens nothing else, and can be closed', () => {
	const workflow = new TextWorkflow();
	const link = {
		id: fresh(ShareLinkId),
		label: 'callcenter',
		hash: checksumOf('geheim'),
		expires: momentOf(workflow.wall + 3_600_000)
	};
	for (const nobody of [anna, bram, person('partner'), person('administrator'), person()])
		expect(() => workflow.when(openPhoneDesk, link, nobody)).toThrow('role.missing');
	workflow.when(openPhoneDesk, link, carla);
	expect(workflow.state.shareLinks.get(link.id)).toMatchObject({ kind: 'phone', pin: false, signals: false });
	expect(() => workflow.when(openPhoneDesk, link, carla)).toThrow('id.taken');
	expect(() => workflow.when(setLinkSignals, { link: link.id, signals: true }, bram)).toThrow('link.absent');
	workflow.when(revokeShareLink, { link: link.id }, bram);
	const closed = workflow.state.shareLinks.get(link.id);
	expect(closed && isValid(closed, now(workflow))).toBe(false);
});

type Act = 'publish' | 'replace' | 'review' | 'withdraw' | 'pause' | 'need' | 'wait';
test('after any sequence, nothing that rests on a replaced fact is valid, and no subject is listed twice', () => {
	const reached = { valid: 0, fact: 0, outdated: 0, unchecked: 0, none: 0 };
	fc.assert(
		fc.property(
			fc.array(
				fc.constantFrom<Act>('publish', 'publish', 'replace', 'review', 'withdraw', 'pause', 'need', 'need', 'wait'),
				{ minLength: 4, maxLength: 14 }
			),
			(acts) => {
				const workflow = new TextWorkflow().judge().draft(words).submit().approve();
				let fact = workflow.fact;
				for (const act of acts) {
					try {
						if (act === 'publish') workflow.publish('phone');
						else if (act === 'replace') fact = replaced(workflow, fact);
						else if (act === 'withdraw') workflow.when(withdrawText, { text: workflow.text, why: 'fout' }, anna);
						else if (act === 'pause') workflow.when(pauseText, { text: workflow.text, why: 'twijfel' }, anna);
						else if (act === 'wait') workflow.later(20);
						else if (act === 'need') {
							const need = raiseQuestion(workflow, `Vraag nummer ${workflow.seq} over water?`);
							workflow.answered({ need, text: 'Ja', fact, channel: 'website', at: null });
							workflow.when(setNeedTimes, { need, returnsAt: momentOf(workflow.wall + 30 * 60_000) }, bram);
						} else
							for (const flag of flaggedCitations(workflow.state).slice(0, 1))
								workflow.when(
									reviewCitation,
									{ fact: flag.fact.id, citing: flag.citing, why: 'Het staat er los van' },
									anna
								);
					} catch (error) {
						if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
					}
				}
				const script = scriptOf(workflow);
				const flagged = new Set(flaggedCitations(workflow.state).map(({ citing }) => citing.of));
				expect(new Set(script.map(({ key }) => key)).size).toBe(script.length);
				for (const entry of script) {
					reached[entry.status] += 1;
					if (entry.status !== 'valid') continue;
					expect(entry.until === null || entry.until > now(workflow)).toBe(true);
					if (entry.kind === 'noted') expect(flagged.has(FindingId.parse(entry.key.slice(5)))).toBe(false);
					else {
						expect(flagged.has(workflow.text)).toBe(false);
						expect([workflow.row.withdrawn, workflow.row.paused]).toEqual([null, null]);
					}
				}
			}
		),
		{ numRuns: 300 }
	);
	expect(Math.min(reached.valid, reached.outdated)).toBeGreaterThan(50);
});
