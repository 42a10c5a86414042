import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channels, Channel, fits } from '$lib/domain/official-text/channel';
import { correctEverywhere, correctionWords } from '$lib/domain/official-text/correcting';
import { correctionsDue } from '$lib/domain/official-text/correction';
import { correctionPlan } from '$lib/domain/overview/correction-plan';
import { flaggedCitations } from '$lib/domain/review/citation';
import { replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation, unreviewCitation } from '$lib/domain/review/citation-review';
import { FactId, PostId, PublicationId, ResponseId, TextId } from '$lib/domain/core/ids';
import { approveText } from '$lib/domain/official-text/approval';
import { giveResponse } from '$lib/domain/official-text/response';
import { publishText, withdrawText } from '$lib/domain/official-text/publication';
import { Refusal } from '$lib/domain/core/refusal';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { anna, bram, fresh, person } from './in-memory-incident';
import { TextWorkflow } from './texts';

const dirk = person('analyst', 'spokesperson');
const refusal = (act: () => unknown): string | null => {
	try {
		act();
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return null;
};

/** A rebuttal and a holding statement that went out on one fact, which then was replaced. */
class Wrong extends TextWorkflow {
	readonly other = fresh(TextId);
	readonly correction = fresh(TextId);
	readonly news = fresh(FactId);

	constructor(rebutted: readonly Channel[], holding: readonly Channel[]) {
		super();
		this.judge().draft(Object.fromEntries(rebutted.map((channel) => [channel, 'Geen bluswater weg.'])));
		this.submit().approve();
		for (const channel of rebutted) this.publish(channel);
		if (holding.length > 0) this.hold(holding);
		const replaced = { id: this.news, text: 'Bluswater liep in de sloot', source: 'Waterschap', at: null };
		this.later(1).when(replaceFact, { replaces: this.fact, ...replaced }, bram);
	}
	hold(channels: readonly Channel[]): void {
		const wordings = channels.map((channel) => ({ channel, text: 'Wij zoeken het uit. Er is geen bluswater weg.' }));
		const about = { kind: 'incident', finding: null };
		this.when(
			draftText,
			{ id: this.other, kind: 'holding', about, corrects: null, facts: [this.fact], wordings },
			bram
		);
		const variants = this.state.texts.get(this.other)?.variants ?? [];
		const named = variants.map(({ channel, checksum }) => ({ channel, checksum }));
		this.when(submitText, { text: this.other, variants: named, requestedFrom: null }, bram);
		this.when(approveText, { text: this.other, variants: named }, anna);
		for (const channel of channels) this.put(this.other, channel);
	}
	put(text: TextId, channel: Channel, by = bram): void {
		const checksum = this.state.texts.get(text)?.variants.find((each) => each.channel === channel)?.checksum;
		const named = { text, id: fresh(PublicationId), channel, checksum, where: channel, address: null, at: null };
		this.when(publishText, named, by);
	}
	correct(channels: readonly Channel[], more: object = {}, by = bram): void {
		const input = {
			id: this.correction,
			corrects: [...new Set(correctionsDue(this.state).map(({ text }) => text.id))],
			facts: [this.news],
			wordings: channels.map((channel) => ({ channel, text: 'Er liep bluswater in de sloot.' })),
			waived: [],
			requestedFrom: null,
			...more
		};
		this.when(correctEverywhere, input, by);
	}
	get named() {
		const { variants = [] } = this.state.texts.get(this.correction) ?? {};
		return variants.map(({ channel, checksum }) => ({ channel, checksum }));
	}
	get due() {
		return correctionsDue(this.state).map(({ channel }) => channel);
	}
	get texts() {
		return flaggedCitations(this.state).filter(({ citing }) => citing.what === 'text').length;
	}
}

describe('one correction for all channels', () => {
	test('replaces every text on every channel, needs two people, and blocks earlier texts on those channels', () => {
		const workflow = new Wrong(['website', 'phone'], ['website', 'press']);
		expect(workflow.due.sort()).toEqual(['phone', 'press', 'website', 'website']);
		workflow.correct(['website', 'phone', 'press']);
		expect(workflow.state.texts.get(workflow.correction)).toMatchObject({
			kind: 'correction',
			about: { kind: 'incident' },
			corrects: workflow.text,
			alsoCorrects: [workflow.other]
		});
		expect(refusal(() => workflow.put(workflow.correction, 'website'))).toBe('text.notApproved');
		expect(
			refusal(() => workflow.when(approveText, { text: workflow.correction, variants: workflow.named }, bram))
		).toBe('text.fourEyes');
		workflow.when(approveText, { text: workflow.correction, variants: workflow.named }, anna);
		workflow.put(workflow.correction, 'website');
		expect(workflow.due.sort()).toEqual(['phone', 'press']);
		expect(workflow.texts).toBe(2);
		expect(correctionPlan(workflow.state, workflow.fact)?.isUnderWay).toBe(true);
		workflow.put(workflow.correction, 'phone');
		expect(workflow.texts).toBe(1);
		workflow.put(workflow.correction, 'press');
		expect(workflow.due).toEqual([]);
		expect(workflow.texts).toBe(0);
		const plan = correctionPlan(workflow.state, workflow.fact);
		expect(plan).toMatchObject({
			before: 'Het water is veilig',
			due: [],
			isUnderWay: false,
			correction: { id: workflow.correction }
		});
		expect(plan?.rest.map(({ citing }) => citing.what)).toEqual(['verdict']);
	});

	test('covers every channel: one that needs no correction is named, with a reason', () => {
		const workflow = new Wrong(['website', 'x'], []);
		expect(refusal(() => workflow.correct(['website']))).toBe('correction.left');
		const x = correctionsDue(workflow.state).find(({ channel }) => channel === 'x')?.publication.id;
		const waived = [{ publication: x, why: 'deze tekst noemde het bluswater niet' }];
		workflow.correct(['website'], { waived }, dirk);
		expect(workflow.due).toEqual(['website']);
		// Its own writer is not enough: a colleague must say so too.
		const own = new Wrong(['website', 'x'], []);
		const theirs = correctionsDue(own.state).find(({ channel }) => channel === 'x')?.publication.id;
		own.correct(['website'], { waived: [{ publication: theirs, why: 'dit noemde het bluswater niet' }] });
		expect(own.due).toEqual(['website', 'x']);
	});

	test('is the only one: a colleague who starts another at the same time is refused', () => {
		const workflow = new Wrong(['website'], []);
		workflow.correct(['website']);
		expect(refusal(() => workflow.correct(['website'], { id: fresh(TextId) }, dirk))).toBe('correction.underWay');
		workflow.when(withdrawText, { text: workflow.correction, why: 'opnieuw' }, bram);
		workflow.correct(['website'], { id: fresh(TextId) }, dirk);
	});

	test('needs current facts and words that are not empty and fit the channel', () => {
		const workflow = new Wrong(['x'], []);
		expect(refusal(() => workflow.correct(['x'], { facts: [workflow.fact] }))).toBe('fact.replaced');
		expect(refusal(() => workflow.correct(['x'], { facts: [fresh(FactId)] }))).toBe('fact.absent');
		expect(refusal(() => workflow.correct(['x'], { wordings: [{ channel: 'x', text: ' ' }] }))).toBe('text.empty');
		const long = [{ channel: 'x', text: 'a'.repeat(300) }];
		expect(refusal(() => workflow.correct(['x'], { wordings: long }))).toBe('text.tooLong');
		workflow.correct(['x']);
		expect(workflow.state.texts.get(workflow.correction)?.facts).toEqual([workflow.news]);
		// It is approved and published while the verdict is still under review.
		workflow.when(approveText, { text: workflow.correction, variants: workflow.named }, anna);
		workflow.put(workflow.correction, 'x');
	});

	test('that proves wrong is itself corrected, on every channel it was published on', () => {
		const workflow = new Wrong(['website'], ['press']);
		workflow.correct(['website', 'press']);
		workflow.when(approveText, { text: workflow.correction, variants: workflow.named }, anna);
		workflow.put(workflow.correction, 'website');
		workflow.put(workflow.correction, 'press');
		const later = fresh(FactId);
		const replaced = { id: later, text: 'De sloot is schoon', source: 'Waterschap', at: null };
		workflow.later(1).when(replaceFact, { replaces: workflow.news, ...replaced }, bram);
		expect(workflow.due.sort()).toEqual(['press', 'website']);
		expect(correctionPlan(workflow.state, workflow.news)?.now?.id).toBe(later);
		const again = fresh(TextId);
		workflow.correct(['website', 'press'], { id: again, facts: [later] });
		expect(workflow.state.texts.get(again)?.corrects).toBe(workflow.correction);
	});

	test('leaves no correction due once every channel is corrected or waived', () => {
		const some = fc.uniqueArray(fc.constantFrom(...Channel.options), { minLength: 1, maxLength: 4 });
		let whole = 0;
		fc.assert(
			fc.property(some, fc.option(some, { nil: [] }), some, fc.boolean(), (rebutted, holding, chosen, isWaived) => {
				const workflow = new Wrong(rebutted, holding);
				const due = correctionsDue(workflow.state);
				const uncorrected = due.filter(({ channel }) => !chosen.includes(channel));
				const waived = isWaived
					? uncorrected.map(({ publication }) => ({ publication: publication.id, why: 'noemt het bluswater niet' }))
					: [];
				const refused = refusal(() => workflow.correct(chosen, { waived }, dirk));
				expect(refused).toBe(uncorrected.length > 0 && !isWaived ? 'correction.left' : null);
				if (refused !== null) return;
				whole += 1;
				expect(new Set(workflow.due)).toEqual(
					new Set(due.flatMap(({ channel }) => (chosen.includes(channel) ? [channel] : [])))
				);
				workflow.when(approveText, { text: workflow.correction, variants: workflow.named }, anna);
				for (const channel of chosen) workflow.put(workflow.correction, channel);
				expect(workflow.due).toEqual([]);
			}),
			{ numRuns: 100 }
		);
		expect(whole).toBeGreaterThan(20);
	});
});

describe('an answer given to people under a post', () => {
	test('rests on the facts of its text, and is reviewed separately', () => {
		const post = fresh(PostId);
		const workflow = new Wrong(['x'], []);
		const other = new TextWorkflow().judge().draft({ x: 'Geen bluswater weg.' }).submit().approve();
		other.references = { ...other.references, posts: new Map([[post, { story: other.story() }]]) };
		const id = fresh(ResponseId);
		other.when(giveResponse, { id, post, text: other.text, ...other.words('x')[0], initials: '^HH' }, bram);
		const replaced = { id: fresh(FactId), text: 'Bluswater in de sloot', source: 'Waterschap', at: null };
		other.when(replaceFact, { replaces: other.fact, ...replaced }, bram);
		const citing = { what: 'response', of: id };
		const isLeft = () => flaggedCitations(other.state).some((each) => each.citing.of === id);
		const line = () => correctionPlan(other.state, other.fact)?.rest.find((each) => each.citing.of === id);
		expect([isLeft(), line()]).toEqual([true, { citing, reviewed: null }]);
		other.when(reviewCitation, { fact: other.fact, citing, why: 'Het staat er los van' }, anna);
		expect([isLeft(), line()]).toMatchObject([false, { citing, reviewed: { by: anna.id } }]);
		other.when(unreviewCitation, { fact: other.fact, citing }, anna);
		expect([isLeft(), line()]).toEqual([true, { citing, reviewed: null }]);
		expect(() => other.when(unreviewCitation, { fact: fresh(FactId), citing }, anna)).toThrow('fact.absent');
		expect(correctionPlan(workflow.state, fresh(FactId))).toBeNull();
	});

	/** A rebuttal with approved words for a network, and a post to answer. */
	const answering = () => {
		const workflow = new TextWorkflow().judge().draft({ x: 'Geen bluswater weg.' }).submit().approve();
		const post = fresh(PostId);
		workflow.references = { ...workflow.references, posts: new Map([[post, { story: workflow.story() }]]) };
		const give = (words = workflow.words('x')[0]) => {
			const id = fresh(ResponseId);
			workflow.when(giveResponse, { id, post, text: workflow.text, ...words, initials: '^HH' }, bram);
			return workflow.state.responses.get(id);
		};
		const replace = (replaces: FactId) => {
			const id = fresh(FactId);
			workflow.when(replaceFact, { id, replaces, text: 'Bluswater in de sloot', source: 'Waterschap', at: null }, bram);
			workflow.judge('false', id);
			return id;
		};
		return { workflow, give, replace };
	};
	const flagged = (workflow: TextWorkflow) =>
		flaggedCitations(workflow.state).filter(({ citing }) => citing.what === 'response');

	test.each(['edited', 'left', 'submitted again'])(
		'posted words also rest on their original fact after colleagues replaced it: %s',
		(how) => {
			const { workflow, give, replace } = answering();
			const posted = workflow.words('x')[0];
			const newest = replace(replace(workflow.fact));
			if (how === 'submitted again') workflow.submit();
			if (how === 'edited') workflow.write('x', 'Er liep bluswater weg.', bram).submit().approve();
			const response = give(posted);
			expect(response?.facts).toContain(workflow.fact);
			expect(response?.facts).toContain(newest);
			expect(flagged(workflow).map(({ fact }) => fact.id)).toContain(workflow.fact);
		}
	);

	test('words that were approved again on the new fact rest on the new fact only', () => {
		const { workflow, give, replace } = answering();
		const newest = replace(workflow.fact);
		workflow.write('x', 'Anders.', bram).write('x', 'Geen bluswater weg.', bram).submit().approve();
		expect(give()).toMatchObject({ facts: [newest], problem: null });
		expect(flagged(workflow)).toEqual([]);
	});

	test('needs words that others could read: a draft is refused, submitted or published words are not', () => {
		const { workflow, give } = answering();
		workflow.write('x', 'Ik denk dat het meevalt.', bram);
		expect(() => give()).toThrow('text.notApproved');
		workflow.submit();
		expect(give()).toMatchObject({ problem: 'text.notApproved' });
		expect(() => give({ channel: 'x', checksum: wordingChecksum('x', 'Nooit geschreven') })).toThrow('text.changed');
	});
});

describe('a correction for a channel', () => {
	const [fact, now] = ['Het kraanwater in Lage Kamp is veilig', 'Kook het kraanwater eerst'];
	const long = `Wij kregen veel vragen. ${'Er staat een wagen met water bij de school. '.repeat(8)}`;

	test.each([
		['website', ['Het kraanwater is veilig.'], 'Eerder schreven wij: ‘Het kraanwater is veilig.’ Dat klopt niet meer.'],
		['phone', ['U kunt het drinken.'], 'Eerder zeiden wij: ‘U kunt het drinken.’ Niet alles daarvan klopt nog.'],
		// The sentence that states the old fact, and never one that still holds.
		[
			'website',
			['Blijf binnen. Drink gerust kraanwater in Lage Kamp! Bel 112.'],
			'‘Drink gerust kraanwater in Lage Kamp!’ Dat'
		],
		['x', ['Blijf binnen. Alles is in orde.'], '‘Blijf binnen. Alles is in orde.’ Niet alles daarvan klopt nog.'],
		[
			'website',
			['Het kraanwater is veilig.', 'Water uit Lage Kamp mag.'],
			'‘Het kraanwater is veilig.’ en ‘Water uit Lage Kamp mag.’'
		],
		['facebook', [long], 'Correctie: Kook'],
		['x', ['a'.repeat(240)], 'Correctie: Kook']
	] as const)('on %s quotes what was published there: %j', (channel, published, words) => {
		const made = correctionWords(channel, published, now, fact);
		expect(made).toContain(words);
		expect(made.endsWith('Kook het kraanwater eerst.')).toBe(true);
		expect(fits(channel, made)).toBe(true);
	});
	test.each([
		// A sentence that also says what still holds.
		[
			'De rook is niet gevaarlijk.',
			'De brand is onder controle en de rook is niet gevaarlijk, maar houd ramen en deuren dicht.',
			'maar houd ramen en deuren dicht.’ Niet alles daarvan klopt nog.'
		],
		[
			'Er zijn 3 gewonden.',
			'Er zijn 3 gewonden; blijf binnen en sluit ramen en deuren.',
			'sluit ramen en deuren.’ Niet alles daarvan klopt nog.'
		],
		// Two sentences that may both be meant.
		[
			'Het kraanwater in Noord is niet veilig.',
			'Het kraanwater in Zuid is veilig. Kook het kraanwater in Noord voor u het drinkt.',
			'‘Het kraanwater in Zuid is veilig. Kook het kraanwater in Noord voor u het drinkt.’ Niet alles daarvan klopt nog.'
		]
	])('of the fact %j withdraws nothing that still holds of %j', (old, published, words) => {
		expect(correctionWords('website', [published], now, old)).toContain(words);
	});
	test('on whatever channel quotes no word that the channel did not publish', () => {
		const sentence = fc.string({ minLength: 1, maxLength: 90 });
		fc.assert(
			fc.property(
				fc.constantFrom(...channels),
				fc.array(sentence, { minLength: 1, maxLength: 5 }),
				(channel, parts) => {
					const published = parts.join('. ').replace(/[‘’]/g, '');
					const [, quote] = /^[^‘]*‘(.*)’/su.exec(correctionWords(channel, [published], now, fact)) ?? [];
					const plain = (words: string): string => words.replace(/[\s.]+/gu, '');
					if (quote !== undefined) expect(plain(published)).toContain(plain(quote));
				}
			)
		);
	});
	test('quotes words that were withdrawn as a whole', () => {
		expect(correctionWords('x', ['De brand is uit. Ga naar huis.'], now, null)).toContain(
			'Ga naar huis.’ Dat klopt niet meer.'
		);
	});
	test('fits the limit of our own server', () => {
		const limits = { mastodon: { characters: 60, perAddress: 23 } };
		expect(correctionWords('mastodon', ['Het kraanwater is veilig.'], now, fact, limits)).toMatch(/^Correctie: /);
	});
});
