import { helpHint } from '$lib/server/analysis/help/calls-for-help';
import { languageOf } from '$lib/server/analysis/language';
import { StoryIndex } from '$lib/server/analysis/stories';
import type { ProposeJob } from '$lib/server/analysis/worker/jobs';
import { TextAnalysis } from '$lib/server/analysis/worker/text-analysis';
import { incidentsIn, LIBRARY, type LabelledPost } from '../evaluate/incidents';
import { ownHeapMegabytes } from './heap-size';
import { percentile, processor, round, type Result } from './result';

/** Microseconds of processor for a post, without any label. */
const MAX_MICROSECONDS = 150;
/** Microseconds of processor for the hints of a story. */
const MAX_MICROSECONDS_TO_PROPOSE = 2_000;
/** Megabytes of the models and of the index of an incident with so many labelled stories, as one of a long night. */
const MAX_MEGABYTES = 128;
const LABELLED = 5_000;
const ROUNDS = 9;

const empty: ProposeJob = { index: 0, isNew: false, newStories: [], findings: [], labelled: [], stories: [] };
const toStory = (post: LabelledPost, id = post.id) => ({ story: id, utterance: post });

/**
 * What it costs to read a post of the exercises, by the code that runs in the analysis thread, in processor time of this
 * one: language and calls for help for every post; hints for the first of each story, and again whenever it is shown
 * after labels changed.
 */
export function run(): Result[] {
	const incidents = incidentsIn(LIBRARY);
	const posts = incidents.flatMap((incident) => incident.posts);
	const before = ownHeapMegabytes();
	const analysis = new TextAnalysis();
	const texts = { texts: posts.map(({ text }) => text), langs: posts.map(({ lang }) => lang) };
	let index = 0;
	const hints = (): void => {
		analysis.answer({ forget: index++ });
		analysis.answer({ propose: { ...empty, index, isNew: true, stories: posts.map((post) => toStory(post)) } });
	};
	const all = microseconds(posts.length, () => {
		analysis.answer({ read: texts });
		hints();
	});
	const extra = {
		'language µs': microseconds(posts.length, () => texts.texts.forEach((text) => languageOf(text))),
		'calls for help µs': microseconds(posts.length, () => texts.texts.forEach((text) => helpHint(text, 'nl'))),
		'hints µs': microseconds(posts.length, hints),
		'stories, in the program µs': microseconds(posts.length, () => {
			const stories = new StoryIndex();
			for (const { id, text, lang } of posts) {
				const post = { text, lang, help: 0 as const, shares: null };
				stories.add({ ...post, id, story: stories.find(post)?.story ?? id });
			}
		})
	};
	analysis.answer({ forget: index });

	const labelled = Array.from({ length: LABELLED }, (_, at) => at).flatMap((at) => {
		const post = posts[at % posts.length];
		// Each time round with a word of its own, as a new story has.
		return post ? [{ ...toStory({ ...post, text: `${post.text} woord${at}` }, `s${at}`), labels: post.labels }] : [];
	});
	const began = processor();
	analysis.answer({ propose: { ...empty, index: -1, isNew: true, labelled } });
	const learning = ((processor() - began) * 1000) / LABELLED;
	const megabytes = ownHeapMegabytes() - before;
	const shown = posts.slice(0, 200).map((post) => toStory(post));
	const proposing = microseconds(shown.length, () =>
		analysis.answer({ propose: { ...empty, index: -1, stories: shown } })
	);
	return [
		{
			case: 'reading: µs of processor for language, calls for help and hints of a post of the exercises',
			value: round(all),
			bound: MAX_MICROSECONDS,
			ratio: round(all / MAX_MICROSECONDS),
			aim: '≤ 1',
			ok: all <= MAX_MICROSECONDS,
			extra
		},
		{
			case: 'reading: megabytes of the models and of an incident with 5,000 labelled stories',
			value: round(megabytes),
			bound: MAX_MEGABYTES,
			ratio: round(megabytes / MAX_MEGABYTES),
			aim: '≤ 1',
			ok: megabytes <= MAX_MEGABYTES,
			extra: { 'learning a label µs': round(learning) }
		},
		{
			case: 'reading: µs of processor for the hints of a story with 5,000 labelled stories',
			value: proposing,
			bound: MAX_MICROSECONDS_TO_PROPOSE,
			ratio: round(proposing / MAX_MICROSECONDS_TO_PROPOSE),
			aim: '≤ 1',
			ok: proposing <= MAX_MICROSECONDS_TO_PROPOSE
		}
	];
}

/** Of one of so many, the median of some rounds after the first. */
function microseconds(of: number, work: () => void): number {
	work();
	const rounds = Array.from({ length: ROUNDS }, () => {
		const began = processor();
		work();
		return ((processor() - began) * 1000) / of;
	});
	return round(percentile(rounds, 0.5));
}
