import { commandKind, type CommandType } from '$lib/domain/commands';
import { incidentTime } from '$lib/domain/core/present';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { areOtherEyes, eyesOfActor } from '$lib/domain/core/eyes';
import { millisecondsOf, momentOf, type FactId, type Moment, type PersonId, type Sha256 } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import {
	changeAtLocations,
	EACH,
	pathName,
	textFields,
	textLocations,
	type TextLocation
} from '$lib/domain/core/texts/fields';
import { isRemoved } from '$lib/domain/core/texts/removed';
import { currentFact, type Citing } from '$lib/domain/findings/fact';
import { needForOutside } from '$lib/domain/findings/need';
import { answerBasis, answerStatus, type NeedAnswer } from '$lib/domain/findings/need-answer';
import { isVerdictReworded } from '$lib/domain/findings/rumour';
import { basisOf, factsBehind, needOf, rumourOf } from '$lib/domain/official-text/basis';
import { correctionsDue } from '$lib/domain/official-text/correction';
import { isReady, lacksSecondReader, MOMENT, OfficialText, PLACE } from '$lib/domain/official-text/official-text';
import { addressOutside, placeOutside } from '$lib/domain/official-text/place';
import { publishProblem } from '$lib/domain/official-text/publication-rules';
import { phoneScript, type ScriptEntry } from '$lib/domain/overview/phone-script';
import { fillIn } from '$lib/domain/prepared/filling-in';
import { flaggedCitations } from '$lib/domain/review/citation';
import { linesForProgram, stateForProgram } from '$lib/server/out/official-text/second-reader';
import { publicTexts, type PublicText } from '$lib/server/out/partner/feeds/published';
import type { Facts } from '$lib/server/read/report/collect/report-facts';
import { render } from '$lib/server/read/report/render';
import { InMemoryIncident } from './in-memory-incident';
import { figuresOf } from './report-facts';
import { named, type Step } from './sequences';

/** What people outside read or hear together. */
export interface Outgoing {
	readonly where: string;
	/** In any order: words, the claim or question above them, the source below them. */
	readonly parts: readonly string[];
	/** It carries a mark: *without a second reader*, not checked yet, no longer valid. */
	readonly marked: boolean;
}
/** A person had all of these before them when they acted. */
interface Seen {
	readonly parts: readonly string[];
	readonly eyes: readonly PersonId[];
}
type Input = Record<string, unknown>;

const MARKER = /merk\d+x/g;

/**
 * Plays steps with a marker of its own in every field of text of every command, found by its schema, and knows who wrote
 * each marker and who saw which words.
 */
export class Taint {
	readonly testIncident = new InMemoryIncident();
	/** How often each command was accepted. */
	readonly reached = new Map<CommandType, number>();
	/** The field of which command each marker was typed in. */
	readonly #origins = new Map<string, string>();
	readonly #writers = new Map<string, readonly PersonId[]>();
	readonly #seen: Seen[] = [];
	readonly #placesSeen: { readonly place: string; readonly eyes: readonly PersonId[] }[] = [];
	#steps = 0;

	constructor() {
		this.testIncident.references = named;
	}
	get state(): ReadState {
		return this.testIncident.state;
	}

	/** @returns whether the command was accepted */
	send({ type, input, later }: Omit<Step, 'by'>, actor: Actor): boolean {
		this.#steps += 1;
		this.testIncident.wall += later * 1000;
		const kind = commandKind(type);
		if (!kind) throw new Error(type);
		const aimed = this.#tainted(kind, this.#aimed(type, input as Input), actor);
		const before = this.#seenBy(type, aimed, actor);
		try {
			this.testIncident.when(kind, aimed, actor);
		} catch (error) {
			if (error instanceof Refusal) return false;
			throw error;
		}
		this.reached.set(type, (this.reached.get(type) ?? 0) + 1);
		before();
		return true;
	}

	/** What goes out with a marker in it that nobody but its writer saw with the rest. */
	problems(outgoing: readonly Outgoing[] = this.outgoing()): string[] {
		return outgoing.flatMap((one) =>
			one.marked || this.#isSeen(one) ? [] : [`${one.where}: ${one.parts.join(' | ')}`]
		);
	}

