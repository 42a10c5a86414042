import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FactId, FindingId, momentOf, type PersonId, PublicationId } from '$lib/domain/core/ids';
import type { Actor, Role } from '$lib/domain/core/role';
import { confirmFact, recordFact, replaceFact } from '$lib/domain/findings/fact';
import { rewordFinding } from '$lib/domain/findings/finding';
import { mergeFindings } from '$lib/domain/findings/merge';
import {
	answerNeed,
	confirmAnswer,
	raiseNeed,
	needForOutside,
	startAnswer,
	uncheckedNeeds,
	unansweredNeeds
} from '$lib/domain/findings/need';
import { answerBasis, answerStatus } from '$lib/domain/findings/need-answer';
import { publishAlone, reviewPublication } from '$lib/domain/official-text/publication';
import { citeFacts, draftText } from '$lib/domain/official-text/writing';
import { phoneScript } from '$lib/domain/overview/phone-script';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { anna, bram, carla, fresh, person, reader as asReader } from './in-memory-incident';
import { TextWorkflow } from './texts';

const question = 'Gaan de scholen dicht?';
const own = 'Nee, de scholen blijven open.';

class NeedWorkflow extends TextWorkflow {
	readonly need = fresh(FindingId);
	constructor() {
		super();
		this.when(raiseNeed, { id: this.need, text: question, offline: 'telefoon', seenIn: null }, bram);
	}
	get needRow() {
		const need = this.state.needs.get(this.need);
		if (!need) throw new Error('no need');
		return need;
	}
	get currentStatus() {
		return answerStatus(this.state, this.needRow);
	}
	get entry() {
		return phoneScript(this.state, momentOf(this.wall), () => null).find(({ key }) => key === `need ${this.need}`);
	}
	answer(by: Actor, text = own, fact: FactId | null = null): this {
		this.when(answerNeed, { need: this.need, text, fact, channel: 'telefoon', at: null }, by);
		return this;
	}
	basis() {
		const { text, answer } = this.needRow;
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

describe('an answer in free words', () => {
	test('is not given out until a second person confirmed exactly these words', () => {
		const workflow = new NeedWorkflow().answer(bram);
		expect(workflow.entry).toMatchObject({ status: 'unchecked', words: own });
		expect(needForOutside(workflow.state, workflow.needRow)).toMatchObject({ state: 'answering', answer: null });
		expect(unansweredNeeds(workflow.state)).toHaveLength(1);
		workflow.confirm(anna);
		expect(workflow.entry).toMatchObject({ status: 'valid', words: own });
		expect(needForOutside(workflow.state, workflow.needRow)).toMatchObject({
			state: 'answered',
			answer: { text: own }
		});
		expect(uncheckedNeeds(workflow.state)).toEqual([]);
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
		const workflow = new NeedWorkflow().answer(writer);
		const mine = waitingWork(workflow.state, asReader(reader), momentOf(workflow.wall), null, () => null).mine.filter(
			({ kind }) => kind === 'check'
		);
		expect(mine).toHaveLength(refused === null ? 1 : 0);
		if (refused) {
			expect(() => workflow.confirm(reader)).toThrow(refused);
			expect(workflow.currentStatus).toBe('unchecked');
		} else expect(workflow.confirm(reader).currentStatus).toBe('valid');
	});

	test('stays tied to whoever could use the account when it was written', () => {
		const opened = withEyes(['analyst'], anna.id);
		const workflow = new NeedWorkflow().answer(opened).later(3 * 24 * 60);
		workflow.answer({ id: opened.id, roles: opened.roles });
		expect(() => workflow.confirm(anna)).toThrow('answer.sameEyes');
	});

	test('cannot be confirmed from an outdated screen, or when nothing waits', () => {
		const workflow = new NeedWorkflow();
		expect(() => workflow.confirm(anna, answerBasis(question, { text: own, fact: null }))).toThrow('answer.absent');
		const before = workflow.answer(bram).basis();
		workflow.answer(bram, 'Ja, morgen.');
		expect(() => workflow.confirm(anna, before)).toThrow('answer.changed');
		workflow.confirm(anna);
		expect(() => workflow.confirm(person('spokesperson'))).toThrow('answer.checked');
	});

	test.each<[string, (workflow: NeedWorkflow) => unknown]>([
		['its words are edited', (workflow) => workflow.answer(bram, `${own} Echt.`)],
		['one character is changed', (workflow) => workflow.answer(bram, own.replace('.', '!'))],
		['another fact is cited', (workflow) => workflow.answer(bram, own, workflow.fact)],
		['its question is reworded', (workflow) => workflow.reword('Blijven de scholen dicht?')]
	])('needs a second person again when %s', (_, happens) => {
		const workflow = new NeedWorkflow().answer(bram).confirm(anna);
		happens(workflow);
		expect([workflow.currentStatus, workflow.entry?.status]).toEqual(['unchecked', 'unchecked']);
		expect(workflow.confirm(anna).currentStatus).toBe('valid');
	});

	test('stays confirmed when only its channel or moment changes, whoever records that', () => {
		const workflow = new NeedWorkflow().answer(bram).confirm(anna);
		workflow.answer(carla);
		expect([workflow.currentStatus, workflow.needRow.answer?.by]).toEqual(['valid', carla.id]);
		const waiting = new NeedWorkflow().answer(bram).answer(anna);
		expect(() => waiting.confirm(bram)).toThrow('answer.sameEyes');
	});

	test('to a question that is merged into another is kept there, unchecked', () => {
		const workflow = new NeedWorkflow().answer(bram).confirm(anna);
		const into = fresh(FindingId);
		workflow.when(raiseNeed, { id: into, text: 'Blijven de scholen dicht?', offline: 'pers', seenIn: null }, bram);
		workflow.when(mergeFindings, { kind: 'need', finding: workflow.need, into }, bram);
		expect(phoneScript(workflow.state, momentOf(workflow.wall), () => null)).toMatchObject([
			{ key: `need ${into}`, status: 'unchecked' }
		]);
	});

	test('is outdated when its fact is replaced', () => {
		const workflow = new NeedWorkflow();
		workflow.answer(bram, own, workflow.fact).confirm(anna);
		workflow.when(
			replaceFact,
			{ replaces: workflow.fact, id: fresh(FactId), text: 'Anders', source: 'GGD', at: null },
			carla
		);
		expect(workflow.entry?.status).toBe('outdated');
	});
});

describe('an answer that quotes a fact word for word', () => {
	const words = 'De scholen zijn open.';
	test.each<[string, (workflow: NeedWorkflow) => void, string]>([
		[
			'that somebody else recorded',
			(workflow) => void workflow.answer(bram, words, workflow.record(words, carla)),
			'fact'
		],
		[
			'that its writer recorded',
			(workflow) => void workflow.answer(bram, words, workflow.record(words, bram)),
			'unchecked'
		],
		[
			'that the same eyes recorded',
			(workflow) => void workflow.answer(bram, words, workflow.record(words, withEyes(['analyst'], bram.id))),
			'unchecked'
		],
		[
			'that its writer recorded and another confirmed',
			(workflow) => {
				const fact = workflow.record(words, bram);
				workflow.when(confirmFact, { fact }, carla);
				workflow.answer(bram, words, fact);
			},
			'fact'
		],
		[
			'that another confirmed later',
			(workflow) => {
				const fact = workflow.record(words, bram);
				workflow.answer(bram, words, fact);
				workflow.when(confirmFact, { fact }, carla);
			},
			'fact'
		],
		[
			'with one more word',
			(workflow) => void workflow.answer(bram, `${words} Echt.`, workflow.record(words, carla)),
			'unchecked'
		],
		[
			'in capitals',
			(workflow) => void workflow.answer(bram, words.toUpperCase(), workflow.record(words, carla)),
			'unchecked'
		],
		[
			'without saying which',
			(workflow) => {
				workflow.record(words, carla);
				workflow.answer(bram, words);
			},
			'unchecked'
		],
		[
			'and whose question was reworded since',
			(workflow) => void workflow.answer(bram, words, workflow.record(words, carla)).reword('Zijn de scholen dicht?'),
			'fact'
		]
	])('%s', (_, happens, expected) => {
		const workflow = new NeedWorkflow();
		happens(workflow);
		expect(workflow.currentStatus).toBe(expected);
		expect(workflow.entry?.status).toBe(expected);
	});

	test('a fact is confirmed once, by an independent person, and only while it holds', () => {
		const workflow = new NeedWorkflow();
		expect(() => workflow.when(confirmFact, { fact: workflow.fact }, bram)).toThrow('fact.sameEyes');
		expect(() => workflow.when(confirmFact, { fact: workflow.fact }, withEyes(['spokesperson'], bram.id))).toThrow(
			'fact.sameEyes'
		);
		workflow.when(confirmFact, { fact: workflow.fact }, anna);
		expect(() => workflow.when(confirmFact, { fact: workflow.fact }, anna)).toThrow('fact.confirmed');
		workflow.when(
			replaceFact,
			{ replaces: workflow.fact, id: fresh(FactId), text: 'Anders', source: 'GGD', at: null },
			carla
		);
		expect(() => workflow.when(confirmFact, { fact: workflow.fact }, carla)).toThrow('fact.replaced');
	});
});

test('the desk says “we do not know yet” only about a question that somebody has taken up', () => {
	const workflow = new NeedWorkflow();
	expect(workflow.entry).toMatchObject({ status: 'none', takenUp: false });
	workflow.when(startAnswer, { need: workflow.need }, bram);
	expect(workflow.entry).toMatchObject({ status: 'none', takenUp: true });
});

describe('a published answer', () => {
	function drafted(): NeedWorkflow {
		const workflow = new NeedWorkflow();
		const about = { kind: 'need', finding: workflow.need };
		const wordings = [{ channel: 'phone', text: own }];
		workflow.when(draftText, { id: workflow.text, kind: 'answer', about, corrects: null, facts: [], wordings }, bram);
		workflow.when(citeFacts, { text: workflow.text, facts: [workflow.fact] }, bram);
		workflow.submit();
		return workflow;
	}
	test('needs no further confirmation, because two people saw it', () => {
		const workflow = drafted().approve();
		workflow.publish('phone');
		expect([workflow.currentStatus, workflow.entry]).toMatchObject(['valid', { status: 'valid', alone: false }]);
	});
	test('without a second reader is marked until it is reviewed, and cannot be confirmed like a note', () => {
		const workflow = drafted();
		const id = fresh(PublicationId);
		const outside = {
			...workflow.words('phone')[0],
			where: 'Telefoon',
			address: null,
			at: null,
			why: 'niemand bereikbaar'
		};
		workflow.when(publishAlone, { text: workflow.text, id, ...outside }, bram);
		expect([workflow.currentStatus, workflow.entry]).toMatchObject(['alone', { status: 'valid', alone: true }]);
		expect(() => workflow.confirm(anna)).toThrow('answer.alone');
		// The same words, noted by hand, are the same answer.
		workflow.answer(carla, own, workflow.fact);
		expect(workflow.currentStatus).toBe('alone');
		workflow.when(reviewPublication, { text: workflow.text, publication: id, why: 'klopt' }, anna);
		expect([workflow.currentStatus, workflow.entry]).toMatchObject(['valid', { status: 'valid', alone: false }]);
	});
});

test('for any actions, no answer is valid whose words and question were seen by one pair of eyes only', () => {
	const people = [bram, anna, carla, person('spokesperson')];
	const texts = [own, 'Ja.', 'Het water is veilig'];
	const questions = [question, 'Blijven de scholen dicht?'];
	const reached = { valid: 0, fact: 0, unchecked: 0 };
	const step = fc.record({
		act: fc.constantFrom('answer', 'answer', 'confirm', 'confirm', 'reword', 'fact'),
		who: fc.constantFrom(...people),
		text: fc.nat({ max: texts.length - 1 }),
		cites: fc.boolean(),
		question: fc.nat({ max: questions.length - 1 })
	});
	fc.assert(
		fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
			const workflow = new NeedWorkflow();
			/** Who typed or was shown these words. */
			const seen = new Map<string, Set<PersonId>>();
			const sees = (text: string, by: Actor): void => void seen.set(text, (seen.get(text) ?? new Set()).add(by.id));
			sees('Het water is veilig', bram);
			for (const { act, who: actor, text, cites, question: questionIndex } of steps) {
				const words = texts[text] ?? own;
				try {
					if (act === 'answer') workflow.answer(actor, words, cites ? workflow.fact : null);
					else if (act === 'confirm') workflow.confirm(actor);
					else if (act === 'fact') workflow.when(confirmFact, { fact: workflow.fact }, actor);
					else workflow.reword(questions[questionIndex] ?? question, actor);
					const shown = act === 'fact' ? 'Het water is veilig' : workflow.needRow.answer?.text;
					if (shown !== undefined && act !== 'reword') sees(shown, actor);
				} catch (error) {
					if (!(error instanceof Error) || error.name !== 'Refusal') {
						if (!(error instanceof Error) || error.message !== 'no answer') throw error;
					}
				}
				if (workflow.currentStatus === null || workflow.currentStatus === 'alone') continue;
				reached[workflow.currentStatus] += 1;
				const { answer } = workflow.needRow;
				if (workflow.currentStatus === 'valid' && answer) expect(seen.get(answer.text)?.size).toBeGreaterThan(1);
			}
		}),
		{ numRuns: 400 }
	);
	expect(Math.min(reached.valid, reached.unchecked)).toBeGreaterThan(50);
});
