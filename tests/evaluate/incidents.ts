import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readScript, type Gold } from '$lib/server/ingest/exercises/script';
import type { Labels } from '$lib/server/analysis/hints/models/labels';
import type { LabelledIncident, LabelledStory } from '$lib/server/analysis/hints/proposals/in-use';
import { findingKinds } from '$lib/server/analysis/hints/proposals/weighing';

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
	const { script, gold } = readScript(text);
	const posts = script.items.flatMap((item): LabelledPost[] => {
		if (item.kind !== 'post') return [];
		const { externalId: id, text, author, platform, lang } = item.post;
		const said = gold.get(id);
		return said
			? [
					{
						id,
						text,
						author: author?.kind ?? null,
						platform,
						lang,
						gold: said,
						story: said.story,
						labels: labelsOf(said)
					}
				]
			: [];
	});
	const seen = new Set<string>();
	const stories = posts.filter(({ story }) => !seen.has(story) && seen.add(story));
	// The key of a finding is what somebody would call it: `school-dicht`.
	return { name, posts, stories, titleOf: (finding) => finding.replaceAll('-', ' ') };
}

function labelsOf(gold: Gold): Labels {
	return {
		relevant: gold.relevant,
		emotion: gold.emotion === 'none' ? null : gold.emotion,
		attitude: gold.attitude === 'none' ? null : gold.attitude,
		links: findingKinds.flatMap((kind) => {
			const finding = gold[kind];
			return finding === null ? [] : [{ kind, finding, stance: kind === 'rumour' ? gold.stance : null }];
		})
	};
}