	/** The fields of commands that now reach people or programs outside and that nobody but their writer read. */
	typedAlone(): Set<string> {
		const found = new Set<string>();
		for (const [surface, shown] of Object.entries(surfacesOf(this.testIncident)))
			for (const [marker] of JSON.stringify(shown).matchAll(MARKER)) {
				const writer = this.#writers.get(marker) ?? [];
				const places = this.#placesSeen.map(({ place, eyes }) => ({ parts: [place], eyes }));
				const isRead = [...this.#seen, ...places].some(
					({ parts, eyes }) => parts.some((part) => part.includes(marker)) && areOtherEyes(eyes, writer)
				);
				const field = this.#origins.get(marker);
				if (!isRead && field) found.add(`${surface}: ${field}`);
			}
		return found;
	}

	/** What goes out now, wherever it is shown. */
	outgoing(): Outgoing[] {
		const { state } = this;
		const now = incidentTime(state.clock, momentOf(this.testIncident.wall));
		const script = phoneScript(state, now, () => null).flatMap(toldInScript);
		const open = publicTexts(state).flatMap(toldInFeed);
		const texts = [...state.texts.values()].flatMap((text) => [
			...text.publications.map((publication) => ({
				where: 'publication',
				parts: [publication.text],
				marked: lacksSecondReader(publication)
			})),
			...text.postings.map((posting) => ({ where: 'posting', parts: [posting.text], marked: false })),
			...text.variants
				.filter((variant) => isReady(text, variant))
				.map((variant) => {
					const claim = isPrepared(text, variant) && text.kind !== 'answer' ? null : claimOf(state, text);
					return {
						where: 'ready to publish',
						parts: [variant.text, ...(claim === null ? [] : [claim])],
						marked: publishProblem(state, text, variant.channel, variant.checksum) !== null
					};
				})
		]);
		const needs = [...state.needs.values()].flatMap((need) => {
			const { answer } = needForOutside(state, need);
			const marked = answerStatus(state, need) === 'alone';
			return answer ? [{ where: 'answer in reports', parts: [answer.text, need.text], marked }] : [];
		});
		return [...script, ...open, ...texts, ...needs, ...toldToPrograms(state)];
	}

