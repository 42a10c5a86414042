import { millisecondsOf, momentOf, type Moment, type PersonId } from '../core/ids';
import { isComputer } from '../core/role';
import type { ReadState } from '../core/state';
import { rumourOf } from '../official-text/basis';
import type { OfficialText } from '../official-text/official-text';
import type { ReportDue } from '../report/version';
import type { ExerciseExample, ExamplePost } from './example';
import { judgeLabels, type Judgement } from './judgements';
import { matchFindings, postsByStory, type Matches, type PostsOfStories, type StoredPost } from './matching';
import type { Played, PlayedAction } from './played';

const MINUTE = 60_000;
/** The aims: minutes from the first post to a finding, and to passing on a call for help. */
export const aimMinutes = { rumour: 10, need: 10, help: 3 } as const;

/** Something that was to be found: a rumour, a need or a call for help of the example. */
export interface Findable {
	readonly kind: 'rumour' | 'need' | 'help';
	readonly key: string;
	/** What the makers call it; of a call for help its first post. */
	readonly text: string;
	/** When its first post came, or when the clock began to run. */
	readonly first: Moment;
	/** Who found it or passed it on, each once, in order. */
	readonly found: readonly PlayedAction[];
}
/** The first text against a rumour. */
export interface FirstRebuttal {
	readonly about: string;
	readonly at: Moment;
	/** Minutes after the risk of its rumour first was high; 0 when published before that, null when it never was high. */
	readonly minutes: number | null;
	readonly channels: number;
	/** Everyone who wrote, approved or published it. */
	readonly people: readonly PersonId[];
}
/** One moment at which a report was due; `at` null when no report was released for it. */
export interface DueReport {
	readonly due: Moment;
	readonly at: Moment | null;
	readonly by: PersonId | null;
	/** Minutes; null when no report was released. */
	readonly late: number | null;
}
export interface Score {
	readonly from: Moment;
	readonly until: Moment;
	readonly people: readonly PersonId[];
	/** Rumours, needs and calls, each in the order of their first posts. */
	readonly findables: readonly Findable[];
	readonly judgements: readonly Judgement[];
	/** Null as long as no text against a rumour was published. */
	readonly rebuttal: FirstRebuttal | null;
	/** Whether the risk of any rumour was high: only then a text is expected. */
	readonly wasHigh: boolean;
	readonly textAim: number;
	readonly reports: readonly DueReport[];
	/** How often a text went out, and how often without a second reader. */
	readonly fourEyes: { readonly published: number; readonly alone: number };
}

export const minutesBetween = (from: Moment, to: Moment): number =>
	Math.max(0, (millisecondsOf(to) - millisecondsOf(from)) / MINUTE);

/** Scores what people did against the example. @param stored the posts that arrived */
export function scoreOf(played: Played, example: ExerciseExample, stored: readonly StoredPost[]): Score {
	const { state, from, until, people } = played;
	const posts = postsByStory(example, stored, played);
	const matches = matchFindings(state, posts);
	const texts = [...state.texts.values()];
	return {
		from,
		until,
		people,
		findables: [
			...findablesOf('rumour', example, played, posts, matches),
			...findablesOf('need', example, played, posts, matches),
			...callsOf(example, played, posts)
		],
		judgements: judgeLabels(state, posts, matches).filter(({ by }) => !isComputer(by)),
		rebuttal: firstRebuttal(state, texts),
		wasHigh: [...state.rumours.values()].some(({ firstHigh }) => firstHigh !== null),
		textAim: state.incident?.aims.text ?? 60,
		reports: dueReports(state, from, until),
		fourEyes: {
			published: texts.flatMap(({ publications }) => publications).length,
			alone: texts.flatMap(({ publications }) => publications).filter(({ alone }) => alone !== null).length
		}
	};
}

/** The first act of each person, in order. */
function firstOfEach(acts: readonly PlayedAction[]): readonly PlayedAction[] {
	const first = new Map<PersonId, Moment>();
	for (const { by, at } of acts) {
		const before = first.get(by);
		if (before === undefined || at < before) first.set(by, at);
	}
	return [...first].map(([by, at]) => ({ by, at })).sort((a, b) => a.at.localeCompare(b.at));
}

const laterOf = (a: Moment, b: Moment): Moment => (a < b ? b : a);
/** A findable whose first post came too late to find it within the aim counts only when somebody found it. */
const isCounted = ({ kind, first, found }: Findable, until: Moment): boolean =>
	found.length > 0 || minutesBetween(first, until) >= aimMinutes[kind];
