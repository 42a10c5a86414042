import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Channel } from '$lib/domain/official-text/channel';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { recordPosted, publishDirectly, tryPosting } from '$lib/domain/official-text/direct-publishing';
import type { EventOf } from '$lib/domain/core/event';
import { replaceFact } from '$lib/domain/findings/fact';
import { usePrepared } from '$lib/domain/prepared/filling-in';
import { textPublished } from '$lib/domain/official-text/publication-rules';
import {
	FactId,
	OutletId,
	PersonId,
	PostId,
	PreparedTextId,
	PublicationId,
	ResponseId,
	type Sha256,
	TextId
} from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { connectOutlet } from '$lib/domain/official-text/outlet';
import { approvePrepared, preparedWritten, draftPrepared, writePrepared } from '$lib/domain/prepared/prepared-text';
import { pauseText, publishAlone, publishText, resumeText } from '$lib/domain/official-text/publication';
import { Refusal } from '$lib/domain/core/refusal';
import { giveResponse, responseGiven } from '$lib/domain/official-text/response';
import type { Role } from '$lib/domain/core/role';
import { giveVerdict } from '$lib/domain/findings/rumour';
import { approveText, returnText } from '$lib/domain/official-text/approval';
import {
	citeFacts,
	dropVariant,
	submitText,
	textDrafted,
	textWritten,
	writeText
} from '$lib/domain/official-text/writing';
import { carla, fresh, system } from './in-memory-incident';
import { TextWorkflow } from './texts';

const people = [0, 1, 2, 3].map(() => fresh(PersonId));
const channels = ['website', 'mastodon'] as const;
/**
 * The third is the first as it is stored; the second has other line breaks. Two contain the place, and one of these
 * equals the other when it is filled in.
 */
const phrases = [
	'Het water is veilig.',
	'Het water is\nveilig. ',
	'Het\u00A0water is veil\u200Big.',
	'Het water is niet veilig.',
	'Het water in [plaats] is schoon.',
	'Het water in Zuiderpark is schoon.'
];
const acts = [
	...([
		'write',
		'submit',
		'approve',
		'publish',
		'return',
		'drop',
		'cite',
		'replace',
		'judge',
		'pause',
		'alone'
	] as const),
	...(['direct', 'try', 'posted', 'prepare', 'approvePrepared', 'fillIn', 'respond'] as const)
];
/** Favours steps that lead on, so that publications are reached. */
const weights: Partial<Record<(typeof acts)[number], number>> = {
	write: 5,
	submit: 10,
	approve: 14,
	publish: 8,
	judge: 3,
	pause: 2,
	direct: 10,
	try: 6,
	posted: 6,
	prepare: 3,
	approvePrepared: 8,
	fillIn: 3,
	respond: 5
};

