import { createContext } from 'svelte';
import type { DeskAction, DeskKeys } from '$lib/desk/desk-keys.svelte';
import { type FindingKind, momentOf, type StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { labelKindNames, valuesOf, type LabelKind, type LabelValue } from '$lib/domain/stories/label-kinds';
import { SNOOZE_MINUTES, type Stream } from './stream.svelte';

/** How long the undo button is shown after an action, in milliseconds. */
const undoShownFor = 10_000;

/** Actions that work on a single story only. */
const singleStoryActions: ReadonlySet<string> = new Set<DeskAction>(['open', 'merge', 'help', 'notHelp', 'unlabel']);

/** The pane that a narrow screen shows. */
export type Pane = 'stream' | 'findings' | 'labels';

/** The actions of the stream, for its keys and its buttons. */
export class Actions {
	/** The visible pane on a phone; on a medium screen, `side` chooses what the side pane shows. */
	pane: Pane = $state('stream');
	side: 'labels' | 'findings' = $state('labels');
	undoShown = $state(false);
	/** A call that was passed on, on which somebody pressed the key for calls again. */
	alreadyPassedOn: StoryId | null = $state(null);
	/** The story that was selected before going to a call for help. */
	#returnTo: StoryId | null = null;
	/** Set by the page: announces that this key does not settle a call for help. */
	announceCall: () => void = () => undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Set by the page. */
	focusSearch: () => void = () => undefined;

	constructor(
		readonly stream: Stream,
		readonly keys: DeskKeys
	) {}

	stop(): void {
		clearTimeout(this.#timer);
	}

	/** Whether this person may label stories; if not, keys only navigate. */
	get labels(): boolean {
		return this.stream.desk.may('story.label');
	}

	/** @param act groups commands, so that one undo reverts all of them */
	outcome(outcome: 'looked' | 'notRelevant', act?: string): void {
		this.#withSelected((id) => {
			if (this.#isOpenCall(id)) return;
			this.stream.labelling.markLookedAt(this.stream.targets, outcome, act);
			this.#recordAction(id);
			this.stream.selectNext();
		});
	}
	/** Snoozes for ten minutes; pressed again, for thirty; a third time ends the snooze. */
	later(): void {
		this.#withSelected((id) => {
			const { later, desk } = this.stream;
			const now = Date.parse(desk.clock.moment());
			const until = later.until(id, now);
			const minutes =
				until === null
					? SNOOZE_MINUTES[0]
					: Date.parse(until) - now > SNOOZE_MINUTES[0] * 60_000
						? null
						: SNOOZE_MINUTES[1];
			for (const each of this.stream.targets)
				later.put(each, minutes === null ? null : momentOf(now + minutes * 60_000));
			if (minutes === SNOOZE_MINUTES[0]) this.stream.selectNext();
		});
	}
	/** Pins a call for help; pressed again, asks whether the control room was informed; after that, only says so. */
	help(id: StoryId | null = this.stream.selected): void {
		if (id === null || !this.stream.desk.may('story.setHelp') || this.stream.merged(id) !== null) return;
		const state = this.stream.labelling.labels(id).help?.state;
		this.alreadyPassedOn = state === 'passedOn' ? id : null;
		if (state === 'passedOn') return;
		if (state === 'pinned') this.stream.confirmingHelp = id;
		else {
			this.stream.labelling.help(id, 'pinned');
			this.stream.strip.add(id);
			this.#recordAction(id);
		}
	}
	passOn(): void {
		const id = this.stream.confirmingHelp;
		this.stream.confirmingHelp = null;
		if (id === null) return;
		this.stream.labelling.help(id, 'passedOn');
		this.#recordAction(id);
		this.stream.leave(id);
	}
	dismiss(id: StoryId): void {
		this.stream.labelling.help(id, 'dismissed');
		this.#recordAction(id);
		this.stream.leave(id);
	}

	/** Opens the story and the answer form of its first post. */
	respond(): void {
		const { selected, card, desk } = this.stream;
		if (selected === null || !card || !desk.may('response.give')) return;
		this.stream.showPosts(selected);
		this.stream.answering = card.lead.post;
	}

	/** Goes to the first call for help; from a call, back to the story that was selected before. */
	firstHelp(): void {
		const { selected, strip } = this.stream;
		const [first] = strip.open;
		if (selected !== null && strip.has(selected)) {
			if (this.#returnTo !== null) this.stream.select(this.#returnTo);
		} else if (first) {
			this.#returnTo = selected;
			this.stream.select(first);
		}
	}

	undo(): void {
		const undone = this.stream.desk.undo();
		this.undoShown = false;
		if (undone?.story && this.stream.walk.includes(undone.story)) this.stream.select(undone.story);
	}
	/** Merges it with the proposed earlier story; without a proposal, opens the merge picker. */
	merge(): void {
		const { selected: id, card, desk } = this.stream;
		if (id === null || !this.labels || this.stream.merged(id) !== null) return;
		const isReadable = this.stream.readableIn === 0;
		const same = card && isReadable && !this.stream.merging ? this.stream.perhapsSame(card) : null;
		if (!card || !same) {
			this.stream.merging = !this.stream.merging;
			return;
		}
		void desk.send('story.merge', { story: id, into: same.story, batch: newId() });
		this.#recordAction(id);
		this.stream.leave(id);
	}
	/** Records for everybody that the story is not a duplicate of the proposed earlier one. */
	keepApart(): void {
		this.#withSelected((id) => {
			const { card, desk } = this.stream;
			const same = card ? this.stream.perhapsSame(card) : null;
			if (!same) return;
			void desk.send('story.keepApart', { story: id, other: same.story, apart: true });
			this.#recordAction(id);
			this.stream.show(id, 'sight');
		});
	}
	pick(kind: FindingKind | 'any'): void {
		this.#withSelected(() => {
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
		const handlers: Partial<Record<DeskAction, () => void>> = {
			next: () => stream.step(1),
			previous: () => stream.step(-1),
			extendDown: () => stream.extend(1),
			extendUp: () => stream.extend(-1),
			open: () => stream.selected && stream.toggleOpen(stream.selected),
			loadNew: () => void stream.loadNew(),
			linkAny: () => this.pick('any'),
			linkNeed: () => this.pick('need'),
			linkRumour: () => this.pick('rumour'),
			linkBehaviour: () => this.pick('behaviour'),
			linkMeaning: () => this.pick('meaning'),
			merge: () => this.merge(),
			...Object.fromEntries(
				labelKindNames.flatMap((kind) => valuesOf(kind).map((value) => [value, () => this.setValue(kind, value)]))
			),
			looked: () => this.outcome('looked'),
			notRelevant: () => this.outcome('notRelevant'),
			later: () => this.later(),
			help: () => this.help(),
			notHelp: () => stream.selected !== null && stream.strip.isOpen(stream.selected) && this.dismiss(stream.selected),
			firstHelp: () => this.firstHelp(),
			undo: () => this.undo(),
			unlabel: () => this.#withSelected((id) => void stream.labelling.takeLastOff(id))
		};
		// While a picker opens, letters are text for it: no key acts on the story, even before the picker is rendered.
		// Actions for a single story do nothing while several are selected.
		const guardedHandlers = Object.entries(handlers).map(([action, run]) => [
			action,
			() => {
				const isPicking = stream.picking !== null && stream.selected !== null;
				if (!isPicking && (stream.several.ids.length === 0 || !singleStoryActions.has(action))) run();
			}
		]);
		return Object.fromEntries(guardedHandlers) as typeof handlers;
	}
	setValue(kind: LabelKind, value: LabelValue): void {
		this.#withSelected(() => this.stream.labelling.setValue(this.stream.targets, kind, value));
	}

	/** Closes what is open and returns to the list. @returns whether there was anything to close or leave */
	back(): boolean {
		const isInField =
			document.activeElement instanceof HTMLElement && document.activeElement.matches('input, select, textarea');
		const somethingClosed =
			this.stream.closeAll() || this.stream.several.clear() || this.pane !== 'stream' || isInField;
		this.pane = 'stream';
		if (isInField && document.activeElement instanceof HTMLElement) document.activeElement.blur();
		if (this.stream.selected) this.stream.show(this.stream.selected, 'sight');
		return somethingClosed;
	}

	#withSelected(work: (id: StoryId) => void): void {
		const { selected } = this.stream;
		// On the line of a merged story these keys do nothing: they would label the story that it was merged into.
		if (selected !== null && this.labels && this.stream.merged(selected) === null) work(selected);
	}
	/** Whether it is an open call for help, which only its own keys settle; if so, announces that. */
	#isOpenCall(id: StoryId): boolean {
		const isOpen = this.stream.strip.isOpen(id);
		if (isOpen) this.announceCall();
		return isOpen;
	}
	#recordAction(story: StoryId): void {
		this.stream.recordAction(story);
		this.undoShown = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.undoShown = false), undoShownFor);
	}
}

export const [useActions, provideActions] = createContext<Actions>();
