import type { LabelLink, Labels } from './labels';

/** What the models answer, yes or no. */
export const tasks = ['relevant', 'need', 'rumour', 'behaviour', 'meaning'] as const;
export type Task = (typeof tasks)[number];
export type Answers = Readonly<Record<Task, boolean>>;
export type Scores = Readonly<Record<Task, number>>;

/** What people's labels answer. */
export function answersOf({ relevant, links }: Labels): Answers {
	const linked = (kind: LabelLink['kind']): boolean => links.some((link) => link.kind === kind);
	return {
		relevant,
		need: linked('need'),
		rumour: linked('rumour'),
		behaviour: linked('behaviour'),
		meaning: linked('meaning')
	};
}

/** One value for each task. */
export const eachTask = <T>(value: (task: Task) => T): Record<Task, T> => ({
	relevant: value('relevant'),
	need: value('need'),
	rumour: value('rumour'),
	behaviour: value('behaviour'),
	meaning: value('meaning')
});
