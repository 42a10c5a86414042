import type { z } from 'zod';
import {
	decide,
	noReferences,
	type AnyCommandKind,
	type ReferenceIds,
	type References
} from '$lib/domain/core/command';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import type { ReferencedStory } from '$lib/domain/stories/story';
import type { EventMeta, EventOf } from '$lib/domain/core/event';
import { changeAtLocations } from '$lib/domain/core/texts/fields';
import { removeWords, wordLocations } from '$lib/domain/event-words';
import { textsToRemove } from '$lib/domain/copied-words';
import { apply } from '$lib/domain/events';
import { answerNeed, confirmAnswer } from '$lib/domain/findings/need';
import { answerBasis } from '$lib/domain/findings/need-answer';
import { type FindingId, Moment, momentOf, PersonId, PostId, StoryId } from '$lib/domain/core/ids';
import {
	allTexts,
	logMasked,
	redactionConfirmed,
	redactionDeclined,
	redactionRequested
} from '$lib/domain/incident/redaction';
import { quoteChosen } from '$lib/domain/report/quote';
import { retentionTerm } from '$lib/domain/installation/installation';
import { newId } from '$lib/domain/core/new-id';
import type { Actor, Reader, Role } from '$lib/domain/core/role';
import { eyesOfActor } from '$lib/domain/core/eyes';
import { emptyState, type State } from '$lib/domain/core/state';

export const fresh = <S extends z.ZodType<unknown, string>>(schema: S): z.output<S> => schema.parse(newId());
export const person = (...roles: Role[]): Actor => ({ id: fresh(PersonId), roles });
/** This person as the reader of a page. */
export const reader = (actor: Actor): Reader => ({ ...actor, eyes: eyesOfActor(actor) });
export const anna = person('spokesperson');
export const bram = person('analyst');
export const carla = person('coordinator');
export const system: Actor = { id: PersonId.parse('00000000-0000-8000-8000-000000000001'), roles: ['system'] };
const maskedChecksum = checksumOf('masked');
const forgettable = PostId.parse('10000004-0000-7000-8000-000000000000');
export const noon = Moment.parse('2026-11-20T12:00:00.000Z');

/** The input for opening an incident; a real fire by default. */
export const opening = (to: Record<string, unknown> = {}) => ({
	title: 'Brand Zuiderpark',
	kind: 'fire' as const,
	grip: 1,
	place: 'Waterveen',
	phase: 'acute' as const,
	exercise: false,
	start: noon,
	legal: { occasion: 'Brand', purpose: 'Crisiscommunicatie', ground: 'Gemeentewet' },
	expectedEnd: momentOf(Date.parse(noon) + 86_400_000),
	...to
});
/** The same where a program runs, which pauses the sources of an incident when its expected end has passed. */
export const openingNow = (to: Record<string, unknown> = {}) =>
	opening({ expectedEnd: momentOf(Date.now() + 86_400_000), ...to });

/**
 * A log in memory that combines the installation's and an incident's: decides and applies as the server does, without a
 * database.
 */
export class InMemoryIncident {
	readonly state: State = emptyState();
	readonly log: EventOf[] = [];
	/** Who and when, of each line of the log. */
	readonly metas: Omit<EventMeta, 'at'>[] = [];
	/** The data of lines whose words a waiting request hides. */
	readonly #hidden = new Map<number, unknown>();
	/** Milliseconds on the wall's clock. */
	wall = Date.parse(noon);
	/** How many stored posts are not masked yet. */
	unmasked = 0;
	seq = 0;
	/** The gazetteer contains one name. */
	references: References = { ...noReferences, places: new Set(['Zuiderpark']) };

