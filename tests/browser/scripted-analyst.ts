import type { Page } from '@playwright/test';
import { incidentsIn, LIBRARY, type Incident, type LabelledPost } from '../evaluate/incidents';
import { secondsFor, wordOf, type Effort } from '../evaluate/effort';
import { expect, incidentOf, stateOf } from './desk';

/** The keys of the labels. */
const kinds = { need: '1', rumour: '2', behaviour: '3', meaning: '4' } as const;
const emotions = {
	fear: '5',
	anger: '6',
	sadness: '7',
	compassion: '8',
	relief: '9',
	confusion: '0',
	humour: 'h'
} as const;
const attitudes = { negative: '-', neutral: '=', positive: '+' } as const;
const stances = {
	supports: 's',
	denies: 't',
	asks: 'v',
	comments: 'r'
} as const;

type Labels = LabelledPost['labels'];
/** The labels that a story must have afterwards. */
interface ExpectedLabels {
	readonly links: readonly string[];
	readonly emotion: string | null;
	readonly attitude: string | null;
	readonly outcome: string | null;
	readonly help: string | null;
}
const noLabels: ExpectedLabels = { links: [], emotion: null, attitude: null, outcome: null, help: null };

/** The selected story as the screen shows it. */
interface Selected {
	readonly story: string;
	readonly isCall: boolean;
	readonly isPinned: boolean;
}

/** What keys and letters were for. */
export type Purpose = 'outcome' | 'feeling' | 'finding' | 'newName' | 'stance' | 'call' | 'load';

/**
 * An analyst who labels an exercise as its makers do, with the keyboard alone and by the shortest way that the screen
 * offers. The time that a person needs is counted, not waited for. What was pressed is compared with what the log holds.
 */
export class ScriptedAnalyst {
	readonly #incident: Incident;
	readonly #byText: ReadonlyMap<string, LabelledPost>;
	readonly #expected = new Map<string, ExpectedLabels>();
	/** The findings that exist, as `kind name`. */
	readonly #made = new Set<string>();
	readonly #effort = new Map<Purpose, { keys: number; letters: number }>();
	/** What was pressed at each story. */
	readonly #keys = new Map<string, string[]>();
	#last: string | null = null;
	/** Stories that were labelled correctly with one key. */
	byOneKey = 0;

	/** @param script the exercise that plays, as its file is named */
	constructor(
		readonly page: Page,
		script: string
	) {
		const incident = incidentsIn(LIBRARY).find(({ name }) => name === script);
		if (!incident) throw new Error(`there is no exercise ${script}`);
		this.#incident = incident;
		this.#byText = new Map(incident.posts.map((post) => [post.text, post]));
	}

