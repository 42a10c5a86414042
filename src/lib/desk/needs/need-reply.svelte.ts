import { LocalTexts } from '$lib/desk/local-text';
import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import { FactId, momentOf, PersonId, TextId, type Moment } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Need } from '$lib/domain/findings/need';
import { Channel, fits } from '$lib/domain/official-text/channel';
import { answerTextOf } from '$lib/domain/official-text/basis';
import { isBlank, wordingChecksum, type OfficialText } from '$lib/domain/official-text/official-text';
import { ReplyWords } from './reply-words.svelte';

/** Values of the choice of a fact that are no fact yet. */
export const newFact = { known: 'known', unknown: 'unknown' } as const;
const defaultChannels = ['website', 'phone', 'x'] as const satisfies readonly Channel[];

/** The moments to choose from, rounded up to five minutes. @param now on the incident's clock, in milliseconds */
export const timesFrom = (now: number): Moment[] =>
	[10, 20, 30, 60, 120].map((minutes) => momentOf(Math.ceil((now + minutes * 60_000) / 300_000) * 300_000));

/** What a person writes as the answer to one question: a text per channel, its fact, its approver, its return. */
export class NeedReply {
	readonly #desk: Desk;
	readonly need: Readonly<Need>;
	readonly channels: readonly ReplyWords[];
	/** The ids of what is stored next: they stay the same until then, so that a retry does not store it twice. */
	#nextFact = FactId.parse(newId());
	#nextText = TextId.parse(newId());
	/** The text that was stored last; its event may still be on its way. */
	#drafted: TextId | null = $state(null);
	#started = false;
	fact = $state('');
	factText = $state('');
	factSource = $state('');
	/** The spokesperson whose approval is requested; empty for all of them. */
	approver = $state('');
	returnsAt = $state('');
	pressDeadline = $state('');
	/** What the log had of these choices: only what differs is sent. */
	#base = $state.raw({ fact: '', returnsAt: '', pressDeadline: '' });

	constructor(
		desk: Desk,
		need: Readonly<Need>,
		storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
	) {
		this.#desk = desk;
		this.need = need;
		const localTexts = new LocalTexts(storage, desk);
		const { text } = this;
		const others = Channel.options.filter(
			(channel) =>
				!defaultChannels.some((one) => one === channel) && text?.variants.some((variant) => variant.channel === channel)
		);
		this.channels = [...defaultChannels, ...others].map(
			(channel) =>
				new ReplyWords(channel, need.id, localTexts, () =>
					this.text?.variants.find((variant) => variant.channel === channel)
				)
		);
		this.#base = {
			fact: text?.facts[0] ?? '',
			returnsAt: need.returnsAt ?? '',
			pressDeadline: need.pressDeadline ?? ''
		};
		({ fact: this.fact, returnsAt: this.returnsAt, pressDeadline: this.pressDeadline } = this.#base);
		this.factText = need.text;
		this.approver = desk.store.state.incident?.duty ?? '';
	}

