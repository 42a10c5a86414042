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
const replace = (road: TextWorkflow, replaces = road.fact): FactId => {
	const id = fresh(FactId);
	road.later(1).when(replaceFact, { replaces, id, ...news }, bram);
	return id;
};
const kinds = (road: TextWorkflow) => flaggedCitations(road.state).map(({ citing }) => citing.what);
const at = (minutes: number) => momentOf(Date.parse(noon) + minutes * 60_000);

describe('what rests on a replaced fact', () => {
	test('is also a text that names it only by the verdict that it states', () => {
		const road = new TextWorkflow().judge().draft(words).submit();
		expect(kinds(road)).toEqual([]);
		replace(road);
		expect(kinds(road)).toEqual(['verdict', 'text']);
		road.when(
			reviewCitation,
			{ fact: road.fact, citing: { what: 'text', of: road.text }, why: 'Het staat er los van' },
			anna
		);
		expect(kinds(road)).toEqual(['verdict']);
	});

	test('is a published text that cites the new fact since, while a channel still has the old words', () => {
		const road = new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('x');
		const fact = replace(road);
		road.judge('false', fact);
		expect(factsBehind(road.state, road.row)).toEqual([fact]);
		expect(kinds(road)).toEqual(['text']);
		expect(replacedUnder(flaggedCitations(road.state), road.text)).toBe(road.state.facts.get(road.fact)?.replacedAt);
		for (const { publication } of correctionsDue(road.state))
			road.when(waiveCorrection, { text: road.text, publication: publication.id, why: 'stond er niet in' }, anna);
		expect(kinds(road)).toEqual([]);
	});

	test('is no text that was corrected on every channel, nor one that was withdrawn', () => {
		const road = new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('x');
		const fact = replace(road);
		const correction = fresh(TextId);
		const about = { kind: 'rumour', finding: road.rumour };
		const wordings = (['website', 'x'] as const).map((channel) => ({ channel, text: 'Er liep bluswater weg.' }));
		road.judge('false', fact);
		road.when(
			draftText,
			{ id: correction, kind: 'correction', about, corrects: road.text, facts: [fact], wordings },
			bram
		);
		const variants = road.state.texts.get(correction)?.variants.map(({ channel, checksum }) => ({ channel, checksum }));
		road.when(submitText, { text: correction, variants, asked: null }, bram);
		road.when(approveText, { text: correction, variants }, anna);
		const put = (channel: Channel) =>
			road.when(
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
		expect(kinds(road)).toEqual(['text']);
		put('x');
		expect(kinds(road)).toEqual([]);
		const other = new TextWorkflow().judge().draft(words);
		replace(other);
		other.when(withdrawText, { text: other.text, why: 'klopt niet' }, bram);
		expect(kinds(other)).toEqual(['verdict']);
	});

	test('is every text that may not be published because of it', () => {
		const steps = fc.array(fc.constantFrom('submit', 'approve', 'publish', 'replace', 'judge', 'cite', 'review'), {
			minLength: 4,
			maxLength: 14
		});
		let refused = 0;
		fc.assert(
			fc.property(steps, (taken) => {
				const road = new TextWorkflow().judge().draft(words);
				let newest: FactId = road.fact;
				for (const step of ['submit', 'approve', ...taken]) {
					try {
						if (step === 'submit') road.submit();
						else if (step === 'approve') road.approve();
						else if (step === 'publish') road.publish('website');
						else if (step === 'judge') road.judge('false', newest);
						else if (step === 'cite') road.when(citeFacts, { text: road.text, facts: [newest] }, bram);
						else if (step === 'replace') newest = replace(road, newest);
						else
							for (const { fact, citing } of flaggedCitations(road.state))
								road.when(reviewCitation, { fact: fact.id, citing, why: 'Het staat er los van' }, anna);
					} catch (error) {
						if (!(error instanceof Refusal)) throw error;
					}
					const isFlagged = kinds(road).includes('text');
					for (const { channel, checksum } of road.row.variants)
						try {
							assertPublishable(road.state, road.row, channel, checksum);
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
	const release = (road: TextWorkflow, number: number): void => {
		const moment = momentOf(road.wall);
		const made = { number, place: road.seq, moment, from: at(0), checksum: hash, chainHead: hash, rules: '1' };
		road.take(
			reportReleased({ ...made, publicKey: null, released: { by: bram.id, at: moment }, withdrawn: null }),
			bram.id
		);
	};

	test('says which of its facts was replaced, and whether what rests on it is reviewed, until it is reviewed itself', () => {
		const road = new TextWorkflow().judge();
		release(road, 1);
		release(road.later(1), 2);
		expect(replacedIn(road.state, 2)).toEqual([]);
		replace(road);
		release(road.later(1), 3);
		const replaced = { text: 'Het water is veilig', at: road.state.facts.get(road.fact)?.replacedAt };
		for (const number of [1, 2])
			expect(replacedIn(road.state, number)).toMatchObject([{ ...replaced, isChecking: true, under: [road.rumour] }]);
		expect(replacedIn(road.state, 3)).toEqual([]);
		road.when(
			reviewCitation,
			{ fact: road.fact, citing: { what: 'verdict', of: road.rumour }, why: 'Het staat er los van' },
			anna
		);
		expect(replacedIn(road.state, 2)).toMatchObject([{ ...replaced, isChecking: false, under: [] }]);
		road.when(
			reviewCitation,
			{ fact: road.fact, citing: { what: 'report', of: '2' }, why: 'Het staat er los van' },
			anna
		);
		expect(replacedIn(road.state, 2)).toEqual([]);
		expect(replacedIn(road.state, 1)).toHaveLength(1);
	});

	test('follows what rests on a fact only when the report has a replaced one: every open page asks it often', () => {
		const road = new TextWorkflow().judge();
		release(road, 1);
		replace(road);
		release(road.later(1), 2);
		const follow = () => {
			throw new Error('followed every text');
		};
		const texts = { get: () => undefined, has: () => false, size: 0, values: follow, entries: follow, keys: follow };
		const watched = { ...road.state, texts };
		expect(replacedIn(watched, 2)).toEqual([]);
		expect(factsReplacedIn(watched, 1).map(({ id }) => id)).toEqual([road.fact]);
		expect(() => replacedIn(watched, 1)).toThrow('followed');
		road.when(
			reviewCitation,
			{ fact: road.fact, citing: { what: 'report', of: '1' }, why: 'Het staat er los van' },
			anna
		);
		expect(replacedIn(watched, 1)).toEqual([]);
	});

	test('does not say that its figures are checked because of what one person was answered', () => {
		const road = new TextWorkflow().judge().draft({ x: 'Geen bluswater weg.' }).submit().approve();
		const post = fresh(PostId);
		road.references = { ...road.references, posts: new Map([[post, { story: road.story() }]]) };
		const id = fresh(ResponseId);
		road.when(giveResponse, { id, post, text: road.text, ...road.words('x')[0], initials: '^HH' }, bram);
		release(road, 1);
		replace(road);
		for (const citing of [
			{ what: 'verdict', of: road.rumour },
			{ what: 'text', of: road.text }
		]) {
			expect(replacedIn(road.state, 1)).toMatchObject([{ isChecking: true }]);
			road.when(reviewCitation, { fact: road.fact, citing, why: 'Het staat er los van' }, anna);
		}
		expect(kinds(road)).toEqual(['response', 'report']);
		expect(replacedIn(road.state, 1)).toMatchObject([{ isChecking: false }]);
	});

	test('does not state a fact that was recorded after it, however early it was so', () => {
		const road = new TextWorkflow();
		release(road, 1);
		const early = replace(road.later(1));
		const late = fresh(FactId);
		road.later(1).when(replaceFact, { replaces: early, id: late, ...news, at: at(-30) }, bram);
		replace(road.later(1), late);
		expect(replacedIn(road.state, 1).map(({ fact }) => fact)).toEqual([road.fact]);
	});
});