const byFirst = (a: Findable, b: Findable): number => a.first.localeCompare(b.first) || a.key.localeCompare(b.key);

function findablesOf(
	kind: 'rumour' | 'need',
	{ posts: all, findings }: ExerciseExample,
	{ from, until, links }: Played,
	posts: PostsOfStories,
	matches: Matches
): Findable[] {
	const first = new Map<string, Moment>();
	for (const { labels, at } of all) {
		const key = labels[kind];
		if (key !== null && at <= until) first.set(key, [first.get(key) ?? at, at].sort()[0] ?? at);
	}
	const names = new Map(findings.filter(({ of }) => of === kind).map(({ key, text }) => [key, text]));
	return [...first]
		.map(([key, at]): Findable => {
			const found = links.filter(
				({ story, finding }) =>
					matches.get(finding)?.has(key) && posts.get(story)?.some(({ labels }) => labels[kind] === key)
			);
			const text = names.get(key) ?? key.replaceAll('-', ' ');
			return { kind, key, text, first: laterOf(at, from), found: firstOfEach(found) };
		})
		.filter((each) => isCounted(each, until))
		.sort(byFirst);
}

function callsOf(
	{ posts: all }: ExerciseExample,
	{ from, until, passedOn }: Played,
	posts: PostsOfStories
): Findable[] {
	const calls = new Map<string, ExamplePost>();
	for (const post of all) {
		const { help, story } = post.labels;
		const known = calls.get(story);
		if (help && post.at <= until && (!known || post.at < known.at)) calls.set(story, post);
	}
	return [...calls]
		.map(([key, { text, at }]): Findable => {
			const found = passedOn.filter(({ story }) =>
				posts.get(story)?.some(({ labels }) => labels.help && labels.story === key)
			);
			return { kind: 'help', key, text, first: laterOf(at, from), found: firstOfEach(found) };
		})
		.filter((each) => isCounted(each, until))
		.sort(byFirst);
}

/** The first published text about a rumour, holding statements left out. */
function firstRebuttal(state: ReadState, texts: readonly Readonly<OfficialText>[]): FirstRebuttal | null {
	const out = texts.flatMap((text) => {
		const rumour = text.kind === 'holding' ? undefined : rumourOf(state, text);
		const at = text.publications.map((publication) => publication.at).sort()[0];
		return rumour && at ? [{ text, rumour, at }] : [];
	});
	const first = out.sort((a, b) => a.at.localeCompare(b.at))[0];
	if (!first) return null;
	const { text, rumour, at } = first;
	const people = [
		text.made.by,
		...text.variants.flatMap(({ edited, approved }) => [edited.by, ...(approved ? [approved.by] : [])]),
		...text.publications.map(({ by }) => by)
	];
	return {
		about: rumour.text,
		at,
		minutes: rumour.firstHigh && minutesBetween(rumour.firstHigh, at),
		channels: new Set(text.publications.map(({ channel }) => channel)).size,
		people: [...new Set(people)]
	};
}

/** A report released in the ten minutes before a due moment is the one that was due then. */
const EARLY = 10 * MINUTE;
/** When nobody set a time, the first report is expected after an hour. */
const FIRST_REPORT_WITHIN = 60 * MINUTE;

function dueReports({ reportDue, versions, incident }: ReadState, from: Moment, played: Moment): DueReport[] {
	// Aftercare takes weeks, so no exercise plays it.
	const until = [played, incident?.aftercare?.from ?? played].sort()[0] ?? played;
	const dues = reportDue ? momentsDue(reportDue, until) : [millisecondsOf(from) + FIRST_REPORT_WITHIN];
	const released = [...versions.values()].map((version) => version.released).sort((a, b) => a.at.localeCompare(b.at));
	return dues
		.filter((due) => due <= millisecondsOf(until))
		.map((due, index) => {
			const earliest = reportDue ? due - EARLY : 0;
			const next = dues[index + 1] ?? Infinity;
			const found = released.find(({ at }) => millisecondsOf(at) >= earliest && millisecondsOf(at) < next - EARLY);
			return {
				due: momentOf(due),
				at: found?.at ?? null,
				by: found?.by ?? null,
				late: found ? minutesBetween(momentOf(due), found.at) : null
			};
		});
}
function momentsDue({ at, every, meetings }: Readonly<ReportDue>, until: Moment): number[] {
	const dues = new Set([at, ...meetings].map(millisecondsOf));
	if (every !== null && meetings.length === 0)
		for (let due = millisecondsOf(at); due <= millisecondsOf(until); due += every * MINUTE) dues.add(due);
	return [...dues].sort((a, b) => a - b);
}
