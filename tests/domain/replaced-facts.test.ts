import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Channel } from '$lib/domain/official-text/channel';
import { correctionsDue } from '$lib/domain/official-text/correction';
import { factsBehind } from '$lib/domain/official-text/basis';
import { assertPublishable } from '$lib/domain/official-text/publication-rules';
import { factsReplacedIn, flaggedCitations, replacedIn, replacedUnder } from '$lib/domain/review/citation';
import { replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { FactId, momentOf, PostId, PublicationId, ResponseId, Sha256, TextId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { reportReleased } from '$lib/domain/report/version';
import { approveText } from '$lib/domain/official-text/approval';
import { publishText, waiveCorrection, withdrawText } from '$lib/domain/official-text/publication';
import { giveResponse } from '$lib/domain/official-text/response';
import { citeFacts, draftText, submitText } from '$lib/domain/official-text/writing';
import { anna, bram, fresh, noon } from './in-memory-incident';
import { TextWorkflow } from './texts';

const words = { website: 'Er is geen bluswater weggelopen.', x: 'Geen bluswater weg.' };
const news = { text: 'Bluswater liep in de sloot', source: 'Waterschap', at: null };
const replace = (workflow: TextWorkflow, replaces = workflow.fact): FactId => {
	const id = fresh(FactId);
	workflow.later(1).when(replaceFact, { replaces, id, ...news }, bram);
	return id;
};
const kinds = (workflow: TextWorkflow) => flaggedCitations(workflow.state).map(({ citing }) => citing.what);
const at = (minutes: number) => momentOf(Date.parse(noon) + minutes * 60_000);

describe('what rests on a replaced fact', () => {
	test('includes a text that refers to it only through its verdict', () => {
		const workflow = new TextWorkflow().judge().draft(words).submit();
		expect(kinds(workflow)).toEqual([]);
		replace(workflow);
		expect(kinds(workflow)).toEqual(['verdict', 'text']);
		workflow.when(
			reviewCitation,
			{ fact: workflow.fact, citing: { what: 'text', of: workflow.text }, why: 'Het staat er los van' },
			anna
		);
		expect(kinds(workflow)).toEqual(['verdict']);
	});

	test('includes a published text that cites the new fact, while a channel still has the old words', () => {
		const workflow = new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('x');
		const fact = replace(workflow);
		workflow.judge('false', fact);
		expect(factsBehind(workflow.state, workflow.row)).toEqual([fact]);
		expect(kinds(workflow)).toEqual(['text']);
		expect(replacedUnder(flaggedCitations(workflow.state), workflow.text)).toBe(
			workflow.state.facts.get(workflow.fact)?.replacedAt
		);
		for (const { publication } of correctionsDue(workflow.state))
			workflow.when(
				waiveCorrection,
				{ text: workflow.text, publication: publication.id, why: 'stond er niet in' },
				anna
			);
		expect(kinds(workflow)).toEqual([]);
	});

	test('excludes a text that was corrected on every channel or withdrawn', () => {
		const workflow = new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('x');
		const fact = replace(workflow);
		const correction = fresh(TextId);
		const about = { kind: 'rumour', finding: workflow.rumour };
		const wordings = (['website', 'x'] as const).map((channel) => ({ channel, text: 'Er liep bluswater weg.' }));
		workflow.judge('false', fact);
		workflow.when(
			draftText,
			{ id: correction, kind: 'correction', about, corrects: workflow.text, facts: [fact], wordings },
			bram
		);
		const variants = workflow.state.texts
			.get(correction)
			?.variants.map(({ channel, checksum }) => ({ channel, checksum }));
		workflow.when(submitText, { text: correction, variants, requestedFrom: null }, bram);
		workflow.when(approveText, { text: correction, variants }, anna);
		const put = (channel: Channel) =>
			workflow.when(
				publishText,
				{
					text: correction,
					id: fresh(PublicationId),
					channel,
					where: channel,
					address: null,
					at: null,
					checksum: variants?.find((each) => each.channel === channel)?.checksum
				},
				bram
			);
		put('website');
		expect(kinds(workflow)).toEqual(['text']);
		put('x');
		expect(kinds(workflow)).toEqual([]);
		const other = new TextWorkflow().judge().draft(words);
		replace(other);
		other.when(withdrawText, { text: other.text, why: 'klopt niet' }, bram);
		expect(kinds(other)).toEqual(['verdict']);
	});

	test('includes every text that may not be published because of it', () => {
		const steps = fc.array(fc.constantFrom('submit', 'approve', 'publish', 'replace', 'judge', 'cite', 'review'), {
			minLength: 4,
			maxLength: 14
		});
		let refused = 0;
		fc.assert(
			fc.property(steps, (chosenSteps) => {
				const workflow = new TextWorkflow().judge().draft(words);
				let newest: FactId = workflow.fact;
				for (const step of ['submit', 'approve', ...chosenSteps]) {
					try {
						if (step === 'submit') workflow.submit();
						else if (step === 'approve') workflow.approve();
						else if (step === 'publish') workflow.publish('website');
						else if (step === 'judge') workflow.judge('false', newest);
						else if (step === 'cite') workflow.when(citeFacts, { text: workflow.text, facts: [newest] }, bram);
						else if (step === 'replace') newest = replace(workflow, newest);
						else
							for (const { fact, citing } of flaggedCitations(workflow.state))
								workflow.when(reviewCitation, { fact: fact.id, citing, why: 'Het staat er los van' }, anna);
					} catch (error) {
						if (!(error instanceof Refusal)) throw error;
					}
					const isFlagged = kinds(workflow).includes('text');
					for (const { channel, checksum } of workflow.row.variants)
						try {
							assertPublishable(workflow.state, workflow.row, channel, checksum);
						} catch (error) {
							if (!(error instanceof Refusal)) throw error;
							if (error.code !== 'fact.replaced') continue;
							refused += 1;
							expect(isFlagged).toBe(true);
						}
				}
			}),
			{ numRuns: 200 }
		);
		expect(refused).toBeGreaterThan(50);
	});
});

describe('a released report', () => {
	const hash = Sha256.parse('a'.repeat(64));
	const release = (workflow: TextWorkflow, number: number): void => {
		const moment = momentOf(workflow.wall);
		const made = { number, position: workflow.seq, moment, from: at(0), checksum: hash, chainHead: hash, rules: '1' };
		workflow.take(
			reportReleased({ ...made, publicKey: null, released: { by: bram.id, at: moment, eyes: [] }, withdrawn: null }),
			bram.id
		);
	};

	test('says which of its facts were replaced, and whether what rests on them is reviewed, until it is reviewed itself', () => {
		const workflow = new TextWorkflow().judge();
		release(workflow, 1);
		release(workflow.later(1), 2);
		expect(replacedIn(workflow.state, 2)).toEqual([]);
		replace(workflow);
		release(workflow.later(1), 3);
		const replaced = { text: 'Het water is veilig', at: workflow.state.facts.get(workflow.fact)?.replacedAt };
		for (const number of [1, 2])
			expect(replacedIn(workflow.state, number)).toMatchObject([
				{ ...replaced, checking: ['verdict'], under: [workflow.rumour] }
			]);
		expect(replacedIn(workflow.state, 3)).toEqual([]);
		workflow.when(
			reviewCitation,
			{ fact: workflow.fact, citing: { what: 'verdict', of: workflow.rumour }, why: 'Het staat er los van' },
			anna
		);
		expect(replacedIn(workflow.state, 2)).toMatchObject([{ ...replaced, checking: [], under: [] }]);
		workflow.when(
			reviewCitation,
			{ fact: workflow.fact, citing: { what: 'report', of: '2' }, why: 'Het staat er los van' },
			anna
		);
		expect(replacedIn(workflow.state, 2)).toEqual([]);
		expect(replacedIn(workflow.state, 1)).toHaveLength(1);
	});

	test('looks up what rests on a fact only when a fact of the report was replaced, because every open page asks often', () => {
		const workflow = new TextWorkflow().judge();
		release(workflow, 1);
		replace(workflow);
		release(workflow.later(1), 2);
		const follow = () => {
			throw new Error('followed every text');
		};
		const texts = { get: () => undefined, has: () => false, size: 0, values: follow, entries: follow, keys: follow };
		const watched = { ...workflow.state, texts };
		expect(replacedIn(watched, 2)).toEqual([]);
		expect(factsReplacedIn(watched, 1).map(({ id }) => id)).toEqual([workflow.fact]);
		expect(() => replacedIn(watched, 1)).toThrow('followed');
		workflow.when(
			reviewCitation,
			{ fact: workflow.fact, citing: { what: 'report', of: '1' }, why: 'Het staat er los van' },
			anna
		);
		expect(replacedIn(watched, 1)).toEqual([]);
	});

	test('does not report its figures as being checked because of an answer to one person', () => {
		const workflow = new TextWorkflow().judge().draft({ x: 'Geen bluswater weg.' }).submit().approve();
		const post = fresh(PostId);
		workflow.references = { ...workflow.references, posts: new Map([[post, { story: workflow.story() }]]) };
		const id = fresh(ResponseId);
		workflow.when(giveResponse, { id, post, text: workflow.text, ...workflow.words('x')[0], initials: '^HH' }, bram);
		release(workflow, 1);
		replace(workflow);
		for (const citing of [
			{ what: 'verdict', of: workflow.rumour },
			{ what: 'text', of: workflow.text }
		]) {
			expect(replacedIn(workflow.state, 1)).toMatchObject([
				{ checking: expect.arrayContaining([citing.what]) as unknown }
			]);
			workflow.when(reviewCitation, { fact: workflow.fact, citing, why: 'Het staat er los van' }, anna);
		}
		expect(kinds(workflow)).toEqual(['response', 'report']);
		expect(replacedIn(workflow.state, 1)).toMatchObject([{ checking: [] }]);
	});

	test('does not cite a fact recorded after it, even when that fact applied earlier', () => {
		const workflow = new TextWorkflow();
		release(workflow, 1);
		const early = replace(workflow.later(1));
		const late = fresh(FactId);
		workflow.later(1).when(replaceFact, { replaces: early, id: late, ...news, at: at(-30) }, bram);
		replace(workflow.later(1), late);
		expect(replacedIn(workflow.state, 1).map(({ fact }) => fact)).toEqual([workflow.fact]);
	});
});
