import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyCommandKind } from '$lib/domain/core/command';
import type { EventOf } from '$lib/domain/core/event';
import { FactId, PostId, PublicationId, ResponseId, TextId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { citationsReviewed, factReplaced, replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { giveVerdict, rumourJudged } from '$lib/domain/findings/rumour';
import { basisOf } from '$lib/domain/official-text/basis';
import { approveText, textApproved, withdrawApproval } from '$lib/domain/official-text/approval';
import { correctEverywhere } from '$lib/domain/official-text/correcting';
import { correctionsDue } from '$lib/domain/official-text/correction';
import {
	pauseText,
	publishText,
	resumeText,
	textPaused,
	textWithdrawn,
	withdrawText
} from '$lib/domain/official-text/publication';
import { isOutdated, textPublished } from '$lib/domain/official-text/publication-rules';
import { giveResponse, offeredAnswers, responseGiven } from '$lib/domain/official-text/response';
import {
	citeFacts,
	draftText,
	factsCited,
	submitText,
	textDrafted,
	writeText
} from '$lib/domain/official-text/writing';
import { anna, bram, fresh } from './in-memory-incident';
import { TextWorkflow } from './texts';

/** Favours steps that lead on, so that words go out again after they were outdated. */
const weights = {
	submit: 6,
	approve: 8,
	publish: 5,
	respond: 4,
	cite: 4,
	stillRight: 4,
	judge: 2,
	correct: 5,
	write: 1,
	unapprove: 1,
	replace: 2,
	pause: 1,
	resume: 3,
	withdraw: 1
} as const;
const acts = Object.keys(weights) as (keyof typeof weights)[];
const step = fc.record({
	act: fc.oneof(...acts.map((act) => ({ weight: weights[act], arbitrary: fc.constant(act) }))),
	text: fc.nat({ max: 3 }),
	fact: fc.nat({ max: 3 }),
	channel: fc.constantFrom('website' as const, 'x' as const),
	words: fc.constantFrom('Het water is veilig.', 'Het water is niet veilig.')
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** An incident with a rebuttal that cites nothing but its verdict, and a holding statement that cites a fact. */
class IncidentFixture extends TextWorkflow {
	readonly post = fresh(PostId);
	readonly texts: TextId[] = [this.text, fresh(TextId)];
	constructor() {
		super();
		this.references = { ...this.references, posts: new Map([[this.post, { story: this.story() }]]) };
		this.judge().draft({ website: 'Het water is veilig.', x: 'Het water is veilig.' });
		const wordings = [{ channel: 'x', text: 'Wij zoeken het uit. Het water is veilig.' }];
		const about = { kind: 'incident', finding: null };
		const holdingText = { id: this.texts[1], kind: 'holding', about, corrects: null, facts: [this.fact], wordings };
		this.when(draftText, holdingText, bram);
		for (const text of this.texts) {
			this.when(submitText, { text, variants: this.named(text), requestedFrom: null }, bram);
			this.when(approveText, { text, variants: this.named(text) }, anna);
		}
	}
	basis(id: TextId) {
		const text = this.state.texts.get(id);
		return text && basisOf(this.state, text);
	}
	get facts(): FactId[] {
		return [...this.state.facts.keys()];
	}
	named(text: TextId) {
		return (this.state.texts.get(text)?.variants ?? []).map(({ channel, checksum }) => ({ channel, checksum }));
	}
}

/** Tells by the events alone, apart from the rules of the domain, which words nobody may take over. */
class Witness {
	readonly replaced = new Set<string>();
	readonly stillRight = new Set<string>();
	readonly stopped = new Set<string>();
	readonly cited = new Map<string, readonly string[]>();
	readonly stating = new Set<string>();
	verdict: string | null = null;

	saw({ type, data }: EventOf): void {
		if (type === factReplaced.type) {
			const { fact } = factReplaced.data.parse(data);
			this.replaced.add(fact);
			// A person who confirmed it before did not know of the replacement.
			for (const right of this.stillRight) if (right.endsWith(fact)) this.stillRight.delete(right);
		}
		if (type === citationsReviewed.type) {
			const { fact, reviewed } = citationsReviewed.data.parse(data);
			for (const { what, of } of reviewed) if (what === 'text') this.stillRight.add(`${of} ${fact}`);
		}
		if (type === rumourJudged.type) this.verdict = rumourJudged.data.parse(data).judged?.fact ?? null;
		if (type === textDrafted.type) {
			const { id, facts, kind } = textDrafted.data.parse(data);
			this.cited.set(id, facts);
			if (kind === 'rebuttal') this.stating.add(id);
		}
		if (type === factsCited.type) {
			const { text, facts } = factsCited.data.parse(data);
			this.cited.set(text, facts);
		}
		if (type === textWithdrawn.type) this.stopped.add(textWithdrawn.data.parse(data).text);
		if (type === textPaused.type) {
			const { text, paused } = textPaused.data.parse(data);
			if (paused) this.stopped.add(text);
			else this.stopped.delete(text);
		}
	}
	isOutdated(text: string): boolean {
		const verdict = this.stating.has(text) && this.verdict !== null ? [this.verdict] : [];
		const rests = [...(this.cited.get(text) ?? []), ...verdict];
		return (
			this.stopped.has(text) || rests.some((fact) => this.replaced.has(fact) && !this.stillRight.has(`${text} ${fact}`))
		);
	}
}

function sent(
	fixture: IncidentFixture,
	{ act, text: n, fact: f, channel, words }: Step
): [AnyCommandKind, unknown, Actor] {
	const text = fixture.texts[n % fixture.texts.length] ?? fixture.text;
	const fact = fixture.facts[f % fixture.facts.length] ?? fixture.fact;
	const current =
		[...fixture.state.facts.values()].findLast(({ replacedBy }) => replacedBy === null)?.id ?? fixture.fact;
	const variants = fixture.named(text);
	const [first] = variants;
	const one = variants.find((each) => each.channel === channel) ?? first;
	switch (act) {
		case 'write':
			return [writeText, { text, channel: one?.channel, words, over: one?.checksum ?? null }, bram];
		case 'submit':
			return [submitText, { text, variants, requestedFrom: null }, bram];
		case 'approve':
			return [approveText, { text, variants: one ? [one] : [], basis: fixture.basis(text) }, anna];
		case 'unapprove':
			return [withdrawApproval, { text, variants: one ? [one] : [], why: 'nog niet' }, anna];
		case 'publish':
			return [publishText, { text, id: fresh(PublicationId), ...one, where: 'daar', address: null, at: null }, bram];
		case 'respond':
			return [giveResponse, { id: fresh(ResponseId), post: fixture.post, text, ...one, initials: '^HH' }, bram];
		case 'replace':
			return [replaceFact, { replaces: fact, id: fresh(FactId), text: words, source: 'Waterschap', at: null }, bram];
		case 'judge':
			return [giveVerdict, { rumour: fixture.rumour, verdict: 'false', fact: current }, bram];
		case 'cite':
			return [citeFacts, { text, facts: [current] }, bram];
		case 'stillRight':
			return [reviewCitation, { fact, citing: { what: 'text', of: text }, why: 'Dat staat er los van' }, anna];
		case 'correct': {
			const due = correctionsDue(fixture.state);
			const wordings = [...new Set(due.map((each) => each.channel))].map((of) => ({ channel: of, text: words }));
			const id = fresh(TextId);
			const corrects = [...new Set(due.map((each) => each.text.id))];
			return [correctEverywhere, { id, corrects, facts: [current], wordings, waived: [], requestedFrom: null }, bram];
		}
		case 'pause':
			return [pauseText, { text, why: 'even wachten' }, bram];
		case 'resume':
			return [resumeText, { text }, bram];
		case 'withdraw':
			return [withdrawText, { text, why: 'klopt niet' }, bram];
	}
}
const isRefused = (act: () => unknown): boolean => {
	try {
		act();
		return false;
	} catch (error) {
		if (error instanceof Refusal) return true;
		throw error;
	}
};

test('after any sequence, words that rest on something replaced or stopped are not copied or published until a person confirms that they still hold', () => {
	const reached = { outdated: 0, published: 0, answered: 0, corrected: 0, again: 0 };
	fc.assert(
		fc.property(fc.array(step, { minLength: 20, maxLength: 45, size: 'max' }), (steps) => {
			const fixture = new IncidentFixture();
			const witness = new Witness();
			for (const event of fixture.log) witness.saw(event);
			for (const each of steps) {
				fixture.wall += 60_000;
				const [kind, input, actor] = sent(fixture, each);
				if (!kind.input.safeParse(input).success) continue;
				try {
					for (const event of fixture.when(kind, input, actor)) {
						const { type, data } = event;
						const { text = '' } = data as { text?: string };
						if (type === textPublished.type || type === textApproved.type) {
							expect(witness.isOutdated(text)).toBe(false);
							reached.published += 1;
							if ([...witness.stillRight].some((right) => right.startsWith(text))) reached.again += 1;
						}
						if (type === responseGiven.type && responseGiven.data.parse(data).problem === null) {
							expect(witness.isOutdated(text)).toBe(false);
							reached.answered += 1;
						}
						witness.saw(event);
						if (type === textDrafted.type) {
							fixture.texts.push(textDrafted.data.parse(data).id);
							reached.corrected += 1;
						}
					}
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
				}
				for (const text of fixture.state.texts.values()) {
					if (!witness.isOutdated(text.id)) continue;
					reached.outdated += 1;
					for (const variant of text.variants) expect(isOutdated(fixture.state, text, variant)).toBe(true);
					for (const offered of offeredAnswers(fixture.state, new Set(), 'x'))
						if (offered.text === text) expect(offered.problem).not.toBeNull();
					const named = { text: text.id, ...fixture.named(text.id)[0] };
					const publication = { ...named, id: fresh(PublicationId), where: 'daar', address: null, at: null };
					expect(isRefused(() => fixture.decided(publishText, publication, bram))).toBe(true);
					expect(
						isRefused(() => fixture.decided(approveText, { text: text.id, variants: fixture.named(text.id) }, anna))
					).toBe(true);
				}
			}
		}),
		{ numRuns: 150 }
	);
	expect(reached.outdated).toBeGreaterThan(500);
	expect(reached.published).toBeGreaterThan(100);
	expect(reached.answered).toBeGreaterThan(30);
	expect(reached.corrected).toBeGreaterThan(20);
	expect(reached.again).toBeGreaterThan(5);
});
