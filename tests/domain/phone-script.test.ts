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
const now = (road: TextWorkflow): Moment => momentOf(road.wall);
const scriptOf = (road: TextWorkflow) => phoneScript(road.state, now(road), () => null);
const replaced = (road: TextWorkflow, replaces = road.fact): FactId => {
	const id = fresh(FactId);
	road.later(1).when(replaceFact, { replaces, id, text: 'Kook het water', source: 'GGD', at: null }, bram);
	return id;
};
const asked = (road: TextWorkflow, text = 'Gaan de scholen dicht?'): FindingId => {
	const id = fresh(FindingId);
	road.when(raiseNeed, { id, text, offline: 'telefoon', seenIn: null }, bram);
	return id;
};
const rebutted = (): TextWorkflow => new TextWorkflow().judge().draft(words).submit().approve().publish('website').publish('phone');

describe('the script of the phone desk', () => {
	test('has the words for the phone, with the claim, the source and since when; a draft is not in it', () => {
		const road = new TextWorkflow().judge().draft(words).submit().approve();
		expect(scriptOf(road)).toEqual([]);
		road.publish('website');
		expect(scriptOf(road)).toMatchObject([{ words: words.website, channel: 'website' }]);
		road.later(3).publish('phone');
		expect(scriptOf(road)).toMatchObject([
			{
				about: 'rumour',
				asked: 'Het water is vergiftigd',
				status: 'valid',
				words: words.phone,
				channel: 'phone',
				since: now(road),
				until: null,
				source: { body: 'Waterbedrijf' }
			}
		]);
	});

	test('an answer comes before a holding statement about the same, whatever their channels', () => {
		const road = rebutted();
		const holding = new TextWorkflow();
		Object.assign(holding, { rumour: road.rumour, state: road.state });
		holding.wall = road.wall + 60_000;
		holding.draft({ phone: 'Wij zoeken het uit.' }, bram, 'holding').submit().approve().publish('phone');
		expect(phoneScript(road.state, momentOf(holding.wall), () => null)).toMatchObject([
			{ words: words.phone, kind: 'rebuttal' }
		]);
	});

	test('has answers that were noted, until when they hold, and the questions that have none', () => {
		const road = new TextWorkflow();
		const [school, traffic] = [asked(road), asked(road, 'Is de Havenweg open?')];
		const until = momentOf(road.wall + 30 * 60_000);
		const answer = { text: 'De scholen blijven open.', fact: road.fact, channel: 'website', at: null };
		road.answered({ need: school, ...answer });
		road.when(setNeedTimes, { need: school, returnsAt: until }, bram);
		expect(scriptOf(road)).toMatchObject([
			{ asked: 'Gaan de scholen dicht?', status: 'valid', words: answer.text, channel: null, kind: 'noted', until },
			{ key: `need ${traffic}`, status: 'none', words: '', source: null }
		]);
		road.later(30);
		expect(scriptOf(road)[0]).toMatchObject({ key: `need ${school}`, status: 'outdated' });
	});

	test.each([
		['a fact under it was replaced', (road: TextWorkflow) => void replaced(road)],
		['it was withdrawn', (road: TextWorkflow) => void road.when(withdrawText, { text: road.text, why: 'fout' }, anna)],
		['it was paused', (road: TextWorkflow) => void road.when(pauseText, { text: road.text, why: 'twijfel' }, anna)],
		['the verdict changed', (road: TextWorkflow) => void road.judge('true', replaced(road))]
	])('does not give words as valid when %s', (_, happens) => {
		const road = rebutted();
		happens(road);
		expect(scriptOf(road)).toMatchObject([{ status: 'outdated', words: words.phone }]);
	});

	test('gives words as valid again once a person looked and found that they hold', () => {
		const road = rebutted();
		replaced(road);
		for (const { fact, citing } of flaggedCitations(road.state))
			road.when(reviewCitation, { fact: fact.id, citing, why: 'Het staat er los van' }, anna);
		expect(scriptOf(road)).toMatchObject([{ status: 'valid' }]);
	});

	test('a noted answer on a fact that was replaced is not valid either', () => {
		const road = new TextWorkflow();
		const need = asked(road);
		road.answered({ need, text: 'Ja', fact: road.fact, channel: 'website', at: null });
		expect(scriptOf(road)).toMatchObject([{ status: 'valid' }]);
		replaced(road);
		expect(scriptOf(road)).toMatchObject([{ status: 'outdated' }]);
	});
});

