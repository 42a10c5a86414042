import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import type { Meaning } from '$lib/domain/findings/meaning';
import type { MeaningLine, Report } from '$lib/domain/report/content';
import { labelKindNames, labelKinds, valuesOf, type LabelKind } from '$lib/domain/stories/label-kinds';
import type { Sentiment } from '$lib/domain/stories/sentiment';
import { estimateOf } from '$lib/domain/stories/trend';
import { byCount } from './counting';
import type { EvidenceIndex } from './evidence';

type LabelCounts = Pick<Report['meaning'], (typeof labelKinds)[LabelKind]['report']>;

/** The maximum number of voices named with a theme. */
const MAX_VOICES = 2;
/** The number and share of posts of a theme from which a voice is one of its main voices. */
const MAIN_POSTS = 3;
const MAIN_SHARE = 1 / 4;

/**
 * How many stories have each of these labels, with their posts of the period. A label belongs to a story, so equal labels
 * give equal figures, whenever the posts joined.
 */
function labelled<K extends string>(
	evidence: EvidenceIndex,
	since: number,
	keys: readonly K[],
	read: (felt: Readonly<Sentiment>) => K | null
): { stories: number; posts: number; parts: { key: K; stories: number; posts: number }[] } {
	const parts = keys.map((key) => ({ key, stories: 0, posts: 0 }));
	for (const { posts, labels, relevant } of evidence.stories) {
		const key = relevant && labels.sentiment ? read(labels.sentiment) : null;
		const part = key === null ? undefined : parts.find((each) => each.key === key);
		const inPeriod = posts.filter(({ at }) => at > since).length;
		if (!part || inPeriod === 0) continue;
		part.stories += 1;
		part.posts += inPeriod;
	}
	const sum = (count: 'stories' | 'posts') => parts.reduce((all, part) => all + part[count], 0);
	return { stories: sum('stories'), posts: sum('posts'), parts };
}

/** For each kind of label: the values that occur, most frequent first; for a scale all values, in its order. */
const labelCounts = (evidence: EvidenceIndex, since: number): LabelCounts =>
	Object.fromEntries(
		labelKindNames.map((kind) => {
			const counted = labelled(evidence, since, valuesOf<LabelKind>(kind), (sentiment) => sentiment[kind]);
			const { isScale, report } = labelKinds[kind];
			const sorted = counted.parts
				.filter(({ posts }) => posts > 0)
				.sort(
					byCount(
						({ posts }) => posts,
						({ key }) => key
					)
				)
				.sort((a, b) => b.stories - a.stories);
			return [report, { ...counted, parts: isScale ? counted.parts : sorted }];
		})
	) as unknown as LabelCounts;

/** Section 4. */
export function meaning(evidence: EvidenceIndex, from: Moment): Omit<Report['meaning'], 'text'> {
	const { state } = evidence.facts;
	return {
		...labelCounts(evidence, millisecondsOf(from)),
		themes: evidence
			.current(state.meanings)
			.map((row): MeaningLine => ({
				...evidence.line(row),
				theme: row.theme,
				...voicesOf(evidence, row)
			}))
			.sort(
				byCount(
					({ posts }) => posts,
					({ finding }) => finding
				)
			),
		quotes: [...state.quotes.values()]
			.map(({ id, text, speaker, paraphrased }) => {
				const atSource = evidence.facts.quoted.get(id);
				return { id, text, speaker, ...(paraphrased && { paraphrased }), ...(atSource && { atSource }) };
			})
			.sort((a, b) => (a.id < b.id ? -1 : 1))
	};
}

/**
 * The voices that say it most, in their own words: a share does not count for the person who shares. A main voice stays
 * one even if the posts that nobody looked at say it as often. With blame, only main voices are named (docs/domain.md, rule 10).
 */
function voicesOf(evidence: EvidenceIndex, { id, theme }: Readonly<Meaning>): Pick<MeaningLine, 'voices' | 'also'> {
	const posts = evidence.of(id);
	const counts = new Map<string, number>();
	for (const post of posts) {
		const voice = post.share ? null : evidence.voice(post);
		if (voice) counts.set(voice.name, (counts.get(voice.name) ?? 0) + 1);
	}
	const estimate = estimateOf({ ...evidence.totals, labelled: posts.length });
	const isMain = (own: number): boolean => own >= MAIN_POSTS && own >= MAIN_SHARE * estimate;
	const named = [...counts]
		.map(([name, own]) => ({ name, posts: own }))
		.filter((voice) => theme !== 'blame' || isMain(voice.posts))
		.sort(
			byCount(
				(voice) => voice.posts,
				({ name }) => name
			)
		)
		.slice(0, MAX_VOICES);
	return {
		voices: named.filter((voice) => isMain(voice.posts)).map(({ name }) => name),
		also: named.filter((voice) => !isMain(voice.posts))
	};
}
