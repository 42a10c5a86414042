import { millisecondsOf } from '$lib/domain/core/ids';
import type { Meaning } from '$lib/domain/findings/meaning';
import type { MeaningLine, Report } from '$lib/domain/report/content';
import { labelKindNames, labelKinds, valuesOf, type LabelKind } from '$lib/domain/stories/label-kinds';
import type { Sentiment } from '$lib/domain/stories/sentiment';
import { byCount, trendLineOf } from './counting';
import type { EvidenceIndex } from './evidence';
import type { FactPost } from './report-facts';

type LabelShares = Pick<Report['meaning'], (typeof labelKinds)[LabelKind]['report']>;

/** How many voices a theme names. */
const VOICES = 2;
/** A theme is mostly of a voice from so many of its own posts, and this share of all. */
const MAIN_POSTS = 3;
const MAIN_SHARE = 1 / 4;

/**
 * How many looked-at posts show each of these, of those that show one. A sentiment belongs to a story and counts for
 * the posts that were in it when a person looked at it. Later posts are in the trends of findings, never in a share.
 */
function shares<K extends string>(
	evidence: EvidenceIndex,
	keys: readonly K[],
	read: (felt: Readonly<Sentiment>) => K | null
): { n: number; parts: { key: K; posts: number; course: ReturnType<typeof trendLineOf> }[] } {
	const moment = millisecondsOf(evidence.facts.moment);
	const shown = new Map<K, FactPost[]>(keys.map((key) => [key, []]));
	for (const { posts, labels, relevant, lookedAt } of evidence.stories) {
		const key = relevant && lookedAt > 0 && labels.sentiment ? read(labels.sentiment) : null;
		if (key !== null) for (const post of posts) if (post.since <= lookedAt) shown.get(key)?.push(post);
	}
	const parts = [...shown].map(([key, posts]) => ({ key, posts: posts.length, course: trendLineOf(posts, moment) }));
	return { n: parts.reduce((sum, { posts }) => sum + posts, 0), parts };
}

/** The shares of each kind of label: the most frequent value first and no others, or all in order, where they are a scale. */
const labelShares = (evidence: EvidenceIndex): LabelShares =>
	Object.fromEntries(
		labelKindNames.map((kind) => {
			const { n, parts } = shares(evidence, valuesOf<LabelKind>(kind), (sentiment) => sentiment[kind]);
			const { isScale, report } = labelKinds[kind];
			const sorted = parts
				.filter(({ posts }) => posts > 0)
				.sort(
					byCount(
						({ posts }) => posts,
						({ key }) => key
					)
				);
			return [report, { n, parts: isScale ? parts : sorted }];
		})
	) as unknown as LabelShares;

/** Section 4. */
export function meaning(evidence: EvidenceIndex): Omit<Report['meaning'], 'text'> {
	const { state } = evidence.facts;
	return {
		...labelShares(evidence),
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
 * Who says it mostly, by words of their own: a share is no word of the sharer. Beside blame nobody else is named
 * (docs/domain.md, rule 10).
 */
function voicesOf(evidence: EvidenceIndex, { id, theme }: Readonly<Meaning>): Pick<MeaningLine, 'voices' | 'also'> {
	const posts = evidence.of(id);
	const counts = new Map<string, number>();
	for (const post of posts) {
		const voice = post.share ? null : evidence.voice(post);
		if (voice) counts.set(voice.name, (counts.get(voice.name) ?? 0) + 1);
	}
	const isMain = (own: number): boolean => own >= MAIN_POSTS && own >= MAIN_SHARE * posts.length;
	const named = [...counts]
		.map(([name, own]) => ({ name, posts: own }))
		.filter((voice) => theme !== 'blame' || isMain(voice.posts))
		.sort(
			byCount(
				(voice) => voice.posts,
				({ name }) => name
			)
		)
		.slice(0, VOICES);
	return {
		voices: named.filter((voice) => isMain(voice.posts)).map(({ name }) => name),
		also: named.filter((voice) => !isMain(voice.posts))
	};
}