	#isSeen({ parts }: Outgoing): boolean {
		return parts
			.flatMap((part) => part.match(MARKER) ?? [])
			.every((marker) => {
				const writer = this.#writers.get(marker) ?? [];
				const isPlace = [...this.state.texts.values()].some(({ prepared }) => prepared?.place.includes(marker));
				if (isPlace)
					return this.#placesSeen.some(({ place, eyes }) => place.includes(marker) && areOtherEyes(eyes, writer));
				return this.#seen.some(
					(act) => parts.every((part) => act.parts.includes(part)) && areOtherEyes(act.eyes, writer)
				);
			});
	}

	/** A marker in every field of text that may have one. */
	#tainted(kind: AnyCommandKind, input: Input, actor: Actor): unknown {
		const fields = textFields(kind.input).filter(({ holds, path }) => holds !== 'id' || path.at(-1) === 'address');
		let tainted: unknown = input;
		for (const [at, location] of textLocations(input, fields).entries()) {
			if (this.#keeps(kind.type, input, location)) continue;
			const marker = `merk${this.#steps}${String(at).padStart(2, '0')}x`;
			const isLink = location.at(-1) === 'address';
			const open = kind.type.startsWith('prepared.') && location.at(-1) !== 'title' ? ` ${PLACE} ${MOMENT}` : '';
			const next = changeAtLocations(tainted, [location], () =>
				isLink ? `https://${marker}.example/` : `zegt ${marker}${open}`
			);
			// A field of a form of its own, such as a telephone number, keeps what it has.
			if (!kind.input.safeParse(next).success) continue;
			tainted = next;
			this.#writers.set(marker, eyesOfActor(actor));
			const field = pathName(location.map((step) => (typeof step === 'number' ? EACH : step)));
			this.#origins.set(marker, `${kind.type} ${field}`);
		}
		return tainted;
	}
	/** What a person picks instead of typing: a fact word for word, a known place. */
	#keeps(type: string, input: Input, location: TextLocation): boolean {
		// Words that a person has on the screen and names.
		if (location[0] === 'claim' || type === 'text.confirmAddress') return true;
		// Bringing earlier words back.
		if (type === 'finding.reword' || type === 'text.write') return this.#steps % 4 === 0;
		if (type === 'need.answer') return location[0] === 'text' && this.#quoted(input) !== null;
		return (type === 'text.usePrepared' || type === 'incident.confirmPlace') && this.#steps % 3 > 0;
	}
	#quoted({ fact }: Input): string | null {
		return this.#steps % 2 === 0 ? null : (this.state.facts.get(fact as never)?.text ?? null);
	}

	/** The input with what is on the screen of this person: current words, by their checksums. */
	#aimed(type: CommandType, input: Input): Input {
		const { state } = this;
		const pick = <T>(all: readonly T[]): T | undefined => all[this.#steps % Math.max(1, all.length)];
		if (type === 'need.confirmAnswer') {
			const need = pick([...state.needs.values()].filter(({ answer }) => answer !== null));
			return need?.answer ? { need: need.id, basis: answerBasis(need.text, need.answer) } : input;
		}
		if (type === 'need.answer') {
			const need = pick([...state.needs.keys()]) ?? input['need'];
			const quoted = this.#quoted(input);
			return { ...input, need, ...(quoted !== null && { text: quoted }) };
		}
		if (type === 'text.usePrepared' || type === 'incident.confirmPlace') {
			const known = [state.incident?.place, ...(state.incident?.confirmedPlaces ?? []).map(({ place }) => place)];
			return {
				...input,
				place: pick(known.filter((place) => place !== undefined && !isRemoved(place))) ?? input['place']
			};
		}
		if (type === 'rumour.confirmVerdict') {
			const judged = pick([...state.rumours.values()].filter((rumour) => isVerdictReworded(rumour)));
			return judged ? { rumour: judged.id, claim: judged.text } : input;
		}
		if (type === 'fact.review') {
			const flagged = pick(flaggedCitations(state));
			return flagged ? { ...input, fact: flagged.fact.id, citing: flagged.citing } : input;
		}
		if (type === 'text.waiveCorrection') {
			const due = pick(correctionsDue(state));
			return due ? { ...input, text: due.text.id, publication: due.publication.id } : input;
		}
		if (type === 'text.confirmAddress') {
			const published = pick(
				[...state.texts.values()].flatMap((text) => text.publications.map((one) => ({ text: text.id, one })))
			);
			return published
				? {
						text: published.text,
						publication: published.one.id,
						where: published.one.where,
						address: published.one.address
					}
				: input;
		}
		const text = state.texts.get(input['text'] as never);
		const prepared = state.prepared.get(input['prepared'] as never);
		const shown = text?.variants ?? prepared?.wordings ?? [];
		const one = pick(shown);
		if (!one) return input;
		const { channel, checksum } = one;
		if ('variants' in input)
			return {
				...input,
				...(text && type === 'text.approve' && { basis: basisOf(state, text) }),
				variants: shown.map((each) => ({ channel: each.channel, checksum: each.checksum }))
			};
		if ('over' in input && 'channel' in input) return { ...input, channel, over: checksum };
		if (type === 'text.review')
			return { ...input, publication: text?.publications.find(lacksSecondReader)?.id ?? input['publication'] };
		return 'checksum' in input && 'channel' in input ? { ...input, channel, checksum } : input;
	}

	/** What this person has before them when the command is accepted. */
	#seenBy(type: CommandType, input: unknown, actor: Actor): () => void {
		const { state } = this;
		const eyes = eyesOfActor(actor);
		const values = input as Input;
		const text = state.texts.get(values['text'] as never);
		const named = (values['variants'] ?? [values]) as { channel?: string; checksum?: string }[];
		const isNamed = (one: { channel: string; checksum: string }): boolean =>
			named.some(({ channel, checksum }) => one.channel === channel && one.checksum === checksum);
		const under = (): string[] => (text ? basisParts(state, text) : []);
		switch (type) {
			case 'text.submit':
			case 'text.approve':
				return () => {
					const now = state.texts.get(text?.id as never);
					for (const { text: words } of (now?.variants ?? []).filter(isNamed)) this.#sees([words, ...under()], eyes);
				};
			case 'text.waiveCorrection':
			case 'text.review':
			case 'fact.review': {
				const [citing, which] = [values['citing'] as Citing | undefined, values['publication']];
				const reviewed = text ?? state.texts.get(citing?.of as never);
				const need = state.needs.get(citing?.of as never);
				return () => {
					if (reviewed)
						for (const { id, text: words, where } of reviewed.publications) {
							if (which === undefined || id === which) this.#sees([words, ...basisParts(state, reviewed)], eyes);
							// Its page names the place above the words.
							if (type === 'text.review' && id === which) this.#sees([where], eyes);
						}
					if (need?.answer) this.#sees(answerParts(state, need.text, need.answer), eyes);
				};
			}
			case 'prepared.draft':
			case 'prepared.write':
			case 'prepared.approve':
				return () => {
					const found = state.prepared.get((values['prepared'] ?? values['id']) as never);
					for (const wording of found?.wordings ?? [])
						if (type !== 'prepared.approve' || isNamed(wording)) this.#sees([wording.text, found?.title ?? ''], eyes);
				};
			case 'fact.confirm': {
				const fact = state.facts.get(values['fact'] as never);
				return () => {
					if (fact) this.#sees([fact.text, fact.source ?? ''], eyes);
				};
			}
			case 'text.confirmAddress':
				return () => {
					this.#sees([String(values['address'])], eyes);
					this.#sees([String(values['where'])], eyes);
				};
			case 'need.answer':
			case 'need.confirmAnswer':
				return () => {
					const need = state.needs.get(values['need'] as never);
					if (need?.answer) this.#sees(answerParts(state, need.text, need.answer), eyes);
				};
			case 'incident.confirmPlace':
				return () => this.#placesSeen.push({ place: String(values['place']), eyes });
			case 'text.usePrepared':
				return () => {
					const filled = state.texts.get(values['id'] as never);
					if (!filled?.prepared) return;
					const { place, moment } = filled.prepared;
					this.#placesSeen.push({ place, eyes });
					for (const variant of filled.variants) this.#sees([variant.text, ...basisParts(state, filled)], eyes);
					for (const act of [...this.#seen])
						if (act.parts.some((part) => part.includes(PLACE)))
							this.#seen.push({ ...act, parts: act.parts.map((part) => fillIn(part, place, moment)) });
				};
			default:
				return () => undefined;
		}
	}
	#sees(parts: readonly string[], eyes: readonly PersonId[]): void {
		this.#seen.push({ parts, eyes });
	}
}