	/** Makes a story that commands can refer to. */
	story(story: ReferencedStory = { posts: 1, platforms: ['x'] }): StoryId {
		const id = fresh(StoryId);
		this.references = { ...this.references, stories: new Map([...this.references.stories, [id, story]]) };
		return id;
	}
	/** What a command would lead to now. @throws Refusal */
	decided(kind: AnyCommandKind, input: unknown, actor: Actor): readonly EventOf[] {
		const wallNow = momentOf(this.wall);
		const parsed = kind.input.parse(input);
		const wanted = kind.referencesOf(parsed);
		const outlets = new Map([...this.state.outlets.entries()].filter(([, { disconnected }]) => disconnected === null));
		const term = retentionTerm(this.state);
		const references = {
			...this.references,
			outlets,
			prepared: new Map(this.state.prepared.entries()),
			stories: new Map([...this.references.stories].filter(([id]) => !this.state.mergedStories.has(id))),
			restorable: new Set(this.state.mergedStories.keys()),
			retention: { ...term, posts: 2, quotes: [] },
			forget: { days: term.days, posts: [forgettable], quotes: wanted.forget ? this.#quotesOf(forgettable) : [] },
			redaction: wanted.redaction ? this.redactable(wanted.redaction) : [],
			masking: {
				...term,
				posts: 2,
				left: this.unmasked,
				authors: 1,
				lines: [{ ...allTexts(2), sha256: maskedChecksum, shown: null }]
			}
		};
		const at = { state: this.state, references, actor, wallNow };
		return decide(kind, parsed, at);
	}
	/** Sends a command and applies its events. @throws Refusal */
	when(kind: AnyCommandKind, input: unknown, actor: Actor): readonly EventOf[] {
		const happened = this.decided(kind, input, actor);
		for (const event of happened) this.take(event, actor.id);
		return happened;
	}
	/** Notes an answer to a need, which a second person confirms at once. */
	answered(answer: { readonly need: FindingId } & Record<string, unknown>, by = bram, reader = anna): this {
		this.when(answerNeed, answer, by);
		const need = this.state.needs.get(answer.need);
		if (need?.answer) this.when(confirmAnswer, { need: need.id, basis: answerBasis(need.text, need.answer) }, reader);
		return this;
	}
	take(event: EventOf, by: PersonId): void {
		this.seq += 1;
		this.log.push(event);
		const meta = { wallAt: momentOf(this.wall), by, seq: this.seq };
		this.metas.push(meta);
		apply(this.state, event, meta);
		if (this.#changeLines(event)) Object.assign(this.state, this.replayed());
	}
	/** The state that the log gives as it is now. */
	replayed(): State {
		const state = emptyState();
		for (const [at, event] of this.log.entries()) {
			const meta = this.metas[at];
			if (meta) apply(state, event, meta);
		}
		return state;
	}
	/** These lines, and those with copies of their words, as `linesToRedact` reads them from a database. */
	redactable({ lines, withCopies }: NonNullable<ReferenceIds['redaction']>): References['redaction'] {
		const stored = (withCopies ? this.log : []).map(({ type, data }, at) => {
			const whole = this.#hidden.get(at + 1) ?? data;
			return { number: at + 1, type, data: whole, words: wordLocations({ type, data: whole }) };
		});
		const named = new Map(lines.map(({ number, texts }) => [number, texts]));
		const copies = textsToRemove(stored, new Set(named.keys()));
		const isProfile = (at: number): boolean => this.log[at - 1]?.type === 'profile.changed';
		return [...new Map([...copies, ...named])].flatMap(([number, texts]) => {
			const line = this.log[number - 1];
			if (!line) return [];
			const data = withoutTexts(line, texts);
			return [
				{
					number,
					texts: [...texts],
					sha256: data === line.data ? null : checksumOf(canonical(data)),
					shown: null,
					isProfile: line.type.startsWith('profile.') && !this.log.some((_, at) => at + 1 > number && isProfile(at + 1))
				}
			];
		});
	}
	#quotesOf(post: PostId) {
		return this.log.flatMap(({ type, data }, at) => {
			const quote = type === quoteChosen.type ? quoteChosen.data.parse(data) : null;
			if (quote?.post !== post || quote.paraphrased) return [];
			return this.redactable({ lines: [allTexts(at + 1)], withCopies: false }).map((line) => ({
				...line,
				id: quote.id
			}));
		});
	}
	/** Hides, removes or returns words of earlier lines, as the database does. @returns whether any line changed */
	#changeLines({ type, data }: EventOf): boolean {
		if (type === redactionRequested.type || type === logMasked.type) {
			const { lines } = (type === logMasked.type ? logMasked : redactionRequested).data.parse(data);
			for (const { number, texts } of lines) {
				const line = this.log[number - 1];
				if (!line) continue;
				if (type === redactionRequested.type) this.#hidden.set(number, line.data);
				this.log[number - 1] = { ...line, data: withoutTexts(line, texts) };
			}
			return true;
		}
		const isDeclined = type === redactionDeclined.type;
		if (!isDeclined && type !== redactionConfirmed.type) return false;
		const { request } = redactionConfirmed.data.parse(data);
		for (const { number } of redactionRequested.data.parse(this.log[request - 1]?.data).lines) {
			const line = this.log[number - 1];
			if (line && isDeclined) this.log[number - 1] = { ...line, data: this.#hidden.get(number) };
			this.#hidden.delete(number);
		}
		return isDeclined;
	}
}

/** The data without these of its texts; without all when there are none. */
function withoutTexts(line: EventOf, texts: readonly number[]): unknown {
	const words = wordLocations(line);
	const chosen = texts.length === 0 ? words : words.filter((_, at) => texts.includes(at));
	return changeAtLocations(line.data, chosen, removeWords);
}

/** What a state holds but for the latest moment in its log, which every event moves. */
export const withoutTime = (state: State): State => ({ ...state, latest: null });

/** Maps as plain objects, in JSON. */
export const asText = (state: unknown): string =>
	JSON.stringify(state, (_, value: unknown): unknown =>
		value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value
	);

/** Maps and rows as plain values, to compare states by. */
export const plainJson = (state: unknown): unknown => JSON.parse(asText(state));