	/** The stories that were settled. */
	get stories(): number {
		return this.#expected.size;
	}
	effortFor(purpose: Purpose): Effort {
		return { stories: 0, keys: 0, letters: 0, ...this.#effort.get(purpose) };
	}
	get effort(): Effort {
		const all = [...this.#effort.values()];
		const sum = (of: 'keys' | 'letters'): number => all.reduce((total, each) => total + each[of], 0);
		return { stories: this.stories, keys: sum('keys'), letters: sum('letters') };
	}
	/** The seconds that a person needs for thirty of these stories. */
	get secondsFor30(): number {
		return (secondsFor(this.effort) / Math.max(1, this.stories)) * 30;
	}

	/** Labels and settles the selected story. @returns false where nothing waits any more */
	async settleOne(): Promise<boolean> {
		const selected = await this.#selected();
		const before = selected && this.#expected.get(selected.story);
		// The last one of the list stays selected.
		if (!selected || (before && selected.story === this.#last)) return false;
		const keys = this.effort.keys;
		const { story } = selected;
		this.#last = story;
		if (before) {
			// It waits again because posts joined it: look at it once more.
			const isOut = before.outcome === 'notRelevant';
			await this.#press('outcome', isOut ? 'x' : 'e');
			this.#expected.set(story, { ...before, outcome: isOut ? 'notRelevant' : 'looked' });
		} else {
			const post = await this.#postOf(story);
			const isHelp = post?.gold.help === true;
			const isCall = isHelp || selected.isCall;
			this.#expected.set(story, isCall ? await this.#settleCall(selected, isHelp) : await this.#label(post?.labels));
		}
		if (this.effort.keys === keys + 1) this.byOneKey += 1;
		await this.#waitForNext(story);
		return true;
	}
	/** Loads the stories that arrived meanwhile. */
	async loadNew(): Promise<void> {
		await this.#press('load', 'n');
	}

	/** Differences between the log and the pressed keys: lost, doubled, or on another story. */
	async differences(): Promise<string[]> {
		const { state } = await stateOf(this.page);
		const names = new Map(
			['needs', 'rumours', 'behaviours', 'meanings'].flatMap((rows) =>
				(state[rows] ?? []).map(([id, row]): [unknown, string] => [id, String(row['text'])])
			)
		);
		const all = [...names.values()];
		const found = new Map((state['labels'] ?? []).map(([story, labels]) => [story, labelsIn(labels, names)]));
		const stories = [...new Set([...found.keys(), ...this.#expected.keys()])];
		return [
			...all.filter((name, at) => all.indexOf(name) !== at).map((name) => `twice: ${name}`),
			...stories.flatMap((story) => {
				const both = [this.#expected.get(story), found.get(story)];
				const [expected, stored] = both.map((labels) => JSON.stringify(labels ?? noLabels));
				const keys = this.#keys.get(story)?.join(' ');
				return expected === stored ? [] : [`${story}: ${String(keys)} for ${String(expected)}, got ${String(stored)}`];
			})
		];
	}

	async #label(labels: Labels | undefined): Promise<ExpectedLabels> {
		if (!labels?.relevant) {
			await this.#press('outcome', 'x');
			return { ...noLabels, outcome: 'notRelevant' };
		}
		const { links, emotion, attitude } = labels;
		for (const key of [emotion && emotions[emotion], attitude && attitudes[attitude]])
			if (key) await this.#press('feeling', key);
		let isDone = false;
		for (const [at, link] of links.entries()) isDone = await this.#link(link, at === links.length - 1);
		if (!isDone) await this.#press('outcome', 'e');
		return {
			links: links.map((link) => linkWords(this.#nameOf(link), link.stance)).sort(),
			emotion,
			attitude,
			outcome: 'looked',
			help: null
		};
	}

	/**
	 * With the picker: the finding is chosen when it is first, one lower or found by letters; otherwise it is made.
	 * @param isLast the story needs no other label
	 * @returns whether that finished the story
	 */
	async #link(link: Labels['links'][number], isLast: boolean): Promise<boolean> {
		const { kind, finding, stance } = link;
		const name = this.#nameOf(link);
		await this.#press('finding', kinds[kind]);
		const picker = this.page.getByRole('dialog').filter({ has: this.page.getByRole('combobox') });
		await expect(picker.getByRole('combobox')).toBeFocused();
		const options = async (): Promise<string[]> => {
			const shown = await picker.locator('[role=option]:not(.new) .name').allTextContents();
			return shown.map((text) => text.trim());
		};
		const isMade = this.#made.has(`${kind} ${name}`);
		if (!isMade) await this.#type('newName', name);
		else {
			const [first, second] = await options();
			if (second === name) await this.#press('finding', 'ArrowDown');
			else if (first !== name)
				for (const letter of `${wordOf(name)} ${name}`) {
					await this.#type('finding', letter);
					if ((await options())[0] === name) break;
				}
		}
		if (stance) await this.#choose(stance);
		const enter = isLast ? 'Shift+Enter' : 'Enter';
		await this.#press('finding', isMade ? enter : 'Control+Enter');
		if (kind === 'rumour' && !isMade) {
			// For a new rumour the picker asks for its harm.
			await expect(picker.locator('input[type=radio][value="1"]')).toBeFocused();
			const harm = this.#incident.harmOf(finding);
			await this.#press('newName', ...(harm === null ? [] : [String(harm)]), enter);
		}
		this.#made.add(`${kind} ${name}`);
		await picker.waitFor({ state: 'detached' });
		return isLast && (isMade || kind === 'rumour');
	}
	async #choose(stance: keyof typeof stances): Promise<void> {
		const chosen = this.page.getByRole('dialog').locator('input[type=radio]:checked');
		if ((await chosen.count()) === 0 || (await chosen.first().inputValue()) !== stance)
			await this.#press('stance', 'Tab', stances[stance]);
	}

	/** A call for help is pinned and passed on after a confirmation; a false one is dismissed. */
	async #settleCall({ isPinned }: Selected, isHelp: boolean): Promise<ExpectedLabels> {
		if (!isHelp) {
			await this.#press('call', 'Shift+X');
			return { ...noLabels, outcome: 'help', help: 'dismissed' };
		}
		await this.#press('call', ...(isPinned ? ['!'] : ['!', '!']));
		const yes = this.page.getByRole('button', { name: 'Ja, doorgegeven' });
		await yes.waitFor();
		while (!(await yes.evaluate((button) => button === document.activeElement))) await this.#press('call', 'Tab');
		await this.#press('call', 'Enter');
		await yes.waitFor({ state: 'hidden' });
		return { ...noLabels, outcome: 'help', help: 'passedOn' };
	}

	/** The current screen, read in one step. */
	#selected(): Promise<Selected | null> {
		return this.page.evaluate(() => {
			const row = document.querySelector('article[aria-current=true]');
			if (!row) return null;
			return {
				story: row.id.replace('story-', ''),
				isCall: row.matches('.hint, .pinned'),
				isPinned: row.matches('.pinned')
			};
		});
	}
	/** Waits until another story is selected; the last one of the list stays. */
	async #waitForNext(story: string): Promise<void> {
		await this.page
			.waitForFunction((id) => document.querySelector('article[aria-current=true]')?.id !== `story-${id}`, story, {
				timeout: 500
			})
			.catch(() => undefined);
	}
	async #postOf(story: string): Promise<LabelledPost | undefined> {
		const answer = await this.page.request.get(`/api/v1/incidents/${incidentOf(this.page)}/stories/${story}`);
		const { lead } = (await answer.json()) as { lead: { text: string } };
		return this.#byText.get(lead.text);
	}
	/** The name with a capital, as the program writes it; a single word is made a question. */
	#nameOf({ kind, finding }: Pick<Labels['links'][number], 'kind' | 'finding'>): string {
		const title = this.#incident.titleOf(finding);
		if (kind === 'need' && !title.includes(' ')) return `Hoe zit het met ${title}?`;
		return title.charAt(0).toUpperCase() + title.slice(1);
	}

	async #press(purpose: Purpose, ...keys: readonly string[]): Promise<void> {
		for (const key of keys) {
			await this.page.keyboard.press(key);
			this.#note(key);
			this.#count(purpose, 'keys', 1);
		}
	}
	async #type(purpose: Purpose, words: string): Promise<void> {
		await this.page.keyboard.type(words);
		this.#note(words);
		this.#count(purpose, 'letters', words.length);
	}
	#note(pressed: string): void {
		if (this.#last !== null) this.#keys.set(this.#last, [...(this.#keys.get(this.#last) ?? []), pressed]);
	}
	#count(purpose: Purpose, what: 'keys' | 'letters', by: number): void {
		const before = this.#effort.get(purpose) ?? { keys: 0, letters: 0 };
		this.#effort.set(purpose, { ...before, [what]: before[what] + by });
	}
}

const linkWords = (name: string, stance: unknown): string => (typeof stance === 'string' ? `${name}, ${stance}` : name);

/** A story's labels in the log's state. */
function labelsIn(labels: Record<string, unknown>, names: ReadonlyMap<unknown, string>): ExpectedLabels {
	const { links, sentiment, looked, help } = labels as {
		links: { finding: string; stance: string | null }[];
		sentiment: { emotion: string | null; attitude: string | null } | null;
		looked: { outcome: string } | null;
		help: { state: string } | null;
	};
	return {
		links: links.map(({ finding, stance }) => linkWords(names.get(finding) ?? finding, stance)).sort(),
		emotion: sentiment?.emotion ?? null,
		attitude: sentiment?.attitude ?? null,
		outcome: looked?.outcome ?? null,
		help: help?.state ?? null
	};
}
