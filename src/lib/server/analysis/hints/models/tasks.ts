import type { LabelLink, Labels } from './labels';

/** What the models answer, yes or no. The last three only for what is linked to a rumour. */
export const tasks = [
	'relevant',
	'need',
	'rumour',
	'behaviour',
	'meaning',
	'negative',
	'supports',
	'denies',
	'asks'
] as const;
export type Task = (typeof tasks)[number];
export type Answers = Readonly<Record<Task, boolean | null>>;
export type Scores = Readonly<Record<Task, number>>;

/** What people's labels answer; null where they say nothing. */
export function answersOf({ relevant, links, attitude }: Labels): Answers {
	const linked = (kind: LabelLink['kind']): boolean => links.some((link) => link.kind === kind);
	const stance = links.find(({ kind }) => kind === 'rumour')?.stance ?? null;
	return {
		relevant,
		need: linked('need'),
		rumour: linked('rumour'),
		behaviour: linked('behaviour'),
		meaning: linked('meaning'),
		negative: attitude === 'negative',
		supports: stance && stance === 'supports',
		denies: stance && stance === 'denies',
		asks: stance && stance === 'asks'
	};
}

/** One value for each task. */
export const eachTask = <T>(value: (task: Task) => T): Record<Task, T> => ({
	relevant: value('relevant'),
	need: value('need'),
	rumour: value('rumour'),
	behaviour: value('behaviour'),
	meaning: value('meaning'),
	negative: value('negative'),
	supports: value('supports'),
	denies: value('denies'),
	asks: value('asks')
});
