import { commandKind, type CommandType } from '$lib/domain/commands';
import { incidentTime } from '$lib/domain/core/present';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { areOtherEyes, eyesOfActor } from '$lib/domain/core/eyes';
import { momentOf, type PersonId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { changeAtLocations, textFields, textLocations, type TextLocation } from '$lib/domain/core/texts/fields';
import { answerBasis } from '$lib/domain/findings/need-answer';
import { needOf, rumourOf } from '$lib/domain/official-text/basis';
import { isReady, lacksSecondReader, MOMENT, PLACE, type OfficialText } from '$lib/domain/official-text/official-text';
import { phoneScript } from '$lib/domain/overview/phone-script';
import { fillIn } from '$lib/domain/prepared/filling-in';
import { publicTexts } from '$lib/server/out/partner/feeds/published';
import { InMemoryIncident } from './in-memory-incident';
import { named, type Step } from './sequences';

/** Words that people outside read or hear. */
export interface Outgoing {
	readonly where: string;
	readonly words: string;
	/** The claim or question above them; null without one. */
	readonly claim: string | null;
	/** They carry the mark *without a second reader*. */
	readonly marked: boolean;
}
/** A person saw exactly these words when they decided; null: under any claim. */
interface SeenWords {
	readonly words: string;
	readonly claim: string | null;
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
	readonly #writers = new Map<string, readonly PersonId[]>();
	readonly #seen: SeenWords[] = [];
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

	/** Outgoing words with a marker that only its writer has seen. */
	problems(outgoing: readonly Outgoing[] = this.outgoing()): string[] {
		return outgoing.flatMap((one) => (one.marked || this.#isSeen(one) ? [] : [`${one.where}: ${one.words}`]));
	}

	/** What goes out now, wherever it is shown. */
	outgoing(): Outgoing[] {
		const { state } = this;
		const now = incidentTime(state.clock, momentOf(this.testIncident.wall));
		const script = phoneScript(state, now, () => null)
			.filter(({ status }) => status === 'valid')
			.map(({ words, question, about, alone }) => ({
				where: 'phone script',
				words,
				claim: about === 'incident' ? null : question,
				marked: alone
			}));
		const unmarked = { claim: null, marked: false };
		const open = publicTexts(state).flatMap(({ wordings }) =>
			wordings.map(({ words }) => ({ where: 'public page and feeds', words, ...unmarked }))
		);
		const texts = [...state.texts.values()].flatMap((text) => [
			...text.publications.map((publication) => ({
				where: 'publication',
				words: publication.text,
				claim: publication.claim,
				marked: lacksSecondReader(publication)
			})),
			...text.postings.map((posting) => ({ where: 'posting', words: posting.text, ...unmarked })),
			...text.variants
				.filter((variant) => isReady(text, variant))
				.map((variant) => ({ where: 'ready to publish', words: variant.text, ...unmarked }))
		]);
		return [...script, ...open, ...texts];
	}

	#isSeen({ words, claim }: Outgoing): boolean {
		return (words.match(MARKER) ?? []).every((marker) => {
			const writer = this.#writers.get(marker) ?? [];
			const isPlace = [...this.state.texts.values()].some(({ prepared }) => prepared?.place.includes(marker));
			if (isPlace)
				return this.#placesSeen.some(({ place, eyes }) => place.includes(marker) && areOtherEyes(eyes, writer));
			return this.#seen.some(
				(act) =>
					act.words === words &&
					(claim === null || act.claim === null || act.claim === claim) &&
					areOtherEyes(act.eyes, writer)
			);
		});
	}

	/** A marker in every field of text that may have one. */
	#tainted(kind: AnyCommandKind, input: Input, actor: Actor): unknown {
		const fields = textFields(kind.input).filter(({ holds }) => holds !== 'id');
		let tainted: unknown = input;
		for (const [at, location] of textLocations(input, fields).entries()) {
			if (this.#keeps(kind.type, input, location)) continue;
			const marker = `merk${this.#steps}${String(at).padStart(2, '0')}x`;
			const open = kind.type.startsWith('prepared.') && location.at(-1) !== 'title' ? ` ${PLACE} ${MOMENT}` : '';
			const next = changeAtLocations(tainted, [location], () => `zegt ${marker}${open}`);
			// A field of a form of its own, such as a telephone number, keeps what it has.
			if (!kind.input.safeParse(next).success) continue;
			tainted = next;
			this.#writers.set(marker, eyesOfActor(actor));
		}
		return tainted;
	}
	/** What a person picks instead of typing: a fact word for word, a known place. */
	#keeps(type: string, input: Input, location: TextLocation): boolean {
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
			return { ...input, place: pick(known.filter((place) => place !== undefined)) ?? input['place'] };
		}
		const text = state.texts.get(input['text'] as never);
		const prepared = state.prepared.get(input['prepared'] as never);
		const shown = text?.variants ?? prepared?.wordings ?? [];
		const one = pick(shown);
		if (!one) return input;
		const { channel, checksum } = one;
		if ('variants' in input)
			return { ...input, variants: shown.map((each) => ({ channel: each.channel, checksum: each.checksum })) };
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
		switch (type) {
			case 'text.approve': {
				const words = (text?.variants ?? []).filter(isNamed).map((variant) => variant.text);
				return () => text && this.#sees(words, claimOf(state, text), eyes);
			}
			case 'text.waiveCorrection':
			case 'text.review': {
				const words = text?.publications.filter(({ id }) => id === values['publication']).map((one) => one.text) ?? [];
				return () => text && this.#sees(words, claimOf(state, text), eyes);
			}
			case 'prepared.approve': {
				const words = state.prepared.get(values['prepared'] as never)?.wordings.filter(isNamed) ?? [];
				return () => {
					this.#sees(
						words.map((wording) => wording.text),
						null,
						eyes
					);
				};
			}
			case 'fact.confirm': {
				const fact = state.facts.get(values['fact'] as never);
				return () => {
					if (fact) this.#sees([fact.text], null, eyes);
				};
			}
			case 'need.answer':
			case 'need.confirmAnswer':
				return () => {
					const need = state.needs.get(values['need'] as never);
					if (need?.answer) this.#sees([need.answer.text], need.text, eyes);
				};
			case 'incident.confirmPlace':
				return () => this.#placesSeen.push({ place: String(values['place']), eyes });
			case 'text.usePrepared':
				return () => {
					const filled = state.texts.get(values['id'] as never)?.prepared;
					if (!filled) return;
					this.#placesSeen.push({ place: filled.place, eyes });
					for (const act of [...this.#seen])
						if (act.words.includes(PLACE))
							this.#seen.push({ ...act, words: fillIn(act.words, filled.place, filled.moment) });
				};
			default:
				return () => undefined;
		}
	}
	#sees(words: readonly string[], claim: string | null, eyes: readonly PersonId[]): void {
		for (const one of words) this.#seen.push({ words: one, claim, eyes });
	}
}

const claimOf = (state: ReadState, text: Readonly<OfficialText>): string | null =>
	rumourOf(state, text)?.text ?? needOf(state, text)?.text ?? null;