/** Everything that leaves the desk: partner pages and files have the report, feeds the texts, tokens the log. */
const surfacesOf = ({ state, log, wall }: InMemoryIncident): Record<string, unknown> => {
	const now = incidentTime(state.clock, momentOf(wall));
	const published = [...state.texts.values()].flatMap((text) =>
		text.publications.map((publication) => [placeOutside(publication), addressOutside(text, publication)])
	);
	return {
		'share message': published,
		report: state.incident ? render(factsOf(state, now)) : null,
		'phone script': phoneScript(state, now, () => null),
		feed: publicTexts(state).map(({ wordings, replaced }) => ({ wordings, replaced })),
		token: linesForProgram(log.filter(({ type }) => /^(?:text|need|action)\./.test(type)) as never, state)
	};
};
/** A report on no posts. */
const factsOf = (state: ReadState, moment: Moment): Facts => ({
	moment,
	state,
	posts: figuresOf([], { start: millisecondsOf(moment), moment: millisecondsOf(moment) }),
	quoted: new Map(),
	voices: new Map(),
	own: new Set(),
	voiceTexts: [],
	pointers: [],
	mentions: new Map(),
	profileChangedAt: null,
	profileChanges: [],
	outages: []
});

const claimOf = (state: ReadState, text: Readonly<OfficialText>): string | null =>
	rumourOf(state, text)?.text ?? needOf(state, text)?.text ?? null;
const isPrepared = ({ prepared }: Readonly<OfficialText>, { checksum }: { checksum: Sha256 }): boolean =>
	prepared?.checksums.includes(checksum) ?? false;
