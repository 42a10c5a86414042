import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Desk } from '$lib/desk/desk.svelte';
import { boardOf, boardSteps, type BoardCard, type BoardStep } from '$lib/desk/views/rumour-board';
import { moveTo, type Move } from '$lib/desk/views/rumour-moves';
import { momentOf, type FindingId } from '$lib/domain/core/ids';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Words } from '$lib/i18n/words';
import { Act } from '$lib/desk/act.svelte';

/** Which rumours a person wants to see. */
export const filters = ['all', 'late', 'mine', 'nobody', 'help', 'waiting'] as const;
export type Filter = (typeof filters)[number];
/** Immediate danger is included in high. */
export const riskFilters = ['high', 'unjudged', 'middle', 'low'] as const;
export type RiskFilter = (typeof riskFilters)[number];

const shownAs: Readonly<Record<RiskLevel, RiskFilter>> = {
	danger: 'high',
	high: 'high',
	unjudged: 'unjudged',
	middle: 'middle',
	low: 'low'
};

/** The board of rumours: what is shown, which card is selected, and the input that moving one needs. */
export class Board {
	filter: Filter = $state('all');
	/** The hidden ones. */
	readonly hidden = new SvelteSet<RiskFilter>();
	searchText = $state('');
	selected: FindingId | null = $state(null);
	dragged: FindingId | null = $state(null);
	/** A move that needs input first. */
	asking: { readonly card: BoardCard; readonly move: Exclude<Move, 'reopen'> } | null = $state.raw(null);
	/** A narrow screen shows one list, latest first, instead of columns. */
	narrow = $state(false);
	readonly act: Act;

	/** The cards of the last render: unchanged ones are not rendered again. */
	#previousCards: readonly BoardCard[] = [];
	readonly cards = $derived.by(() => {
		const { state, findingFigures } = this.desk.store;
		const now = momentOf(this.desk.clock.minute);
		this.#previousCards = boardOf(state, (id) => findingFigures.get(id), now, this.desk.reader, this.#previousCards);
		return this.#previousCards;
	});
	readonly shown = $derived.by(() => {
		const searched = this.searchText.trim().toLowerCase();
		return this.cards.filter(
			(card) =>
				this.isIn(card, this.filter) &&
				!this.hidden.has(shownAs[card.seen.risk.level]) &&
				card.seen.text.toLowerCase().includes(searched)
		);
	});
	readonly columns = $derived(
		boardSteps.map((step) => ({ step, cards: this.shown.filter((card) => card.step === step) }))
	);

	constructor(
		readonly desk: Desk,
		words: Pick<Words, 't'>
	) {
		this.act = new Act(words);
	}

	isIn({ late, next, seen, step }: BoardCard, filter: Filter): boolean {
		switch (filter) {
			case 'all':
				return true;
			case 'late':
				return late !== null || next.what === 'chase';
			case 'mine':
				return seen.rumour.owner === this.desk.person.id || (next.what === 'approve' && next.mine);
			case 'nobody':
				return seen.rumour.owner === null && step !== 'closed';
			case 'help':
				return seen.rumour.helpNeeded;
			case 'waiting':
				return step === 'approval';
		}
	}
	count = (filter: Filter): number => this.cards.filter((card) => this.isIn(card, filter)).length;
	countRisk = (risk: RiskFilter): number => this.cards.filter(({ seen }) => shownAs[seen.risk.level] === risk).length;
	card = (id: FindingId | null): BoardCard | undefined => this.cards.find(({ seen }) => seen.id === id);

	/** Moves to the next card in reading order: down a column, then to the top of the next. */
	step(by: 1 | -1): void {
		const order = this.narrow ? this.shown : this.columns.flatMap(({ cards }) => cards);
		const at = order.findIndex(({ seen }) => seen.id === this.selected);
		this.#show(order[at < 0 ? 0 : Math.max(0, Math.min(order.length - 1, at + by))]);
	}
	/** Moves to the nearest column that has a card, at the same height. */
	side(by: 1 | -1): void {
		const from = this.columns.findIndex(({ cards }) => cards.some(({ seen }) => seen.id === this.selected));
		const row = this.columns[from]?.cards.findIndex(({ seen }) => seen.id === this.selected) ?? 0;
		for (let at = from + by; at >= 0 && at < this.columns.length; at += by) {
			const cards = this.columns[at]?.cards ?? [];
			if (cards.length === 0) continue;
			this.#show(cards[Math.min(row, cards.length - 1)]);
			return;
		}
	}
	#show(card: BoardCard | undefined): void {
		if (!card) return;
		this.selected = card.seen.id;
		document.getElementById(`card-${card.seen.id}`)?.focus();
	}

	/** What moving this card there requires from this person; null where it cannot go. */
	moveOf(card: BoardCard | undefined, to: BoardStep): Move | null {
		const move = card ? moveTo(card, to) : null;
		if (move === null) return null;
		const needed = { ask: 'rumour.verify', judge: 'rumour.giveVerdict', approach: 'rumour.chooseApproach' } as const;
		if (move === 'reopen' || move === 'end') return this.desk.may('finding.close') ? move : null;
		return this.desk.may(needed[move]) ? move : null;
	}
	/** Moves it, or opens the form for the step. */
	move(card: BoardCard | undefined, to: BoardStep): void {
		const move = this.moveOf(card, to);
		this.dragged = null;
		if (!card || move === null) return;
		if (move === 'reopen')
			void this.act.run(() => this.desk.send('finding.reopen', { kind: 'rumour', finding: card.seen.id }));
		else this.asking = { card, move };
	}
}

export const [useBoard, provideBoard] = createContext<Board>();
