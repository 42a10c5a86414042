import { createContext } from 'svelte';
import type { DeskAction, DeskKeys } from '$lib/desk/desk-keys.svelte';
import { type FindingKind, momentOf, type StoryId } from '$lib/domain/core/ids';
import { attitudes, emotions, type Attitude, type Emotion } from '$lib/domain/stories/sentiment';
import type { Stance } from '$lib/domain/stories/story';
import { mergeInto } from './labels/merging';
import { putOff, type Stream } from './stream.svelte';

/** How long the undo button is shown after an action, in milliseconds. */
const undoShown = 10_000;

/** These act on a single story. */
const aboutOne: ReadonlySet<string> = new Set<DeskAction>([
	...(['accept', 'open', 'merge', 'help', 'notHelp', 'unlabel'] as const)
]);

/** The pane that a narrow screen shows. */
export type Pane = 'stream' | 'findings' | 'labels';

/** The actions of the stream, for its keys and its buttons alike. */
export class Actions {
	/** On a phone one pane at a time; on a medium screen the side pane shows labels or findings. */
	pane: Pane = $state('stream');
	side: 'labels' | 'findings' = $state('labels');
	undoShown = $state(false);
	/** The story from which the calls for help were visited. */
	#before: StoryId | null = null;
	/** Set by the page: says that a call for help is not settled by this key. */
	announceCall: () => void = () => undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Set by the page. */
	focusSearch: () => void = () => undefined;
	/** Set by the proposal of the selected story: moves the focus to its stances, null where it has none. */
	focusStance: (() => void) | null = null;

	constructor(
		readonly stream: Stream,
		readonly keys: DeskKeys
	) {}

