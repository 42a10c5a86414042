import * as m from '$lib/messages';
import type { FindingKind } from '$lib/domain/core/ids';
import { themeOfKey } from '$lib/domain/findings/meaning';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { Stance } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/words';
import type { FindingLine, Gold, LabelledScript } from '$lib/server/ingest/exercises/script';
import type { FindingName } from './tasks';

/** A story of a script as its makers label it, by its first post. */
export interface GoldStory {
	readonly story: string;
	/** The first post, and when it comes in milliseconds from the start. */
	readonly post: string;
	readonly at: number;
	/** The number of its posts. */
	readonly posts: number;
	readonly relevant: boolean;
	readonly help: boolean;
	readonly links: readonly (FindingName & { readonly stance: Stance | null })[];
	readonly emotion: Emotion | undefined;
	readonly attitude: Attitude | undefined;
}

/** The labelled stories of a script in the order of their first post. */
export function goldStories({ script, gold }: LabelledScript): GoldStory[] {
	const found = new Map<string, GoldStory>();
	for (const item of script.items) {
		const labels = item.kind === 'post' ? gold.get(item.post.externalId) : undefined;
		if (item.kind !== 'post' || !labels) continue;
		const before = found.get(labels.story);
		if (before) found.set(labels.story, { ...before, posts: before.posts + 1 });
		else
			found.set(labels.story, {
				story: labels.story,
				post: item.post.externalId,
				at: item.at,
				posts: 1,
				...labelFields(labels)
			});
	}
	return [...found.values()];
}

function labelFields(labels: Gold): Pick<GoldStory, 'relevant' | 'help' | 'links' | 'emotion' | 'attitude'> {
	const kinds: readonly FindingKind[] = ['rumour', 'need', 'behaviour', 'meaning'];
	return {
		relevant: labels.relevant,
		help: labels.help,
		links: kinds.flatMap((kind) => {
			const key = labels[kind];
			return key === null ? [] : [{ kind, key, stance: kind === 'rumour' ? (labels.stance ?? 'comments') : null }];
		}),
		emotion: labels.emotion === 'none' ? undefined : labels.emotion,
		attitude: labels.attitude === 'none' ? undefined : labels.attitude
	};
}

export const lineOf = (findings: readonly FindingLine[], { kind, key }: FindingName): FindingLine | undefined =>
	findings.find((line) => line.of === kind && line.key === key);

/** The words of a finding; where the makers give none, the key as words. */
export function wordsOf(findings: readonly FindingLine[], name: FindingName): string {
	if (name.kind === 'meaning') return wordsIn('nl').t(m.report.document.themes[themeOfKey(name.key) ?? 'other']);
	const spelled = name.key.replaceAll('-', ' ');
	return (
		lineOf(findings, name)?.text ??
		`${spelled.charAt(0).toLocaleUpperCase('nl')}${spelled.slice(1)}${name.kind === 'need' ? '?' : ''}`
	);
}
