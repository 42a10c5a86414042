import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FactId, FindingId, momentOf, type PersonId, PublicationId } from '$lib/domain/core/ids';
import type { Actor, Role } from '$lib/domain/core/role';
import { confirmFact, recordFact, replaceFact } from '$lib/domain/findings/fact';
import { mergeFindings, rewordFinding } from '$lib/domain/findings/finding';
import {
	answerNeed,
	confirmAnswer,
	raiseNeed,
	needForOutside,
	startAnswer,
	uncheckedNeeds,
	unansweredNeeds
} from '$lib/domain/findings/need';
import { answerBasis, answerStanding } from '$lib/domain/findings/need-answer';
import { publishAlone, reviewPublication } from '$lib/domain/official-text/publication';
import { citeFacts, draftText } from '$lib/domain/official-text/writing';
import { phoneScript } from '$lib/domain/overview/phone-script';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { anna, bram, carla, fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const question = 'Gaan de scholen dicht?';
const own = 'Nee, de scholen blijven open.';

class Asked extends TextWorkflow {
	readonly need = fresh(FindingId);
	constructor() {
		super();
		this.when(raiseNeed, { id: this.need, text: question, offline: 'telefoon', seenIn: null }, bram);
	}
	get asked() {
		const need = this.state.needs.get(this.need);
		if (!need) throw new Error('no need');
		return need;
	}
	get standing() {
		return answerStanding(this.state, this.asked);
	}
	get entry() {
		return phoneScript(this.state, momentOf(this.wall), () => null).find(({ key }) => key === `need ${this.need}`);
	}
	answer(by: Actor, text = own, fact: FactId | null = null): this {
		this.when(answerNeed, { need: this.need, text, fact, channel: 'telefoon', at: null }, by);
		return this;
	}
	basis() {
		const { text, answer } = this.asked;
		if (!answer) throw new Error('no answer');
		return answerBasis(text, answer);
	}
	confirm(by: Actor, basis = this.basis()): this {
		this.when(confirmAnswer, { need: this.need, basis }, by);
		return this;
	}
	reword(text: string, by: Actor = bram): this {
		this.when(rewordFinding, { kind: 'need', finding: this.need, text }, by);
		return this;
	}
	record(text: string, by: Actor): FactId {
		const id = fresh(FactId);
		this.when(recordFact, { id, text, source: 'Gemeente', at: null }, by);
		return id;
	}
}
const withEyes = (roles: Role[], ...others: PersonId[]): Actor => ({ ...person(...roles), eyes: others });

describe('an answer with own words', () => {
	test('is said by nobody until a second person confirmed exactly these words', () => {
		const road = new Asked().answer(bram);
		expect(road.entry).toMatchObject({ status: 'unchecked', words: own });
		expect(needForOutside(road.state, road.asked)).toMatchObject({ state: 'answering', answer: null });
		expect(unansweredNeeds(road.state)).toHaveLength(1);
		road.confirm(anna);
		expect(road.entry).toMatchObject({ status: 'valid', words: own });
		expect(needForOutside(road.state, road.asked)).toMatchObject({ state: 'answered', answer: { text: own } });
		expect(uncheckedNeeds(road.state)).toEqual([]);
	});

	const [admin, other] = [person('administrator').id, person('administrator').id];
	test.each([
		['its writer', bram, bram, 'answer.sameEyes'],
		['its writer, who is a spokesperson', anna, anna, 'answer.sameEyes'],
		['an analyst after an analyst', bram, person('analyst'), 'answer.noSpokesperson'],
		['a coordinator after an analyst', bram, carla, 'answer.noSpokesperson'],
		['a spokesperson after an analyst', bram, anna, null],
		['an analyst after a spokesperson', anna, bram, null],
		[
			'a person whose account the same administrator opened',
			withEyes(['analyst'], admin),
			withEyes(['spokesperson'], admin),
			'answer.sameEyes'
		],
		['the administrator who opened the account', withEyes(['analyst'], anna.id), anna, 'answer.sameEyes'],
		[
			'people whose accounts two administrators opened',
			withEyes(['analyst'], admin),
			withEyes(['spokesperson'], other),
			null
		],
		['a partner', bram, person('partner'), 'role.missing'],
		['an administrator', bram, person('administrator'), 'role.missing']
	])('may be confirmed or not by %s', (_, writer, reader, refused) => {
		const road = new Asked().answer(writer);
		const mine = waitingWork(road.state, reader, momentOf(road.wall), null, () => null).mine.filter(
			({ kind }) => kind === 'check'
		);
		expect(mine).toHaveLength(refused === null ? 1 : 0);
		if (refused) {
			expect(() => road.confirm(reader)).toThrow(refused);
			expect(road.standing).toBe('unchecked');
		} else expect(road.confirm(reader).standing).toBe('valid');
	});

	test('keeps the eyes of the moment at which it was written', () => {
		const opened = withEyes(['analyst'], anna.id);
		const road = new Asked().answer(opened).later(3 * 24 * 60);
		road.answer({ id: opened.id, roles: opened.roles });
		expect(() => road.confirm(anna)).toThrow('answer.sameEyes');
	});

	test('is refused for the screen of before a change, and when nothing waits', () => {
		const road = new Asked();
		expect(() => road.confirm(anna, answerBasis(question, { text: own, fact: null }))).toThrow('answer.absent');
		const before = road.answer(bram).basis();
		road.answer(bram, 'Ja, morgen.');
		expect(() => road.confirm(anna, before)).toThrow('answer.changed');
		road.confirm(anna);
		expect(() => road.confirm(person('spokesperson'))).toThrow('answer.checked');
	});

	test.each<[string, (road: Asked) => unknown]>([
		['its words are edited', (road) => road.answer(bram, `${own} Echt.`)],
		['one character is changed', (road) => road.answer(bram, own.replace('.', '!'))],
		['another fact is cited', (road) => road.answer(bram, own, road.fact)],
		['its question is reworded', (road) => road.reword('Blijven de scholen dicht?')]
	])('needs a second person again when %s', (_, happens) => {
		const road = new Asked().answer(bram).confirm(anna);
		happens(road);
		expect([road.standing, road.entry?.status]).toEqual(['unchecked', 'unchecked']);
		expect(road.confirm(anna).standing).toBe('valid');
	});

	test('stays confirmed when nothing but its channel or moment changes, whoever records that', () => {
		const road = new Asked().answer(bram).confirm(anna);
		road.answer(carla);
		expect([road.standing, road.asked.answer?.by]).toEqual(['valid', carla.id]);
		const waiting = new Asked().answer(bram).answer(anna);
		expect(() => waiting.confirm(bram)).toThrow('answer.sameEyes');
	});

	test('of a question that is merged into another says nothing about that other', () => {
		const road = new Asked().answer(bram).confirm(anna);
		const into = fresh(FindingId);
		road.when(raiseNeed, { id: into, text: 'Blijven de scholen dicht?', offline: 'pers', seenIn: null }, bram);
		road.when(mergeFindings, { kind: 'need', finding: road.need, into }, bram);
		expect(phoneScript(road.state, momentOf(road.wall), () => null)).toMatchObject([
			{ key: `need ${into}`, status: 'none' }
		]);
	});

	test('is not said any more when its fact is replaced', () => {
		const road = new Asked();
		road.answer(bram, own, road.fact).confirm(anna);
		road.when(replaceFact, { replaces: road.fact, id: fresh(FactId), text: 'Anders', source: 'GGD', at: null }, carla);
		expect(road.entry?.status).toBe('outdated');
	});
});

describe('an answer that cites a fact word for word', () => {
	const words = 'De scholen zijn open.';
	test.each<[string, (road: Asked) => void, string]>([
		['that somebody else recorded', (road) => void road.answer(bram, words, road.record(words, carla)), 'valid'],
		['that its writer recorded', (road) => void road.answer(bram, words, road.record(words, bram)), 'unchecked'],
		[
			'that the same eyes recorded',
			(road) => void road.answer(bram, words, road.record(words, withEyes(['analyst'], bram.id))),
			'unchecked'
		],
		[
			'that its writer recorded and another confirmed',
			(road) => {
				const fact = road.record(words, bram);
				road.when(confirmFact, { fact }, carla);
				road.answer(bram, words, fact);
			},
			'valid'
		],
		[
			'that another confirmed later',
			(road) => {
				const fact = road.record(words, bram);
				road.answer(bram, words, fact);
				road.when(confirmFact, { fact }, carla);
			},
			'valid'
		],
		['with one more word', (road) => void road.answer(bram, `${words} Echt.`, road.record(words, carla)), 'unchecked'],
		['in capitals', (road) => void road.answer(bram, words.toUpperCase(), road.record(words, carla)), 'unchecked'],
		[
			'without saying which',
			(road) => {
				road.record(words, carla);
				road.answer(bram, words);
			},
			'unchecked'
		],
		[
			'and whose question was reworded since',
			(road) => void road.answer(bram, words, road.record(words, carla)).reword('Zijn de scholen dicht?'),
			'unchecked'
		]
	])('%s', (_, happens, standing) => {
		const road = new Asked();
		happens(road);
		expect(road.standing).toBe(standing);
		expect(road.entry?.status).toBe(standing);
	});

	test('a fact is confirmed by other eyes than who recorded it, once, while it holds', () => {
		const road = new Asked();
		expect(() => road.when(confirmFact, { fact: road.fact }, bram)).toThrow('fact.sameEyes');
		expect(() => road.when(confirmFact, { fact: road.fact }, withEyes(['spokesperson'], bram.id))).toThrow(
			'fact.sameEyes'
		);
		road.when(confirmFact, { fact: road.fact }, anna);
		expect(() => road.when(confirmFact, { fact: road.fact }, anna)).toThrow('fact.confirmed');
		road.when(replaceFact, { replaces: road.fact, id: fresh(FactId), text: 'Anders', source: 'GGD', at: null }, carla);
		expect(() => road.when(confirmFact, { fact: road.fact }, carla)).toThrow('fact.replaced');
	});
});

test('the desk says that we do not know yet only of a question that somebody has taken up', () => {
	const road = new Asked();
	expect(road.entry).toMatchObject({ status: 'none', takenUp: false });
	road.when(startAnswer, { need: road.need }, bram);
	expect(road.entry).toMatchObject({ status: 'none', takenUp: true });
});

describe('a published answer', () => {
	function drafted(): Asked {
		const road = new Asked();
		const about = { kind: 'need', finding: road.need };
		const wordings = [{ channel: 'phone', text: own }];
		road.when(draftText, { id: road.text, kind: 'answer', about, corrects: null, facts: [], wordings }, bram);
		road.when(citeFacts, { text: road.text, facts: [road.fact] }, bram);
		road.submit();
		return road;
	}
	test('needs no other confirmation: two people saw it', () => {
		const road = drafted().approve();
		road.publish('phone');
		expect([road.standing, road.entry]).toMatchObject(['valid', { status: 'valid', alone: false }]);
	});
	test('without a second reader carries that mark until it is reviewed, and is not confirmed as a note', () => {
		const road = drafted();
		const id = fresh(PublicationId);
		const outside = {
			...road.words('phone')[0],
			where: 'Telefoon',
			address: null,
			at: null,
			why: 'niemand bereikbaar'
		};
		road.when(publishAlone, { text: road.text, id, ...outside }, bram);
		expect([road.standing, road.entry]).toMatchObject(['alone', { status: 'valid', alone: true }]);
		expect(() => road.confirm(anna)).toThrow('answer.alone');
		// The same words, noted by hand, are the same answer.
		road.answer(carla, own, road.fact);
		expect(road.standing).toBe('alone');
		road.when(reviewPublication, { text: road.text, publication: id, why: 'klopt' }, anna);
		expect([road.standing, road.entry]).toMatchObject(['valid', { status: 'valid', alone: false }]);
	});
});

test('whatever people do, no answer is valid whose words and question only one pair of eyes has seen', () => {
	const people = [bram, anna, carla, person('spokesperson')];
	const texts = [own, 'Ja.', 'Het water is veilig'];
	const questions = [question, 'Blijven de scholen dicht?'];
	const reached = { valid: 0, unchecked: 0 };
	const step = fc.record({
		act: fc.constantFrom('answer', 'answer', 'confirm', 'confirm', 'reword', 'fact'),
		who: fc.constantFrom(...people),
		text: fc.nat({ max: texts.length - 1 }),
		cites: fc.boolean(),
		question: fc.nat({ max: questions.length - 1 })
	});
	fc.assert(
		fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
			const road = new Asked();
			/** Who typed or was shown these words. */
			const seen = new Map<string, Set<PersonId>>();
			const sees = (text: string, who: Actor): void => void seen.set(text, (seen.get(text) ?? new Set()).add(who.id));
			sees('Het water is veilig', bram);
			for (const { act, who, text, cites, question: asked } of steps) {
				const words = texts[text] ?? own;
				try {
					if (act === 'answer') road.answer(who, words, cites ? road.fact : null);
					else if (act === 'confirm') road.confirm(who);
					else if (act === 'fact') road.when(confirmFact, { fact: road.fact }, who);
					else road.reword(questions[asked] ?? question, who);
					const shown = act === 'fact' ? 'Het water is veilig' : road.asked.answer?.text;
					if (shown !== undefined && act !== 'reword') sees(shown, who);
				} catch (error) {
					if (!(error instanceof Error) || error.name !== 'Refusal') {
						if (!(error instanceof Error) || error.message !== 'no answer') throw error;
					}
				}
				if (road.standing === null || road.standing === 'alone') continue;
				reached[road.standing] += 1;
				const { answer } = road.asked;
				if (road.standing === 'valid' && answer) expect(seen.get(answer.text)?.size).toBeGreaterThan(1);
			}
		}),
		{ numRuns: 400 }
	);
	expect(Math.min(reached.valid, reached.unchecked)).toBeGreaterThan(50);
});