	stop(): void {
		clearTimeout(this.#timer);
	}

	/** Whether this person may label stories here; if not, keys only move. */
	get labels(): boolean {
		return this.stream.desk.may('story.label');
	}

	/** @param act the act that it is a part of, so that one undo takes back the whole */
	outcome(outcome: 'looked' | 'notRelevant', act?: string): void {
		this.#with((id) => {
			if (this.#isOpenCall(id)) return;
			this.stream.labelling.markLookedAt(this.stream.targets, outcome, act);
			this.#did(id);
			this.stream.selectNext();
		});
	}
	/**
	 * Accepts the proposal and continues; where a stance is still open, it is asked for instead. Not relevant has a key of
	 * its own. Without a proposal it continues only if a person has labelled the story, so that no story is marked as
	 * looked at by accident.
	 * @param stance the person's own, of the proposed claim
	 */
	accept(stance: Stance | null = null): void {
		this.#with((id) => {
			const { labelling, card } = this.stream;
			const isReadable = this.stream.readableIn('proposal') === 0;
			if (!isReadable && stance !== null) return;
			const left = isReadable ? labelling.left(id, card?.suggestion ?? null) : null;
			const { links, sentiment } = labelling.labels(id);
			if (left && stance === null && labelling.isUndecided(left)) {
				this.focusStance?.();
				return;
			}
			if (left?.relevant) labelling.accept(id, left, { stance, isOpenCall: this.stream.strip.isOpen(id) });
			else if (this.#isOpenCall(id)) return;
			else if (links.length > 0 || sentiment) labelling.markLookedAt([id], 'looked');
			else return;
			this.#did(id);
			this.stream.selectNext();
		});
	}
	/** Snoozes for ten minutes; pressed again on the same story for thirty; a third time undoes it. */
	later(): void {
		this.#with((id) => {
			const { later, desk } = this.stream;
			const now = Date.parse(desk.clock.moment());
			const until = later.until(id, now);
			const minutes = until === null ? putOff[0] : Date.parse(until) - now > putOff[0] * 60_000 ? null : putOff[1];
			for (const each of this.stream.targets)
				later.put(each, minutes === null ? null : momentOf(now + minutes * 60_000));
			if (minutes === putOff[0]) this.stream.selectNext();
		});
	}
	/** Pins it; pressed again it asks whether the control room was informed. */
	help(id: StoryId | null = this.stream.selected): void {
		if (id === null || !this.stream.desk.may('story.setHelp')) return;
		const state = this.stream.labelling.labels(id).help?.state;
		if (state === 'pinned') this.stream.asking = id;
		else {
			this.stream.labelling.help(id, 'pinned');
			this.stream.strip.add(id);
			this.#did(id);
		}
	}
	passOn(): void {
		const id = this.stream.asking;
		this.stream.asking = null;
		if (id === null) return;
		this.stream.labelling.help(id, 'passedOn');
		this.#did(id);
		this.stream.leave(id);
	}
	dismiss(id: StoryId): void {
		this.stream.labelling.help(id, 'dismissed');
		this.#did(id);
		this.stream.leave(id);
	}

	/** Opens the story, and the answer to its first post. */
	respond(): void {
		const { selected, card, desk } = this.stream;
		if (selected === null || !card || !desk.may('response.give')) return;
		this.stream.showPosts(selected);
		this.stream.answering = card.lead.post;
	}

	/** Goes to the first call for help; from a call, back to the story that it was pressed at. */
	firstHelp(): void {
		const { selected, strip } = this.stream;
		const [first] = strip.open;
		if (selected !== null && strip.has(selected)) {
			if (this.#before !== null) this.stream.select(this.#before);
		} else if (first) {
			this.#before = selected;
			this.stream.select(first);
		}
	}

	undo(): void {
		const undone = this.stream.desk.undo();
		this.undoShown = false;
		if (undone?.story && this.stream.walk.includes(undone.story)) this.stream.select(undone.story);
	}
	/** Merges it with the story that it perhaps tells again; without one it asks with which. */
	async merge(): Promise<void> {
		const { selected: id, card, desk, reads } = this.stream;
		if (id === null || !this.labels) return;
		const isReadable = this.stream.readableIn('same') === 0;
		const same = card && isReadable && !this.stream.merging ? this.stream.perhapsSame(card) : null;
		if (!card || !same) {
			this.stream.merging = !this.stream.merging;
			return;
		}
		if (!(await mergeInto(desk, reads, card, same.story))) return;
		this.#did(id);
		this.stream.leave(id);
	}
	/** Says for everybody that the story is not the one that it perhaps tells again. */
	keepApart(): void {
		this.#with((id) => {
			const { card, desk } = this.stream;
			const same = card ? this.stream.perhapsSame(card) : null;
			if (!same) return;
			void desk.send('story.keepApart', { story: id, other: same.story, apart: true });
			this.#did(id);
			this.stream.show(id, 'sight');
		});
	}
	pick(kind: FindingKind): void {
		this.#with(() => {
			this.stream.merging = false;
			this.stream.picking = this.stream.picking === kind ? null : kind;
			this.pane = 'stream';
		});
	}
	toLabels(): void {
		this.pane = 'labels';
		this.side = 'labels';
	}

	/** The actions of the keys. */
	get runs(): Partial<Record<DeskAction, () => void>> {
		const { stream } = this;
		const runs: Partial<Record<DeskAction, () => void>> = {
			next: () => stream.step(1),
			previous: () => stream.step(-1),
			extendDown: () => stream.extend(1),
			extendUp: () => stream.extend(-1),
			open: () => stream.selected && stream.toggleOpen(stream.selected),
			loadNew: () => void stream.loadNew(),
			linkNeed: () => this.pick('need'),
			linkRumour: () => this.pick('rumour'),
			linkBehaviour: () => this.pick('behaviour'),
			linkMeaning: () => this.pick('meaning'),
			merge: () => void this.merge(),
			...Object.fromEntries(emotions.map((emotion) => [emotion, () => this.feel(emotion)])),
			...Object.fromEntries(attitudes.map((attitude) => [attitude, () => this.attitude(attitude)])),
			accept: () => this.accept(),
			looked: () => this.outcome('looked'),
			notRelevant: () => this.outcome('notRelevant'),
			later: () => this.later(),
			help: () => this.help(),
			notHelp: () => stream.selected !== null && stream.strip.isOpen(stream.selected) && this.dismiss(stream.selected),
			firstHelp: () => this.firstHelp(),
			undo: () => this.undo(),
			unlabel: () => this.#with((id) => void stream.labelling.takeLastOff(id))
		};
		// While a picker is asked for, letters are text: none of them acts on the story, also before the picker is drawn.
		// What is about one story does nothing while several are selected. A picker goes with its story.
		const guarded = Object.entries(runs).map(([action, run]) => [
			action,
			() => {
				const isPicking = stream.picking !== null && stream.selected !== null;
				if (!isPicking && (stream.several.ids.length === 0 || !aboutOne.has(action))) run();
			}
		]);
		return Object.fromEntries(guarded) as typeof runs;
	}
	feel(emotion: Emotion): void {
		this.#with(() => this.stream.labelling.feel(this.stream.targets, emotion));
	}
	attitude(attitude: Attitude): void {
		this.#with(() => this.stream.labelling.attitude(this.stream.targets, attitude));
	}

	/** Closes what is open, and returns to the list. @returns whether there was something to close or to leave */
	back(): boolean {
		const field =
			document.activeElement instanceof HTMLElement && document.activeElement.matches('input, select, textarea');
		const left = this.stream.closeAll() || this.stream.several.clear() || this.pane !== 'stream' || field;
		this.pane = 'stream';
		if (field && document.activeElement instanceof HTMLElement) document.activeElement.blur();
		if (this.stream.selected) this.stream.show(this.stream.selected, 'sight');
		return left;
	}

	#with(work: (id: StoryId) => void): void {
		const { selected } = this.stream;
		if (selected !== null && this.labels) work(selected);
	}
	/** An open call for help is settled by its own keys alone. */
	#isOpenCall(id: StoryId): boolean {
		const isOpen = this.stream.strip.isOpen(id);
		if (isOpen) this.announceCall();
		return isOpen;
	}
	#did(story: StoryId): void {
		this.stream.did(story);
		this.undoShown = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.undoShown = false), undoShown);
	}
}

export const [useActions, provideActions] = createContext<Actions>();