test('what changed since a reader saw it is marked: new words, other words, words that no longer hold', () => {
	const road = new TextWorkflow();
	const need = asked(road);
	expect([...changedSince(scriptOf(road), null)]).toEqual([]);
	const first = marksOf(scriptOf(road));
	expect([...changedSince(scriptOf(road), first)]).toEqual([]);
	road.judge().draft(words).submit().approve().publish('phone');
	expect([...changedSince(scriptOf(road), first)]).toEqual([`rumour ${road.rumour}`]);
	const second = marksOf(scriptOf(road));
	// Something that was published earlier than it was recorded is new to the reader all the same.
	const at = momentOf(road.wall - 3_600_000);
	road.later(1).when(answerNeed, { need, text: 'Nee', fact: null, channel: 'website', at }, bram);
	expect([...changedSince(scriptOf(road), second)]).toEqual([`need ${need}`]);
	const third = marksOf(scriptOf(road));
	replaced(road);
	expect([...changedSince(scriptOf(road), third)]).toEqual([`rumour ${road.rumour}`]);
	expect([...changedSince(scriptOf(road), '')]).toHaveLength(2);
});

test('words are found in question, other wordings, answer and source, without capitals and accents', () => {
	const road = rebutted();
	asked(road, 'Gaan de cafés dicht?');
	const found = (query: string) => searchScript(scriptOf(road), query).map(({ asked: question }) => question);
	expect(found('CAFES')).toEqual(['Gaan de cafés dicht?']);
	expect(found('water drinken')).toEqual(['Het water is vergiftigd']);
	expect(found('waterbedrijf')).toEqual(['Het water is vergiftigd']);
	expect(found('café drinken')).toEqual([]);
	expect(found(' ')).toHaveLength(2);
});

test('only a coordinator opens the script by a link; it opens nothing else, and closes again', () => {
	const road = new TextWorkflow();
	const link = {
		id: fresh(ShareLinkId),
		label: 'callcenter',
		hash: checksumOf('geheim'),
		expires: momentOf(road.wall + 3_600_000)
	};
	for (const nobody of [anna, bram, person('partner'), person('administrator'), person()])
		expect(() => road.when(openPhoneDesk, link, nobody)).toThrow('role.missing');
	road.when(openPhoneDesk, link, carla);
	expect(road.state.shareLinks.get(link.id)).toMatchObject({ kind: 'phone', pin: false, signals: false });
	expect(() => road.when(openPhoneDesk, link, carla)).toThrow('id.taken');
	expect(() => road.when(setLinkSignals, { link: link.id, signals: true }, bram)).toThrow('link.absent');
	road.when(revokeShareLink, { link: link.id }, bram);
	const closed = road.state.shareLinks.get(link.id);
	expect(closed && isValid(closed, now(road))).toBe(false);
});

type Act = 'publish' | 'replace' | 'review' | 'withdraw' | 'pause' | 'need' | 'wait';
test('whatever happens, nothing that rests on a replaced fact is valid, and no subject stands twice', () => {
	const reached = { valid: 0, outdated: 0, unchecked: 0, none: 0 };
	fc.assert(
		fc.property(
			fc.array(
				fc.constantFrom<Act>('publish', 'publish', 'replace', 'review', 'withdraw', 'pause', 'need', 'need', 'wait'),
				{ minLength: 4, maxLength: 14 }
			),
			(acts) => {
				const road = new TextWorkflow().judge().draft(words).submit().approve();
				let fact = road.fact;
				for (const act of acts) {
					try {
						if (act === 'publish') road.publish('phone');
						else if (act === 'replace') fact = replaced(road, fact);
						else if (act === 'withdraw') road.when(withdrawText, { text: road.text, why: 'fout' }, anna);
						else if (act === 'pause') road.when(pauseText, { text: road.text, why: 'twijfel' }, anna);
						else if (act === 'wait') road.later(20);
						else if (act === 'need') {
							const need = asked(road, `Vraag nummer ${road.seq} over water?`);
							road.answered({ need, text: 'Ja', fact, channel: 'website', at: null });
							road.when(setNeedTimes, { need, returnsAt: momentOf(road.wall + 30 * 60_000) }, bram);
						} else
							for (const flag of flaggedCitations(road.state).slice(0, 1))
								road.when(
									reviewCitation,
									{ fact: flag.fact.id, citing: flag.citing, why: 'Het staat er los van' },
									anna
								);
					} catch (error) {
						if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
					}
				}
				const script = scriptOf(road);
				const flagged = new Set(flaggedCitations(road.state).map(({ citing }) => citing.of));
				expect(new Set(script.map(({ key }) => key)).size).toBe(script.length);
				for (const entry of script) {
					reached[entry.status] += 1;
					if (entry.status !== 'valid') continue;
					expect(entry.until === null || entry.until > now(road)).toBe(true);
					if (entry.kind === 'noted') expect(flagged.has(FindingId.parse(entry.key.slice(5)))).toBe(false);
					else {
						expect(flagged.has(road.text)).toBe(false);
						expect([road.row.withdrawn, road.row.paused]).toEqual([null, null]);
					}
				}
			}
		),
		{ numRuns: 300 }
	);
	expect(Math.min(reached.valid, reached.outdated)).toBeGreaterThan(50);
});
