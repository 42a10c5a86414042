import type { ComputerColleagues } from '$lib/domain/incident/computer-colleagues';
import type { ComputerRole } from '$lib/domain/core/role';
import { Emotion } from '$lib/domain/stories/sentiment';
import type { FindingLine, LabelledScript } from '$lib/server/ingest/exercises/script';
import { chance } from './chance';
import { inOrder, type ParticipantTask, type PlannedTask } from './tasks';
import { goldStories, type GoldStory } from './gold-stories';
import { idOf } from './watch-plan';

const MINUTE = 60_000;
/** The share of the stories that a computer analyst takes: the rest is for the people who train. */
const ANALYST_SHARE = 0.5;

/**
 * The work of computer colleagues alongside people who train, at the pace of people: they label half of the stories,
 * and sometimes make a mistake. The same script and seed give the same acts; acts before `from` are left out.
 */
export function trainingPlan(
	labelled: LabelledScript,
	{ roles, errors, seed }: Pick<ComputerColleagues, 'roles' | 'errors' | 'seed'>,
	from: number
): PlannedTask[] {
	const planned: PlannedTask[] = [];
	const add = (role: ComputerRole, at: number, ...tasks: ParticipantTask[]): void => {
		for (const task of tasks) if (at >= from) planned.push({ id: idOf(role, task), at, role, task });
	};
	const isWrong = (name: string): boolean => chance(seed, `wrong ${name}`) < errors;
	const stories = goldStories(labelled);
	if (roles.includes('analyst'))
		for (const story of stories) {
			if (chance(seed, `taken ${story.story}`) >= ANALYST_SHARE) continue;
			const at = story.at + Math.round((1 + 3 * chance(seed, `pace ${story.story}`)) * MINUTE);
			const wrong = isWrong(story.story) ? mistaken(story, stories, seed) : story;
			for (const [after, task] of tasksOn(wrong).entries()) add('analyst', at + after * 2_000, task);
		}
	for (const line of labelled.findings) {
		if (line.of === 'behaviour' || line.known === undefined) continue;
		const name = { kind: line.of, key: line.key };
		const first = stories.find(({ links }) =>
			links.some(({ kind, key }) => kind === name.kind && key === name.key)
		)?.at;
		if (first === undefined) continue;
		const known = Math.max(first + 2 * MINUTE, line.known);
		if (roles.includes('coordinator')) {
			add('coordinator', known + 1.5 * MINUTE, { do: 'establish', ...name });
			if (line.of === 'rumour')
				for (const [at, task] of judging(line, isWrong)) add('coordinator', Math.max(first, at), task);
		}
		if (roles.includes('analyst')) {
			add('analyst', known + 6 * MINUTE, { do: 'draft', ...name });
			add('analyst', known + 7 * MINUTE, { do: 'submit', ...name });
		}
	}
	return inOrder(planned);

	function judging(
		{ key, harm = 2, verdict, known = 0 }: Extract<FindingLine, { of: 'rumour' }>,
		wrong: (name: string) => boolean
	): [at: number, task: ParticipantTask][] {
		const assessed = wrong(`harm ${key}`) ? (harm === 1 ? 2 : 1) : harm;
		const first =
			stories.find(({ links }) => links.some((link) => link.kind === 'rumour' && link.key === key))?.at ?? 0;
		return [
			[first + 5 * MINUTE, { do: 'assess', rumour: key, harm: assessed }],
			[first + 7 * MINUTE, { do: 'inquire', rumour: key }],
			...(verdict
				? [
						[
							Math.max(known, first) + 4 * MINUTE,
							{ do: 'judge', rumour: key, verdict: wrong(`verdict ${key}`) ? 'unknowable' : verdict }
						] satisfies [number, ParticipantTask]
					]
				: [])
		];
	}
}

function tasksOn({ post, relevant, help, links, emotion, attitude }: GoldStory): ParticipantTask[] {
	if (help)
		return [
			{ do: 'help', post, help: 'pinned' },
			{ do: 'help', post, help: 'passedOn' }
		];
	if (!relevant) return [{ do: 'look', post, outcome: 'notRelevant' }];
	return [
		...links.map((link): ParticipantTask => ({ do: 'link', post, ...link })),
		...(emotion || attitude ? [{ do: 'feel', post, emotion, attitude } satisfies ParticipantTask] : []),
		{ do: 'look', post, outcome: 'looked' }
	];
}

/** The same story as somebody labels it who reads too fast: as a person would err, never at random. */
function mistaken(story: GoldStory, stories: readonly GoldStory[], seed: number): GoldStory {
	const [link, ...more] = story.links;
	// A call for help that is overlooked is left to the people.
	if (story.help) return { ...story, help: false, links: [], relevant: true };
	if (!story.relevant || !link) return { ...story, relevant: true, links: [], emotion: otherEmotion(story, seed) };
	if (link.kind === 'rumour' && link.stance !== 'supports')
		return { ...story, links: [{ ...link, stance: 'supports' }, ...more] };
	const others = stories.flatMap(({ at, links }) =>
		at <= story.at ? links.filter(({ kind, key }) => kind === link.kind && key !== link.key) : []
	);
	const other = others[Math.floor(chance(seed, `other ${story.story}`) * others.length)];
	return other ? { ...story, links: [{ ...link, key: other.key }] } : { ...story, relevant: false };
}

function otherEmotion({ story, emotion }: GoldStory, seed: number): Emotion | undefined {
	const others = Emotion.options.filter((other) => other !== emotion);
	return others[Math.floor(chance(seed, `emotion ${story}`) * others.length)];
}