const factParts = (state: ReadState, ids: readonly FactId[]): string[] =>
	ids.flatMap((id) => {
		const fact = state.facts.get(id);
		const now = fact && (currentFact(state.facts, fact) ?? fact);
		return [fact, now].flatMap((one) => (one ? [one.text, one.source ?? ''] : []));
	});
/** The claim above a text and the facts below it, on the page of the person who submits, approves or reviews it. */
const basisParts = (state: ReadState, text: Readonly<OfficialText>): string[] => {
	const claim = claimOf(state, text);
	const facts = [...factsBehind(state, text), ...text.publications.flatMap((publication) => publication.facts)];
	return [...(claim === null ? [] : [claim]), ...factParts(state, facts)];
};
const answerParts = (state: ReadState, question: string, { text, fact }: Readonly<NeedAnswer>): string[] => [
	text,
	question,
	...(fact === null ? [] : factParts(state, [fact]))
];

/** The words that a field tells; none in those that hold no words. */
type Tells<Row> = { readonly [Field in keyof Row]-?: (row: Row) => readonly string[] };
const nothing = (): readonly string[] => [];
/** Every field of an entry of the phone script: a new one does not compile without what it tells. */
const scriptTells: Tells<ScriptEntry> = {
	key: nothing,
	about: nothing,
	status: nothing,
	channel: nothing,
	kind: nothing,
	alone: nothing,
	unread: nothing,
	takenUp: nothing,
	since: nothing,
	until: nothing,
	mark: nothing,
	also: nothing,
	// What replaced a fact is shown only where the words no longer hold.
	replaced: ({ status, replaced }) => (status === 'outdated' ? [] : replaced.map(({ text }) => text)),
	question: ({ question }) => (question === '' ? [] : [question]),
	words: ({ words }) => (words === '' ? [] : [words]),
	source: ({ source }) => (source ? [source.body] : [])
};
function toldInScript(entry: ScriptEntry): Outgoing[] {
	const isFact = entry.status === 'fact';
	const parts = Object.entries(scriptTells).flatMap(([field, tell]) =>
		// A fact stands for itself, under a question that is marked.
		isFact && field === 'question' ? [] : tell(entry)
	);
	const marked =
		entry.alone ||
		entry.status === 'outdated' ||
		entry.status === 'unchecked' ||
		(entry.status === 'none' && entry.unread);
	return [
		{ where: `phone script, ${entry.status}`, parts, marked },
		...entry.also.map((wording) => ({ where: 'also said', parts: [wording], marked: false }))
	];
}

const wordingTells: Tells<PublicText['wordings'][number]> = {
	channels: nothing,
	at: nothing,
	addresses: nothing,
	words: ({ words }) => [words]
};
/** What a feed has: `text` gives its kind only. */
const feedTells: Tells<PublicText> = {
	text: nothing,
	state: nothing,
	updated: nothing,
	published: nothing,
	wordings: nothing,
	replaced: ({ state, replaced }) => (state === 'standing' ? replaced.map(({ text }) => text) : [])
};
const toldInFeed = (one: PublicText): Outgoing[] => [
	...one.wordings.flatMap((wording) => [
		{
			where: `feed, ${one.state}`,
			parts: Object.values(wordingTells).flatMap((tell) => tell(wording)),
			marked: false
		},
		...wording.addresses.map((address) => ({ where: 'link in a feed', parts: [address], marked: false }))
	]),
	{ where: 'feed', parts: Object.values(feedTells).flatMap((tell) => tell(one)), marked: false }
];

/** All words of texts and answers that a token reads, found by the schema. */
function toldToPrograms(state: ReadState): Outgoing[] {
	const shown = stateForProgram(state);
	const words = textFields(OfficialText).filter(({ holds, path }) => holds === 'ownWords' && path.at(-1) === 'text');
	const texts = [...shown.texts.values()].flatMap((text) =>
		textLocations(text, words).map((location) =>
			location.reduce<unknown>((at, step) => Reflect.get(at as object, step), text)
		)
	);
	const answers = [...shown.needs.values()].flatMap(({ answer }) => answer?.text ?? []);
	return [...texts.map(String), ...answers].map((part) => ({ where: 'token', parts: [part], marked: false }));
}