const step = fc.record({
	act: fc.oneof(...acts.map((act) => ({ weight: weights[act] ?? 1, arbitrary: fc.constant(act) }))),
	who: fc.nat({ max: people.length - 1 }),
	/** The roles that the person has at that moment. */
	roles: fc.constantFrom<Role[]>(
		['analyst'],
		['spokesperson'],
		['analyst', 'spokesperson'],
		['coordinator'],
		['coordinator', 'spokesperson'],
		['partner']
	),
	channel: fc.constantFrom(...channels),
	words: fc.constantFrom(...phrases),
	/** Whether they read an outdated text. */
	stale: fc.constantFrom(false, false, false, true),
	both: fc.boolean(),
	/** Uses the filled-in one of the two texts, when there is one. */
	filled: fc.boolean()
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/**
 * What the test adds to its text: prepared words, an account on Mastodon, a post, and the text filled in last.
 */
class Stage extends TextWorkflow {
	readonly prepared = fresh(PreparedTextId);
	readonly outlet = fresh(OutletId);
	readonly post = fresh(PostId);
	filled: TextId | null = null;

	constructor(first: PersonId) {
		super();
		this.references = { ...this.references, posts: new Map([[this.post, { story: this.story() }]]) };
		const server = 'https://mastodon.example';
		this.when(connectOutlet, { id: this.outlet, network: 'mastodon', server, name: '@gemeente' }, carla);
		const wordings = channels.map((channel) => ({ channel, text: phrases[4] }));
		const kind = { kind: 'holding', title: 'Water', incidents: [] };
		this.when(draftPrepared, { id: this.prepared, ...kind, wordings }, { id: first, roles: ['analyst'] });
	}
	now(text: TextId, of: Channel): Sha256 | null {
		return this.state.texts.get(text)?.variants.find((variant) => variant.channel === of)?.checksum ?? null;
	}
	wording(of: Channel) {
		return this.state.prepared.get(this.prepared)?.wordings.find((each) => each.channel === of);
	}
	waiting(text: TextId): PublicationId {
		return this.state.texts.get(text)?.postings.find(({ state }) => state === 'waiting')?.id ?? fresh(PublicationId);
	}
}

/** A name in the gazetteer of this test, or free words in the form of a place. */
const placeIn = (own: boolean): string => (own ? 'Zuid (evacueer NU naar de A12)' : 'Zuiderpark');

/** The input of the step, given the current state. */
function sent(stage: Stage, { act, channel, words, stale, both, filled }: Step): [AnyCommandKind, unknown] {
	const text = (filled ? stage.filled : null) ?? stage.text;
	const row = stage.state.texts.get(text);
	const seen = (of: Channel): Sha256 => (stale ? null : stage.now(text, of)) ?? wordingChecksum(of, words);
	const variants = (both ? channels : [channel]).map((of) => ({ channel: of, checksum: seen(of) }));
	const id = fresh(PublicationId);
	const publication = { text, id, channel, checksum: seen(channel), where: 'Website', address: null, at: null };
	const fact = [...stage.state.facts.values()].find(({ replacedBy }) => replacedBy === null)?.id ?? stage.fact;
	const wording = stage.wording(channel)?.checksum ?? null;
	switch (act) {
		case 'write':
			return [writeText, { text, channel, words, over: stale ? null : stage.now(text, channel) }];
		case 'submit':
			return [submitText, { text, variants, requestedFrom: null }];
		case 'approve':
			return [approveText, { text, variants }];
		case 'publish':
			return [publishText, publication];
		case 'alone':
			return [publishAlone, { ...publication, why: 'Niemand bereikbaar' }];
		case 'return':
			return [returnText, { text, version: Math.max(1, row?.versions.length ?? 1), why: 'Te lang' }];
		case 'drop':
			return [dropVariant, { text, channel, over: seen(channel) }];
		case 'cite':
			return [citeFacts, { text, facts: both ? [fact] : [] }];
		case 'replace':
			return [replaceFact, { replaces: fact, id: fresh(FactId), text: words, source: 'Waterbedrijf', at: null }];
		case 'judge':
			return [giveVerdict, { rumour: stage.rumour, verdict: both ? 'false' : 'true', fact }];
		case 'pause':
			return row?.paused ? [resumeText, { text }] : [pauseText, { text, why: 'Even wachten' }];
		case 'direct':
			return [
				publishDirectly,
				{ text, id, channel: 'mastodon', checksum: seen('mastodon'), outlet: stage.outlet, where: 'Mastodon' }
			];
		case 'try':
			return [tryPosting, { text, posting: stage.waiting(text) }];
		case 'posted':
			return [recordPosted, { text, posting: stage.waiting(text), address: null, at: null }];
		case 'prepare':
			return [writePrepared, { prepared: stage.prepared, channel, words, over: stale ? null : wording }];
		case 'approvePrepared':
			return [
				approvePrepared,
				{ prepared: stage.prepared, channel, checksum: wording ?? wordingChecksum(channel, words) }
			];
		case 'fillIn': {
			const about = { kind: 'incident', finding: null };
			return [
				usePrepared,
				{ id: fresh(TextId), prepared: stage.prepared, about, facts: [], place: placeIn(stale), moment: null }
			];
		}
		case 'respond':
			return [
				giveResponse,
				{ id: fresh(ResponseId), post: stage.post, text, channel, checksum: seen(channel), initials: '^HH' }
			];
	}
}

/**
 * Determines independently of the domain who wrote which words and who read them. A slot is a channel of a text, or of
 * a prepared text.
 */
class Witness {
	readonly #words = new Map<string, { words: string; editor: PersonId; spokesperson: boolean }>();
	readonly #read: { slot: string; words: string; editor: PersonId; approver: PersonId; spokesperson: boolean }[] = [];
	static readonly clean = (words: string): string => words.replaceAll('\u00A0', ' ').replaceAll('\u200B', '').trim();

	wrote(slot: string, text: string, editor: PersonId, spokesperson: boolean): void {
		const words = Witness.clean(text);
		if (this.#words.get(slot)?.words !== words) this.#words.set(slot, { words, editor, spokesperson });
	}
	dropped(slot: string): void {
		this.#words.delete(slot);
	}
	approved(slot: string, approver: PersonId, spokesperson: boolean): void {
		const written = this.#words.get(slot);
		if (written) this.#read.push({ slot, ...written, approver, spokesperson: written.spokesperson || spokesperson });
	}
	/** Only a known place was filled in: the people who wrote and read the earlier words count here, if they were two. */
	filledIn(from: string, to: string, place: string, filler: PersonId, spokesperson: boolean): void {
		const written = this.#words.get(from);
		if (!written) return;
		const words = written.words.replaceAll('[plaats]', place);
		if (place !== 'Zuiderpark' || !this.sawTwo(from, written.words)) {
			this.wrote(to, words, filler, spokesperson);
			return;
		}
		this.#words.set(to, { ...written, words });
		for (const read of this.#read.filter((each) => each.slot === from && each.words === written.words))
			this.#read.push({ ...read, slot: to, words });
	}
	/** Whether a person other than the last editor read exactly these words, with a spokesperson among the two. */
	sawTwo(slot: string, text: string): boolean {
		const words = Witness.clean(text);
		const editor = this.#words.get(slot)?.editor;
		return this.#read.some(
			(read) =>
				read.slot === slot &&
				read.words === words &&
				read.editor === editor &&
				read.approver !== editor &&
				read.spokesperson
		);
	}
	/** The same, for words that were approved when they were sent, even if a person edited them since. */
	everSawTwo(slot: string, text: string): boolean {
		const words = Witness.clean(text);
		return this.#read.some(
			(read) => read.slot === slot && read.words === words && read.approver !== read.editor && read.spokesperson
		);
	}
}

test('no sequence of commands, by people or the program, publishes words, prepared texts or answers under posts without approval by somebody other than the last editor, with a spokesperson among the two', () => {
	const reached = { published: 0, posted: 0, confirmed: 0, prepared: 0, answered: 0, refused: new Set<string>() };
	fc.assert(
		fc.property(fc.array(step, { minLength: 30, maxLength: 90, size: 'max' }), (steps) => {
			const first = people[0] ?? fresh(PersonId);
			const stage = new Stage(first);
			const witness = new Witness();
			stage.judge().draft({ website: phrases[0] ?? '', mastodon: phrases[0] ?? '' }, { id: first, roles: ['analyst'] });
			for (const channel of channels) {
				witness.wrote(`${stage.text} ${channel}`, phrases[0] ?? '', first, false);
				witness.wrote(`${stage.prepared} ${channel}`, phrases[4] ?? '', first, false);
			}
			for (const each of steps) {
				stage.wall += 1000;
				const isProgram = each.act === 'try' || each.act === 'posted';
				const actor = isProgram ? system : { id: people[each.who] ?? first, roles: [...each.roles] };
				const [kind, input] = sent(stage, each);
				try {
					for (const event of stage.when(kind, input, actor)) saw(event, actor);
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
					reached.refused.add(error.code);
					continue;
				}
				if (kind === dropVariant) witness.dropped(`${dropVariant.input.parse(input).text} ${each.channel}`);
				const isSpokesperson = actor.roles.includes('spokesperson');
				if (kind === approvePrepared) witness.approved(`${stage.prepared} ${each.channel}`, actor.id, isSpokesperson);
				if (kind === approveText) {
					const { text, variants } = approveText.input.parse(input);
					for (const { channel } of variants) witness.approved(`${text} ${channel}`, actor.id, isSpokesperson);
					if (!isSpokesperson) reached.confirmed += 1;
				}
			}

			/** Records what an event does to words, and whether it is allowed. */
			function saw({ type, data }: EventOf, actor: { id: PersonId; roles: readonly Role[] }): void {
				const isSpokesperson = actor.roles.includes('spokesperson');
				if (type === textWritten.type) {
					const { text, variant } = textWritten.data.parse(data);
					witness.wrote(`${text} ${variant.channel}`, variant.text, actor.id, isSpokesperson);
				}
				if (type === preparedWritten.type) {
					const { wording } = preparedWritten.data.parse(data);
					witness.wrote(`${stage.prepared} ${wording.channel}`, wording.text, actor.id, isSpokesperson);
				}
				if (type === textDrafted.type) {
					const text = textDrafted.data.parse(data);
					stage.filled = text.id;
					for (const { channel } of text.variants)
						witness.filledIn(
							`${stage.prepared} ${channel}`,
							`${text.id} ${channel}`,
							text.prepared?.place ?? '',
							actor.id,
							isSpokesperson
						);
				}
				if (type === responseGiven.type) {
					const { text, channel, words, initials, problem } = responseGiven.data.parse(data);
					// What was posted is recorded even when it was wrong, together with the problem.
					if (problem !== null) return;
					reached.answered += 1;
					expect(witness.sawTwo(`${text} ${channel}`, words.replace(initials, ''))).toBe(true);
				}
				if (type === textPublished.type) {
					const { text, publication } = textPublished.data.parse(data);
					if (publication.alone !== null) return;
					const slot = `${text} ${publication.channel}`;
					reached.published += 1;
					if (text === stage.filled) reached.prepared += 1;
					// What the program sent was approved at that moment; a person may edit it while it is being sent.
					const isPosted = actor.id === system.id;
					if (isPosted) reached.posted += 1;
					expect(isPosted ? witness.everSawTwo(slot, publication.text) : witness.sawTwo(slot, publication.text)).toBe(
						true
					);
				}
			}
		}),
		{ numRuns: 600 }
	);
	expect(reached.published).toBeGreaterThan(60);
	expect(reached.posted).toBeGreaterThan(15);
	expect(reached.prepared).toBeGreaterThan(15);
	expect(reached.answered).toBeGreaterThan(15);
	expect(reached.confirmed).toBeGreaterThan(5);
	for (const code of [
		'fourEyes',
		'noSpokesperson',
		'notApproved',
		'changed',
		'decided',
		'basisChanged',
		'notSubmitted',
		'paused'
	])
		expect(reached.refused).toContain(`text.${code}`);
});
