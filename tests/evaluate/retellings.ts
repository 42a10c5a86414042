import { helpHint } from '$lib/server/analysis/help/calls-for-help';
import { helpLevel } from '$lib/server/analysis/post';
import { languageOf } from '$lib/server/analysis/language';
import { featuresOf } from '$lib/server/analysis/hints/proposals/features';
import { Retellings } from '$lib/server/analysis/hints/proposals/retellings';
import { StoryIndex } from '$lib/server/analysis/stories';
import { share, type Figure } from './figures';
import type { Incident } from './incidents';

/** What "perhaps the same story" says of the stories that the machine keeps apart, in order of time. */
export function retellingFigures(incidents: readonly Incident[]): Figure[] {
	const all = incidents.map((incident) => ({ name: incident.name, ...retellingsIn(incident) }));
	const proposed = all.flatMap((one) => one.proposed);
	return [
		share('retelling.precision', proposed),
		share(
			'retelling.recall',
			all.flatMap((one) => one.found)
		),
		...all.map(({ name, proposed }) => share(`retelling.precision ${name}`, proposed)),
		...all.map(({ name, found }) => share(`retelling.recall ${name}`, found))
	];
}

/** `proposed`: whether each proposal is right; `found`: for each story that tells one again whether it was proposed. */
function retellingsIn({ posts }: Incident): { proposed: boolean[]; found: boolean[] } {
	const stories = new StoryIndex();
	const retellings = new Retellings();
	const storyOf = new Map<string, string>();
	const [proposed, found]: [boolean[], boolean[]] = [[], []];
	for (const [at, { text, gold }] of posts.entries()) {
		const lang = languageOf(text)?.lang ?? null;
		const post = { text, lang, help: helpLevel(helpHint(text, lang)), shares: null };
		const id = String(at).padStart(6, '0');
		const joined = stories.find(post);
		stories.add({ ...post, id, story: joined?.story ?? id });
		if (joined) continue;
		const features = featuresOf(text);
		const isAgain = [...storyOf.values()].includes(gold.story);
		const [other] = retellings.of(id, features);
		const isRight = other !== undefined && storyOf.get(other.story) === gold.story;
		if (other) proposed.push(isRight);
		if (isAgain) found.push(isRight);
		retellings.addStory(id, features);
		storyOf.set(id, gold.story);
	}
	return { proposed, found };
}
