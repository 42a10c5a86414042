import type { Channel } from '$lib/domain/official-text/channel';
import { recordFact } from '$lib/domain/findings/fact';
import { FactId, FindingId, PublicationId, TextId } from '$lib/domain/core/ids';
import { openIncident } from '$lib/domain/incident/incident';
import { wordingChecksum, type TextKind } from '$lib/domain/official-text/official-text';
import { publishText } from '$lib/domain/official-text/publication';
import type { Actor } from '$lib/domain/core/role';
import { giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { approveText } from '$lib/domain/official-text/approval';
import { draftText, submitText, writeText } from '$lib/domain/official-text/writing';
import { anna, bram, fresh, opening, InMemoryIncident } from './in-memory-incident';

/**
 * A real fire with a rumour, a fact of the water company, and a text about it: the start of tests of the way from
 * rumour to rebuttal.
 */
export class TextWorkflow extends InMemoryIncident {
	readonly rumour = fresh(FindingId);
	readonly fact = fresh(FactId);
	readonly text = fresh(TextId);

	constructor(exercise = false, opened: object = {}) {
		super();
		this.when(openIncident, opening({ exercise, ...opened }), bram);
		this.when(
			signalRumour,
			{ id: this.rumour, text: 'Het water is vergiftigd', offline: 'telefoon', seenIn: null },
			bram
		);
		this.when(recordFact, { id: this.fact, text: 'Het water is veilig', source: 'Waterbedrijf', at: null }, bram);
	}

	get row() {
		const row = this.state.texts.get(this.text);
		if (!row) throw new Error('no text');
		return row;
	}
	words(...channels: Channel[]) {
		return this.row.variants
			.filter(({ channel }) => channels.length === 0 || channels.includes(channel))
			.map(({ channel, checksum }) => ({ channel, checksum }));
	}
	later(minutes: number): this {
		this.wall += minutes * 60_000;
		return this;
	}
	judge(verdict: 'false' | 'true' = 'false', fact = this.fact): this {
		this.when(giveVerdict, { rumour: this.rumour, verdict, fact }, bram);
		return this;
	}
	draft(words: Partial<Record<Channel, string>>, by: Actor = bram, kind: TextKind = 'rebuttal'): this {
		const wordings = Object.entries(words).map(([channel, text]) => ({ channel, text }));
		const about = { kind: 'rumour', finding: this.rumour };
		this.when(draftText, { id: this.text, kind, about, corrects: null, facts: [], wordings }, by);
		return this;
	}
	write(channel: Channel, words: string, by: Actor, over = this.words(channel)[0]?.checksum ?? null): this {
		this.when(writeText, { text: this.text, channel, words, over }, by);
		return this;
	}
	submit(by: Actor = bram, ...channels: Channel[]): this {
		this.when(submitText, { text: this.text, variants: this.words(...channels), requestedFrom: null }, by);
		return this;
	}
	approve(by: Actor = anna, ...channels: Channel[]): this {
		this.when(approveText, { text: this.text, variants: this.words(...channels) }, by);
		return this;
	}
	publish(channel: Channel, by: Actor = bram, more: object = {}): this {
		const checksum = wordingChecksum(
			channel,
			this.row.variants.find((variant) => variant.channel === channel)?.text ?? ''
		);
		const recorded = {
			text: this.text,
			id: fresh(PublicationId),
			channel,
			checksum,
			where: 'Website',
			address: null,
			at: null
		};
		this.when(publishText, { ...recorded, ...more }, by);
		return this;
	}
}
