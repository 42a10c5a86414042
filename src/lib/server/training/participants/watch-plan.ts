import type { ComputerRole } from '$lib/domain/core/role';
import {
	sceneStart,
	WATCH_SECONDS,
	WATCH_SPEED,
	type Scene,
	type ShownAct
} from '$lib/domain/incident/computer-colleagues';
import type { FindingLine, LabelledScript } from '$lib/server/ingest/exercises/script';
import { inOrder, type ParticipantTask, type FindingName, type PlannedAct, type ShownOn } from './tasks';
import { goldStories, wordsOf, lineOf, type GoldStory } from './gold-stories';

const SECOND = WATCH_SPEED * 1_000;
/** Seconds between saying what is going to be done, and doing it: time to read one sentence. */
const LEAD_SECONDS = 1.8;
/** When the rumour appears, in seconds after the start. */
const RUMOUR_AT = 40;
/** Stories older than this are not shown as new, in milliseconds. */
const RECENT_MS = 40 * 60_000;

interface WatchPlan {
	/** Where in the script it begins, in milliseconds. */
	readonly from: number;
	readonly acts: readonly PlannedAct[];
}

type Shown = readonly [act: ShownAct, about: string, on: ShownOn | null];

/**
 * A demonstration of three minutes: the whole work in six scenes, from a call for help to a released report, made from
 * the script's own labels. The same script gives the same plan.
 */
export function watchPlan(labelled: LabelledScript): WatchPlan {
	const stories = goldStories(labelled);
	const rumour = mainRumour(stories, labelled.findings);
	const seenAt = stories.find((story) => mentions(story, rumour))?.at ?? 0;
	const from = Math.max(0, seenAt - RUMOUR_AT * SECOND);
	return { from, acts: new Demonstration(labelled, stories, rumour, from).acts() };
}

const mentions = ({ links }: GoldStory, name: FindingName | null): boolean =>
	links.some(({ kind, key }) => kind === name?.kind && key === name.key);

/** The rumour with the most posts, preferably one for which the makers give a fact. */
function mainRumour(stories: readonly GoldStory[], findings: readonly FindingLine[]): FindingName | null {
	const posts = new Map<string, number>();
	for (const { links, posts: count } of stories)
		for (const { kind, key } of links) if (kind === 'rumour') posts.set(key, (posts.get(key) ?? 0) + count);
	const weight = (key: string): number =>
		(posts.get(key) ?? 0) + (isAnswered(findings, { kind: 'rumour', key }) ? 1_000_000 : 0);
	const [key] = [...posts.keys()].sort((a, b) => weight(b) - weight(a));
	return key === undefined ? null : { kind: 'rumour', key };
}

/** Whether the makers give the fact and its source. */
function isAnswered(findings: readonly FindingLine[], name: FindingName): boolean {
	const line = lineOf(findings, name);
	return line !== undefined && line.of !== 'behaviour' && line.fact !== undefined && line.source !== undefined;
}

class Demonstration {
	readonly #acts: PlannedAct[] = [];
	readonly #usedStories = new Set<string>();

	constructor(
		readonly labelled: LabelledScript,
		readonly stories: readonly GoldStory[],
		readonly rumour: FindingName | null,
		readonly from: number
	) {}