	get text(): Readonly<OfficialText> | undefined {
		return answerTextOf(this.#desk.store.state, this.need.id);
	}
	get #textId(): TextId | null {
		const isOnItsWay = this.#drafted !== null && !this.#desk.store.state.texts.has(this.#drafted);
		return this.text?.id ?? (isOnItsWay ? this.#drafted : null);
	}
	/** The channels whose words would be submitted. */
	get chosen(): readonly ReplyWords[] {
		return this.channels.filter(({ ticked, words }) => ticked && !isBlank(words));
	}
	get isTooLong(): boolean {
		return this.chosen.some(({ channel, words }) => !fits(channel, words, this.#desk.limits));
	}
	get isNewFact(): boolean {
		return this.fact === newFact.known || this.fact === newFact.unknown;
	}
	/** A fact without a source would be recorded as "not known yet". */
	get lacksSource(): boolean {
		return this.fact === newFact.known && this.factSource.trim() === '';
	}
	/** "Not known yet" promises an answer later, so it needs a moment. */
	get lacksReturn(): boolean {
		const fact = FactId.safeParse(this.fact).data;
		const isUnknown = fact ? this.#desk.store.state.facts.get(fact)?.source === null : this.fact === newFact.unknown;
		return isUnknown && this.returnsAt === '';
	}
	get isSaved(): boolean {
		const { fact, returnsAt, pressDeadline } = this.#base;
		const isChosen = this.fact === fact && this.returnsAt === returnsAt && this.pressDeadline === pressDeadline;
		return this.#textId !== null && isChosen && !this.channels.some(({ isChanged }) => isChanged);
	}

	/** Keeps the words on this device, and shows colleagues that somebody writes. */
	type(): void {
		for (const channel of this.channels) channel.keep();
		if (this.#started || this.need.state === 'answering') return;
		this.#started = true;
		void this.#desk.send('need.startAnswer', { need: this.need.id });
	}

	/** Stores the words, the fact and the times. @returns what was refused, or null when all is stored */
	async save(): Promise<CommandAnswer | null> {
		for (const send of this.#steps()) {
			const answer = await send();
			if (answer.kind !== 'saved') return answer;
		}
		return null;
	}
	/** Stores it, and asks approval for the ticked channels. */
	async submit(): Promise<CommandAnswer> {
		const refused = await this.save();
		if (refused) return refused;
		return this.#desk.send('text.submit', {
			text: this.#textId ?? this.#nextText,
			variants: this.chosen.map(({ channel, words }) => ({ channel, checksum: wordingChecksum(channel, words) })),
			requestedFrom: PersonId.safeParse(this.approver).data ?? null
		});
	}

	/** Only what changed, in the order in which it can be stored. It continues after a step that was stored. */
	*#steps(): Generator<() => Promise<CommandAnswer>> {
		if (this.isNewFact) {
			const fact = { id: this.#nextFact, text: this.factText, at: null };
			const source = this.fact === newFact.known ? this.factSource.trim() : null;
			yield () => this.#desk.send('fact.record', { ...fact, source });
			this.fact = fact.id;
			this.#nextFact = FactId.parse(newId());
		}
		const text = this.#textId;
		if (text === null) yield* this.#draft();
		else yield* this.#write(text);
		yield* this.#setTimes();
	}
	*#draft(): Generator<() => Promise<CommandAnswer>> {
		const { fact } = this;
		const written = this.channels.filter(({ words }) => !isBlank(words));
		const wordings = written.map(({ channel, words }) => ({ channel, text: words }));
		const id = this.#nextText;
		yield () =>
			this.#desk.send('text.draft', {
				id,
				kind: 'answer',
				about: { kind: 'need', finding: this.need.id },
				corrects: null,
				facts: fact === '' ? [] : [FactId.parse(fact)],
				wordings
			});
		this.#drafted = id;
		this.#nextText = TextId.parse(newId());
		this.#base = { ...this.#base, fact };
		for (const [at, { text }] of wordings.entries()) written[at]?.stored(text);
	}
	*#write(text: TextId): Generator<() => Promise<CommandAnswer>> {
		const { fact } = this;
		if (fact !== this.#base.fact) {
			const others = (this.text?.facts ?? []).filter((each) => each !== fact && each !== this.#base.fact);
			const facts = fact === '' ? [] : [FactId.parse(fact), ...others];
			yield () => this.#desk.send('text.cite', { text, facts });
			this.#base = { ...this.#base, fact };
		}
		for (const channel of this.channels.filter(({ isChanged }) => isChanged)) {
			const { words, over } = channel;
			yield () => this.#desk.send('text.write', { text, channel: channel.channel, words, over });
			channel.stored(words);
		}
	}
	*#setTimes(): Generator<() => Promise<CommandAnswer>> {
		const { need, returnsAt, pressDeadline } = this;
		const times = {
			...(returnsAt === this.#base.returnsAt ? {} : { returnsAt: momentIn(returnsAt) }),
			...(pressDeadline === this.#base.pressDeadline ? {} : { pressDeadline: momentIn(pressDeadline) })
		};
		if (Object.keys(times).length === 0) return;
		yield () => this.#desk.send('need.setTimes', { need: need.id, ...times });
		this.#base = { ...this.#base, returnsAt, pressDeadline };
	}
}

/** The value of a choice; null when nothing was chosen. */
const momentIn = (chosen: string): Moment | null => (chosen === '' ? null : momentOf(Date.parse(chosen)));
