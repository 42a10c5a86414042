import type { Desk } from '$lib/desk/desk.svelte';
import { refusalSentence } from '$lib/desk/refusal-words';
import type { FindingId } from '$lib/domain/core/ids';
import { unknownNumbersIn } from '$lib/domain/report/report-counts';
import { previousVersion, type ReportVersion } from '$lib/domain/report/version';
import {
	carriedOver,
	isFilled,
	type Certainty,
	type ReportSection,
	type ReportText
} from '$lib/domain/report/report-text';
import type { Words } from '$lib/i18n/words';

/** The attributes of a text besides its words. */
interface TextAttributes {
	readonly certainty?: Certainty | null;
	readonly noneFound?: boolean;
}

/**
 * One text of the report, which this person may be writing. What somebody else saves in the meantime is never
 * overwritten unseen: saving names the version that this person started from, and if that is no longer the current one,
 * both are shown (`clash`).
 */
export class SectionText {
	editing = $state(false);
	text = $state('');
	certainty = $state<Certainty | null>(null);
	/** The findings that it rests on. */
	rests = $state<readonly FindingId[]>([]);
	busy = $state(false);
	error = $state<string | undefined>(undefined);
	/** The version of the text that the writer started from. */
	#baseSeq = $state<number | null>(null);
	#clearFocus: () => void = () => undefined;

	/** The text in the log. */
	readonly stored: Readonly<ReportText> | null = $derived.by(
		() => this.desk.store.state.reportTexts.get(this.section) ?? null
	);
	readonly filled = $derived.by(() => this.stored !== null && isFilled(this.stored));
	/** Somebody else's text, saved while this person was writing another. */
	readonly clash: Readonly<ReportText> | null = $derived.by(() => {
		if (!this.editing || !this.stored || this.stored.seq === this.#baseSeq) return null;
		return this.stored.text === this.text && this.stored.certainty === this.certainty ? null : this.stored;
	});
	/** The previous report, when it had this text already and nobody confirmed it since. */
	readonly from: Readonly<ReportVersion> | null = $derived.by(() => {
		const { versions, reportTexts } = this.desk.store.state;
		const previous = previousVersion(versions);
		return carriedOver(reportTexts.entries(), previous?.position ?? null).includes(this.section) ? previous : null;
	});

	/** Its sentences with numbers that the report has nowhere, as they are written or stored. */
	readonly unknown = $derived.by(() =>
		unknownNumbersIn(this.editing ? this.text : (this.stored?.text ?? ''), this.known())
	);

	constructor(
		readonly desk: Desk,
		readonly section: ReportSection,
		readonly words: Pick<Words, 't'>,
		/** The numbers that the report has. */
		readonly known: () => ReadonlySet<number>
	) {}

	/** Opens the field, with other words (a proposal) when they are given. */
	begin(words?: string): void {
		this.text = words ?? this.stored?.text ?? '';
		this.certainty = this.stored?.certainty ?? null;
		this.rests = this.stored?.rests ?? [];
		this.#baseSeq = this.stored?.seq ?? null;
		this.error = undefined;
		this.editing = true;
		this.#clearFocus = this.desk.connection.setFocus({ section: this.section });
	}
	cancel(): void {
		this.#leave();
	}
	keepTheirs(): void {
		this.#leave();
	}
	#leave(): void {
		this.editing = false;
		this.left();
	}
	/** The page is left: colleagues no longer see this person writing. */
	left(): void {
		this.#clearFocus();
	}
	/** This person saw the other text and wants their own. */
	takeMine(): Promise<boolean> {
		this.#baseSeq = this.stored?.seq ?? null;
		return this.save();
	}

	/** @returns whether it was saved, or waits on this device until it can be */
	async save(attributes: TextAttributes = {}): Promise<boolean> {
		const { section, desk } = this;
		this.busy = true;
		this.error = undefined;
		const certainty = attributes.certainty ?? this.certainty;
		const answer = await desk.send('report.write', {
			section,
			text: this.text.trim(),
			certainty: section === 'certainty' ? certainty : null,
			noneFound: attributes.noneFound ?? false,
			...(this.rests.length > 0 && { rests: [...this.rests] }),
			over: this.#baseSeq
		});
		this.busy = false;
		if (answer.kind === 'saved') {
			this.#leave();
			return true;
		}
		if (answer.kind === 'refused') {
			// The text is still in the field, so the copy of the refused command is no longer needed.
			await desk.discard(
				desk.refused.filter(({ type, input }) => type === 'report.write' && sectionIn(input) === section)
			);
			if (answer.code !== 'report.textChanged') this.error = refusalSentence(answer, this.words);
		}
		return false;
	}

	/** Says that a text from before the last report still holds. */
	async confirm(): Promise<void> {
		const over = this.stored?.seq;
		if (over === undefined) return;
		const answer = await this.desk.send('report.confirm', { section: this.section, over });
		this.error = answer.kind === 'refused' ? refusalSentence(answer, this.words) : undefined;
	}
}

const sectionIn = (input: unknown): unknown =>
	typeof input === 'object' && input !== null && 'section' in input ? input.section : null;