	acts(): PlannedAct[] {
		this.#stream();
		if (this.rumour) {
			this.#rumour(this.rumour);
			this.#rebuttal(this.rumour);
		}
		this.#answer();
		this.#report();
		this.#quietly();
		this.#show(sceneStart.yours + 1, 'coordinator', 'yours', ['yours', '', null]);
		this.#acts.push({ id: 'end', at: this.#at(WATCH_SECONDS), role: 'coordinator', end: true });
		return inOrder(this.#acts);
	}

	#at(second: number): number {
		return Math.round(this.from + second * SECOND);
	}
	/** Whether the first post of the story has arrived by then, and not too long ago. */
	#isNew({ at }: GoldStory, second: number): boolean {
		return at <= this.#at(second - 1) && at > this.#at(second) - RECENT_MS;
	}
	#show(second: number, role: ComputerRole, scene: Scene, [act, about, on]: Shown): void {
		const id = `show ${scene} ${second}`;
		this.#acts.push({ id, at: this.#at(second), role, show: { scene, act, about, on } });
	}
	#do(second: number, role: ComputerRole, task: ParticipantTask): void {
		this.#acts.push({ id: idOf(role, task), at: this.#at(second), role, task });
	}
	/** Says it, and does it a moment later. */
	#act(second: number, role: ComputerRole, scene: Scene, shown: Shown, ...tasks: ParticipantTask[]): void {
		this.#show(second, role, scene, shown);
		for (const task of tasks) this.#do(second + LEAD_SECONDS, role, task);
	}
	#words(name: FindingName): string {
		return wordsOf(this.labelled.findings, name);
	}
	/** The newest matching story that is not used yet. */
	#pickStory(second: number, isSuitable: (story: GoldStory) => boolean): GoldStory | undefined {
		const found = this.stories.findLast(
			(story) =>
				!this.#usedStories.has(story.story) &&
				!mentions(story, this.rumour) &&
				this.#isNew(story, second) &&
				isSuitable(story)
		);
		if (found) this.#usedStories.add(found.story);
		return found;
	}
	#label(second: number, scene: Scene, story: GoldStory | undefined): void {
		if (!story) return;
		const { post, links, emotion } = story;
		const on = { post };
		const [link] = links;
		if (!story.relevant) {
			this.#act(second, 'analyst', scene, ['notRelevant', '', on], { do: 'look', post, outcome: 'notRelevant' });
			return;
		}
		if (link) this.#act(second, 'analyst', scene, [link.kind, this.#words(link), on], { do: 'link', post, ...link });
		if (emotion) this.#act(second + 1.5, 'analyst', scene, ['emotion', emotion, on], feel(story));
		this.#act(second + 3, 'analyst', scene, ['looked', '', on], { do: 'look', post, outcome: 'looked' });
	}

	#stream(): void {
		const help = this.#pickStory(2, (story) => story.help);
		if (help) {
			const { post } = help;
			this.#act(1.5, 'analyst', 'stream', ['pinned', '', { post }], { do: 'help', post, help: 'pinned' });
			this.#act(5, 'analyst', 'stream', ['passedOn', '', { post }], { do: 'help', post, help: 'passedOn' });
		}
		const wanted = ['need', 'rumour', 'none', 'meaning'] as const;
		for (const [at, kind] of wanted.entries())
			this.#label(9 + at * 5.2, 'stream', this.#pickStory(9 + at * 5.2, isAbout(kind)));
	}

	#rumour(rumour: FindingName): void {
		this.#label(31, 'rumour', this.#pickStory(31, isAbout('behaviour')) ?? this.#pickStory(31, isAbout('need')));
		const about = this.#words(rumour);
		const mentioning = this.stories.filter((story) => mentions(story, rumour));
		const [first, ...more] = mentioning;
		if (!first) return;
		const shown = Math.max(RUMOUR_AT, (first.at - this.from) / SECOND) + 1.5;
		this.#act(
			shown,
			'analyst',
			'rumour',
			['rumour', about, { post: first.post }],
			...this.#linkAll(first),
			lookedAt(first)
		);
		const line = lineOf(this.labelled.findings, rumour);
		const harm = line?.of === 'rumour' ? (line.harm ?? 2) : 2;
		const task = { do: 'assess', rumour: rumour.key, harm } as const;
		this.#act(shown + 4, 'analyst', 'rumour', ['harm', about, { finding: rumour }], task);
		let next = shown + 8;
		for (const story of more) {
			const arrived = (story.at - this.from) / SECOND + 1.5;
			this.#usedStories.add(story.story);
			if (arrived > WATCH_SECONDS - LEAD_SECONDS) continue;
			const second = Math.max(arrived, shown + 4);
			const isShown = second >= next && second < sceneStart.rebuttal - 3;
			if (isShown) this.#show(second, 'analyst', 'rumour', ['rumour', about, { post: story.post }]);
			for (const task of [...this.#linkAll(story), lookedAt(story)]) this.#do(second + LEAD_SECONDS, 'analyst', task);
			if (isShown) next = second + 5;
		}
		this.#usedStories.add(first.story);
	}
	#linkAll(story: GoldStory): ParticipantTask[] {
		const { post, links, emotion, attitude } = story;
		return [
			...links.map((link): ParticipantTask => ({ do: 'link', post, ...link })),
			...(emotion || attitude ? [feel(story)] : [])
		];
	}

	#rebuttal(rumour: FindingName): void {
		const about = this.#words(rumour);
		const line = lineOf(this.labelled.findings, rumour);
		if (line?.of !== 'rumour') return;
		const { fact, source, verdict } = line;
		const finding = { finding: rumour };
		const start = sceneStart.rebuttal;
		const inquire = { do: 'inquire', rumour: rumour.key } as const;
		this.#act(start + 1, 'coordinator', 'rebuttal', ['inquiry', source ?? about, finding], inquire);
		if (fact === undefined || verdict === undefined) return;
		this.#act(start + 9, 'coordinator', 'rebuttal', ['fact', fact, finding], { do: 'establish', ...rumour });
		const judge = { do: 'judge', rumour: rumour.key, verdict } as const;
		this.#act(start + 16, 'analyst', 'rebuttal', ['verdict', about, finding], judge);
		this.#publish(start + 23, 'rebuttal', rumour);
	}
	/** A text from draft to publication, by two people. */
	#publish(second: number, scene: Scene, about: FindingName): void {
		const words = this.#words(about);
		const text = { text: about };
		this.#act(second, 'analyst', scene, ['draft', words, { finding: about }], { do: 'draft', ...about });
		this.#act(second + 7, 'analyst', scene, ['submitted', words, text], { do: 'submit', ...about });
		this.#act(second + 14, 'spokesperson', scene, ['approved', words, text], { do: 'approve', ...about });
		this.#act(second + 21, 'spokesperson', scene, ['published', words, text], { do: 'publish', ...about });
	}

	#answer(): void {
		const { findings } = this.labelled;
		const start = sceneStart.answer;
		const postsByKey = new Map<string, number>();
		for (const story of this.stories)
			if (story.at <= this.#at(start))
				for (const { kind, key } of story.links)
					if (kind === 'need' && isAnswered(findings, { kind, key }))
						postsByKey.set(key, (postsByKey.get(key) ?? 0) + story.posts);
		const [key] = [...postsByKey.keys()].sort((a, b) => (postsByKey.get(b) ?? 0) - (postsByKey.get(a) ?? 0));
		if (key === undefined) return;
		const need = { kind: 'need', key } as const;
		const story = this.stories.findLast((each) => mentions(each, need) && each.at <= this.#at(start - 2));
		if (story) for (const task of this.#linkAll(story)) this.#do(start - 1, 'analyst', task);
		const line = lineOf(findings, need);
		const fact = line?.of === 'need' ? (line.fact ?? '') : '';
		this.#act(start + 1, 'coordinator', 'answer', ['fact', fact, { finding: need }], { do: 'establish', ...need });
		this.#publish(start + 5, 'answer', need);
	}

	#report(): void {
		const start = sceneStart.report;
		const write = { do: 'writeReport' } as const;
		this.#do(start - 1, 'coordinator', { do: 'schedule' });
		this.#act(start + 1, 'analyst', 'report', ['reportText', '', null], write, { do: 'advise' });
		this.#act(start + 8, 'analyst', 'report', ['released', '', null], { do: 'release' });
		this.#do(start + 14, 'coordinator', { do: 'adopt' });
	}

	/** Labels other stories meanwhile, without showing it, so that every screen has content. */
	#quietly(): void {
		const rest = this.stories.filter(
			({ story, at, relevant, help }) =>
				relevant && !help && !this.#usedStories.has(story) && at <= this.#at(sceneStart.yours - 3)
		);
		const [old, arriving] = [rest.filter(({ at }) => at <= this.from), rest.filter(({ at }) => at > this.from)];
		const gap = (sceneStart.yours - sceneStart.rumour) / Math.max(1, old.length);
		for (const [at, story] of old.entries()) this.#labelQuietly(sceneStart.rumour + at * gap, story);
		// Half of what arrives: a person who takes over still finds a queue.
		for (const [at, story] of arriving.entries())
			if (at % 2 === 0) this.#labelQuietly(Math.max(sceneStart.rumour, (story.at - this.from) / SECOND + 4), story);
	}
	#labelQuietly(second: number, story: GoldStory): void {
		for (const task of [...this.#linkAll(story), lookedAt(story)]) this.#do(second, 'coordinator', task);
	}
}

const isAbout =
	(kind: FindingName['kind'] | 'none') =>
	({ relevant, help, links }: GoldStory): boolean =>
		!help && (kind === 'none' ? !relevant : relevant && links[0]?.kind === kind);
const feel = ({ post, emotion, attitude }: GoldStory): ParticipantTask => ({ do: 'feel', post, emotion, attitude });
const lookedAt = ({ post }: GoldStory): ParticipantTask => ({ do: 'look', post, outcome: 'looked' });

/** A task is planned once: its id is what it does. */
export const idOf = (role: ComputerRole, task: ParticipantTask): string => JSON.stringify({ role, ...task });
