import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readScript, type Gold } from '$lib/server/ingest/exercises/script';
import { FindingKind } from '$lib/domain/core/ids';
import type { LabelledIncident, LabelledStory } from './in-use';

/** A labelled post of an incident. */
export interface LabelledPost extends LabelledStory {
	readonly id: string;
	readonly lang: string | null;
	readonly gold: Gold;
}

/** One script in the exercise format: its labelled posts, and the first post of each of its stories. */
export interface Incident extends LabelledIncident {
	readonly name: string;
	readonly posts: readonly LabelledPost[];
	readonly stories: readonly LabelledPost[];
	/** How bad a rumour is, as the makers say; null where they do not. */
	readonly harmOf: (finding: string) => number | null;
}

/** The exercises of the program: read from their files, because the library needs the program's bundler. */
export const LIBRARY = join('src', 'lib', 'server', 'ingest', 'exercises');

/** Every script in a folder, by name. @throws ScriptError for one that cannot be read */
export function incidentsIn(folder: string): Incident[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.jsonl'))
		.sort()
		.map((name) => incidentOf(basename(name, '.jsonl'), readFileSync(join(folder, name), 'utf8')));
}

function incidentOf(name: string, text: string): Incident {
	const { script, gold, findings } = readScript(text);
	const titles = new Map<string, string>(findings.map(({ key, text }) => [key, text]));
	const posts = script.items.flatMap((item): LabelledPost[] => {
		if (item.kind !== 'post') return [];
		const { externalId: id, text, author, platform, lang } = item.post;
		const labels = gold.get(id);
		return labels
			? [
					{
						id,
						text,
						author: author?.kind ?? null,
						platform,
						lang,
						gold: labels,
						story: labels.story,
						labels: labelsOf(labels)
					}
				]
			: [];
	});
	const seen = new Set<string>();
	const stories = posts.filter(({ story }) => !seen.has(story) && seen.add(story));
	// Where the makers do not say it, the key is what somebody would call it: `school-dicht`.
	return {
		name,
		posts,
		stories,
		titleOf: (finding) => titles.get(finding) ?? finding.replaceAll('-', ' '),
		harmOf: (finding) =>
			findings.flatMap((line) => (line.of === 'rumour' && line.key === finding ? (line.harm ?? []) : []))[0] ?? null
	};
}

function labelsOf(gold: Gold): LabelledStory['labels'] {
	return {
		relevant: gold.relevant,
		emotion: gold.emotion === 'none' ? null : gold.emotion,
		attitude: gold.attitude === 'none' ? null : gold.attitude,
		links: FindingKind.options.flatMap((kind) => {
			const finding = gold[kind];
			return finding === null ? [] : [{ kind, finding, stance: kind === 'rumour' ? gold.stance : null }];
		})
	};
}
